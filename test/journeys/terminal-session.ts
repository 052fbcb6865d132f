import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A program in a real pseudo-terminal, with a screen that can be read. */
export interface TerminalSession {
  /** the visible screen, one string per line, without trailing blanks */
  screen(): string[];
  /** everything on the screen and above it */
  everything(): string;
  /** all bytes that the program wrote */
  raw(): string;
  /** waits until the screen shows a text; fails after `limit` milliseconds with the screen */
  see(text: string | RegExp, limit?: number): Promise<void>;
  /** sends keys */
  press(...keys: readonly (Key | string)[]): void;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  /** waits for the end; the exit code, or 128 + signal */
  ended(): Promise<number>;
  cursorHidden(): boolean;
}

export const keys = {
  enter: '\r',
  space: ' ',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  escape: '\u001B',
  tab: '\t',
  back: '\u0002',
  summary: '\u0005',
  interrupt: '\u0003',
  endOfInput: '\u0004',
  backspace: '\u007F',
} as const;
export type Key = keyof typeof keys;

/** Environment of a person's terminal, whatever the tests themselves run in. */
const person: Readonly<Record<string, string>> = { TERM: 'xterm-256color', LANG: 'en_US.UTF-8', PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };

/** Starts a program of this Node in a pseudo-terminal. */
export function startSession(options: {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}): TerminalSession {
  const columns = options.columns ?? 80;
  const rows = options.rows ?? 24;
  const screen = new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
  const program: IPty = spawn(process.execPath, [...options.args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.folder,
    env: { ...person, ...options.env },
  });
  let raw = '';
  let code: number | undefined;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  program.onData((data) => {
    raw += data;
    screen.write(data, changed);
  });
  program.onExit(({ exitCode, signal }) => {
    code = signal === undefined || signal === 0 ? exitCode : 128 + signal;
    changed();
  });
  const linesFrom = (from: number) => {
    const lines: string[] = [];
    for (let index = from; index < screen.buffer.active.length; index += 1) lines.push(screen.buffer.active.getLine(index)?.translateToString(true) ?? '');
    return lines;
  };
  const until = (done: () => boolean, limit: number, what: () => string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!done()) return;
        clearTimeout(timer);
        listeners.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        listeners.delete(check);
        reject(new Error(`${what()}\n--- screen ---\n${linesFrom(screen.buffer.active.baseY).join('\n')}\n--------------`));
      }, limit);
      listeners.add(check);
      check();
    });
  const visible = () => linesFrom(screen.buffer.active.baseY);
  return {
    screen: visible,
    everything: () => linesFrom(0).join('\n'),
    raw: () => raw,
    see: (text, limit = 15_000) =>
      until(
        () => {
          const shown = visible().join('\n');
          return typeof text === 'string' ? shown.includes(text) : text.test(shown);
        },
        limit,
        () => `did not see ${String(text)} within ${limit} ms (exit code ${String(code)})`,
      ),
    press(...pressed) {
      for (const key of pressed) program.write(isKey(key) ? keys[key] : key);
    },
    resize(nextColumns, nextRows) {
      screen.resize(nextColumns, nextRows);
      program.resize(nextColumns, nextRows);
    },
    kill: (signal) => program.kill(signal),
    async ended() {
      await until(() => code !== undefined, 20_000, () => 'the program did not end');
      return code ?? -1;
    },
    cursorHidden: () => raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h'),
  };
}

function isKey(key: string): key is Key {
  return key in keys;
}
