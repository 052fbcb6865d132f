import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.js';

/** Lines from a terminal in its own line mode: no redrawing, no escape codes, editing by the terminal itself. */
export interface LineInput {
  /** writes the question and waits for a line; undefined when the input has ended */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** Lines typed ahead are kept for the questions to come. */
export function lineInput(terminal: Terminal): LineInput {
  const reader = createInterface({ input: terminal.in, terminal: false });
  const waiting: string[] = [];
  let ended = false;
  let take: ((line: string | undefined) => void) | undefined;
  reader.on('line', (line) => {
    if (take === undefined) waiting.push(line);
    else take(line);
  });
  reader.on('close', () => {
    ended = true;
    take?.(undefined);
  });
  return {
    ask(question) {
      terminal.out.write(question);
      const ahead = waiting.shift();
      if (ahead !== undefined) {
        terminal.out.write(`${ahead}\n`);
        return Promise.resolve(ahead.trim());
      }
      if (ended) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        take = (line) => {
          take = undefined;
          resolve(line?.trim());
        };
      });
    },
    close: () => reader.close(),
  };
}
