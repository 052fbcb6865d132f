import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** Characters of one style. `colour` is a palette index, or undefined for the terminal's own. */
export interface StyledRun {
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly colour: number | undefined;
}

/** A program in a real pseudo-terminal, with a screen that can be read. */
export interface TerminalSession {
  /** the visible screen, one string per line, without trailing blanks */
  screen(): string[];
  /** everything on the screen and above it */
  everything(): string;
  /** the visible screen as runs of equal style, per line */
  styled(): readonly (readonly StyledRun[])[];
  /** all bytes that the program wrote */
  raw(): string;
  /** waits until the screen shows a text; fails after `limit` milliseconds with the screen */
  see(text: string | RegExp, limit?: number): Promise<void>;
  /** waits until a question is being asked (its earlier answer may still stand above) */
  asks(text: string): Promise<void>;
  /** waits until a question or a menu is there to be answered, and says what kind it is */
  waits(): Promise<'menu' | 'grid' | 'choices' | 'other'>;
  /** waits until what was asked is answered and something new is there */
  leaves(): Promise<void>;
  /** waits until nothing was written for a fifth of a second */
  settles(): Promise<void>;
  /** sends keys */
  press(...keys: readonly (Key | string)[]): void;
  resize(columns: number, rows: number): void;
  kill(signal: string): void;
  /** ends the program if it still runs */
  end(): void;
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
const person: Readonly<Record<string, string>> = {
  TERM: 'xterm-256color',
  LANG: 'en_US.UTF-8',
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
};

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
    name: options.env?.['TERM'] ?? 'xterm-256color',
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
    // it has ended once its last words are on the screen
    screen.write('', () => {
      code = signal === undefined || signal === 0 ? exitCode : 128 + signal;
      changed();
    });
  });
  const linesFrom = (from: number) => {
    const lines: string[] = [];
    for (let index = from; index < screen.buffer.active.length; index += 1)
      lines.push(screen.buffer.active.getLine(index)?.translateToString(true) ?? '');
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
  const seen = (shows: (shown: string) => boolean, what: string, limit: number) =>
    until(
      () => shows(visible().join('\n')),
      limit,
      () => `did not see ${what} within ${limit} ms (exit code ${String(code)})`,
    );
  return {
    screen: visible,
    everything: () => linesFrom(0).join('\n'),
    styled: () =>
      Array.from({ length: screen.rows }, (_, row) => {
        const line = screen.buffer.active.getLine(screen.buffer.active.baseY + row);
        const runs: StyledRun[] = [];
        for (let column = 0; column < screen.cols; column += 1) {
          const cell = line?.getCell(column);
          const style = {
            bold: (cell?.isBold() ?? 0) !== 0,
            dim: (cell?.isDim() ?? 0) !== 0,
            colour: cell?.isFgPalette() === true ? cell.getFgColor() : undefined,
          };
          const text = cell?.getChars() === '' ? ' ' : (cell?.getChars() ?? ' ');
          const last = runs.at(-1);
          if (last !== undefined && last.bold === style.bold && last.dim === style.dim && last.colour === style.colour)
            runs.splice(-1, 1, { ...last, text: last.text + text });
          else runs.push({ text, ...style });
        }
        return runs;
      }),
    raw: () => raw,
    see: (text, limit = 60_000) =>
      seen((shown) => (typeof text === 'string' ? shown.includes(text) : text.test(shown)), String(text), limit),
    asks: (text) =>
      seen(
        (shown) => shown.slice(shown.lastIndexOf(' essential ones done')).split('\n').slice(1, 3).join(' ').includes(text),
        `the question ${text}`,
        60_000,
      ),
    async waits() {
      await seen((shown) => /^What next\?$/m.test(shown) || footOf(shown) !== '', 'a question or a menu', 60_000);
      const shown = visible().join('\n');
      if (/^What next\?$/m.test(shown)) return 'menu';
      const foot = footOf(shown);
      return foot.includes('rest no') ? 'grid' : foot.includes('space enter') ? 'choices' : 'other';
    },
    async leaves() {
      const before = answered(raw);
      await until(
        () => answered(raw) > before,
        60_000,
        () => 'the answer was not taken',
      );
      await this.settles();
    },
    settles: () =>
      new Promise((resolve) => {
        let timer = setTimeout(done, 200);
        const again = () => {
          clearTimeout(timer);
          timer = setTimeout(done, 200);
        };
        function done() {
          listeners.delete(again);
          resolve();
        }
        listeners.add(again);
      }),
    press(...pressed) {
      for (const key of pressed) program.write(isKey(key) ? keys[key] : key);
    },
    resize(nextColumns, nextRows) {
      screen.resize(nextColumns, nextRows);
      program.resize(nextColumns, nextRows);
    },
    kill: (signal) => program.kill(signal),
    end: () => {
      if (code === undefined) program.kill('SIGKILL');
      screen.dispose();
    },
    async ended() {
      await until(
        () => code !== undefined,
        60_000,
        () => 'the program did not end',
      );
      return code ?? -1;
    },
    cursorHidden: () => raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h'),
  };
}

function isKey(key: string): key is Key {
  return key in keys;
}

/** The line of keys under a question, or nothing when none is asked. */
function footOf(shown: string): string {
  return shown.split('\n').findLast((line) => line.includes('? help')) ?? '';
}

/** How many answers stand in the output. */
function answered(raw: string): number {
  return raw.split('✔').length;
}
