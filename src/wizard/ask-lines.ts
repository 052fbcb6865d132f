import type { Catalog } from '../catalog/catalog.js';
import type { AnswerValue } from '../condition/condition.js';
import { answerWords, gridRows, levelsOf } from './answer-words.js';
import { askGrid } from './ask-grid.js';
import { emptyMeans } from './ask-prompts.js';
import { type Asker, alone, type MenuItem, type Reply, type Surroundings } from './asker.js';
import { flow } from './layout.js';
import { lineInput } from './line-input.js';
import { readTyped } from './read-typed.js';
import { standingWords } from './standing-text.js';
import { sizeOf, type Terminal } from './terminal.js';

/** What one types instead of keys. */
export const lineCommands = "At any question: ? help, < back, - I don't know, = summary of your answers.";

/** Asks until the line is a command or can be read. */
async function askLine<Value>(
  next: () => Promise<string | undefined>,
  say: (lines: readonly string[]) => void,
  around: Surroundings,
  empty: () => Reply<Value>,
  read: (line: string) => Reply<Value> | { readonly wrong: string },
): Promise<Reply<Value>> {
  for (;;) {
    const line = await next();
    const command = line === undefined ? ({ kind: 'quit' } as const) : commandOf(line, around);
    if (command !== undefined) return command;
    if (line === '<') say(['This is the first question.']);
    else if (line === '?' && around.help.length > 0) say(around.help);
    else if (line !== undefined) {
      const reply = line === '' ? empty() : read(line);
      if (!('wrong' in reply)) return reply;
      say([reply.wrong]);
    }
  }
}

function commandOf(line: string, around: Surroundings): Exclude<Reply<never>, { kind: 'answer' }> | undefined {
  if (line === '<' && around.canGoBack) return { kind: 'back' };
  if (line === '=') return { kind: 'summary' };
  return line === '-' ? { kind: 'skip' } : undefined;
}

/**
 * Asks line by line: options are numbered, nothing is drawn twice, no escape code is written. For screen readers, terminals that cannot
 * move their cursor, and slow lines.
 */
export function lineAsker(terminal: Terminal, catalog: Catalog, stop: AbortSignal): Asker {
  const input = lineInput(terminal);
  stop.addEventListener('abort', () => input.close());
  const say = (lines: readonly string[]) => {
    terminal.out.write(`${flow(lines, sizeOf(terminal).columns).join('\n')}\n`);
  };

  const ask = <Value>(
    prompt: string,
    around: Surroundings,
    empty: () => Reply<Value>,
    read: (line: string) => Reply<Value> | { readonly wrong: string },
  ) => askLine(() => input.ask(`${prompt} `), say, around, empty, read);

  return {
    say,
    question(question, former, around) {
      const standing = around.standing(former);
      say([
        '',
        around.place,
        around.title,
        ...(around.note === undefined ? [] : [around.note]),
        ...(former === undefined
          ? []
          : [
              `${around.formerIs === 'suggested' ? 'Suggested' : 'Your answer so far'}: ${answerWords(question, former)}. Enter alone keeps it.`,
            ]),
        ...(standing === undefined ? [] : [standingWords(standing)]),
      ]);
      const keep = (): Reply<AnswerValue> => (former === undefined ? { kind: 'skip' } : { kind: 'answer', value: former });
      switch (question.type) {
        case 'choice': {
          const items = question.options;
          say(numbered(items));
          return ask('Number or word:', around, keep, (line) => {
            const item = pick(items, line);
            return item === undefined ? { wrong: `Type a number from 1 to ${items.length}.` } : { kind: 'answer', value: item.value };
          });
        }
        case 'yes-no':
          return ask('yes or no:', around, keep, (line) => {
            const word = line.toLowerCase();
            if (word === 'y' || word === 'yes') return { kind: 'answer', value: true };
            return word === 'n' || word === 'no' ? { kind: 'answer', value: false } : { wrong: 'Type yes or no.' };
          });
        case 'choices': {
          const items = question.options;
          say(numbered(items));
          return ask('Numbers, such as 1 3; 0 for none of these:', around, keep, (line) => {
            const words = line.split(/[\s,]+/).filter((word) => word !== '');
            if (words.length === 1 && words[0] === '0') return { kind: 'answer', value: [] };
            const chosen = words.map((word) => pick(items, word)?.value);
            const values = items.map((item) => item.value).filter((value) => chosen.includes(value));
            return chosen.includes(undefined) ? { wrong: `Type numbers from 1 to ${items.length}.` } : { kind: 'answer', value: values };
          });
        }
        case 'grid':
          return askGrid(ask, say, gridRows(catalog, question), levelsOf(former), around);
        case 'number':
        case 'text': {
          const empty = former === undefined ? ` (Enter alone: ${emptyMeans(question)})` : '';
          const unit = question.type === 'number' ? `Number of ${question.unit}` : 'Text';
          return ask(`${unit}${empty}:`, around, keep, (line) => {
            const result = readTyped(question, line);
            return 'value' in result ? { kind: 'answer', value: result.value } : result;
          });
        }
      }
    },
    async menu<Value>(title: string, items: readonly MenuItem<Value>[], lines: readonly string[] = []): Promise<Reply<Value>> {
      say([
        '',
        ...lines,
        title,
        ...numbered(items.map(({ label, answer, hint }) => ({ label: answer === undefined ? label : `${label} ${answer}`, hint }))),
      ]);
      const first = items[0];
      return ask(
        'Number (Enter alone: 1):',
        alone,
        () => (first === undefined ? { kind: 'quit' } : { kind: 'answer', value: first.value }),
        (line) => {
          const item = items[Number(line) - 1];
          return item === undefined ? { wrong: `Type a number from 1 to ${items.length}.` } : { kind: 'answer', value: item.value };
        },
      );
    },
    async line(title, standard, wrong) {
      return ask<string>(
        `${title}${standard === '' ? '' : ` (Enter alone: ${standard})`}${title.endsWith('?') && standard === '' ? '' : ':'}`,
        alone,
        () => ({ kind: 'answer', value: standard }),
        (text) => {
          const problem = wrong(text);
          return problem === undefined ? { kind: 'answer', value: text } : { wrong: problem };
        },
      );
    },
    close: () => input.close(),
  };
}

function numbered(items: readonly { readonly label: string; readonly hint?: string | undefined }[]): string[] {
  return items.map((item, index) => `${index + 1}. ${item.label}${item.hint === undefined ? '' : ` (${item.hint})`}`);
}

/** The item with this number, this value or this label; numbers win. */
function pick<Item extends { readonly value: string; readonly label: string }>(items: readonly Item[], word: string): Item | undefined {
  const wanted = word.toLowerCase();
  const byNumber = /^\d+$/.test(word) ? items[Number(word) - 1] : undefined;
  return byNumber ?? items.find((item) => item.value === wanted || item.label.toLowerCase() === wanted);
}
