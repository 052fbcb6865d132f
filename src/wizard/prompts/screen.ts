import { useEffect, useKeypress, useState } from '@inquirer/core';
import type { AnswerValue } from '../../condition/condition.js';
import type { Reply, Surroundings } from '../asker.js';
import { clip, cut, wrapText } from '../layout.js';
import { type Look, paintFor } from '../look.js';
import type { Standing } from '../standing.js';
import { standingLines } from '../standing-text.js';

/** The terminal as a prompt sees it. */
export interface Display {
  readonly look: Look;
  size(): { readonly columns: number; readonly rows: number };
  /** @returns a function that stops listening */
  onResize(listener: () => void): () => void;
  /** empties the screen and puts the cursor into its first line */
  clear(): void;
}

/** What every prompt is given. */
export interface PromptConfig {
  readonly display: Display;
  readonly around: Surroundings;
  /** leaves no line behind when the question was not answered */
  readonly leaveNoTrace: () => void;
}

/** The part of a key press that prompts look at. */
export interface Key {
  readonly name: string;
  readonly ctrl: boolean;
  readonly sequence?: string;
}

/** The line that readline has gathered. */
export interface EditedLine {
  readonly text: string;
  set(text: string): void;
}

const hideCursor = '\u001B[?25l';

/** What a prompt draws between the question and the standing. */
export interface Body {
  readonly lines: readonly string[];
  /** something about the active item, under the list */
  readonly detail?: string;
  readonly error?: string;
  readonly keys: readonly string[];
  readonly standing: Standing | 'pending' | undefined;
}

/** Rows left for the list of a prompt when everything else is drawn. */
export function roomFor(config: PromptConfig, detail: number): number {
  const { columns, rows } = config.display.size();
  const head = headLines(config, columns).length;
  const standing = rows >= 14 && config.around.now !== undefined ? 2 : 0;
  return Math.max(1, rows - 1 - head - detail - standing - 1);
}

/** The whole screen of a prompt that has no text cursor. */
export function drawList(config: PromptConfig, body: Body, helpFrom: number | undefined): string {
  const { columns } = config.display.size();
  if (helpFrom !== undefined) return `${drawHelp(config, helpFrom)}${hideCursor}`;
  return `${[...headLines(config, columns), ...body.lines, ...footLines(config, body)].join('\n')}${hideCursor}`;
}

/** The screen of a prompt with a text cursor: what stands above and in its line, and what stands below. */
export function drawEntry(config: PromptConfig, line: string, body: Body, helpFrom: number | undefined): [string, string] {
  const { columns } = config.display.size();
  if (helpFrom !== undefined) return [`${drawHelp(config, helpFrom)}${hideCursor}`, ''];
  return [[...headLines(config, columns), line].join('\n'), footLines(config, body).join('\n')];
}

/** The one line that stays when a question is answered: the question, shortened where both do not fit, and the answer. */
export function drawDone(config: PromptConfig, answer: string): string {
  const { look } = config.display;
  const { done, ellipsis } = look.glyphs;
  const paint = paintFor(look);
  const room = Math.max(20, config.display.size().columns - 1) - done.length - 3;
  const title = cut(config.around.title, Math.max(Math.floor(room / 2), room - answer.length), ellipsis);
  return `${paint.good(done)} ${title}  ${paint.accent(cut(answer, room - title.length, ellipsis))}`;
}

/** Lines of help from a line on, as many as fit. */
function drawHelp(config: PromptConfig, from: number): string {
  const { columns, rows } = config.display.size();
  const paint = paintFor(config.display.look);
  const { glyphs } = config.display.look;
  const lines = helpLines(config);
  const room = Math.max(1, rows - 4);
  const start = Math.max(0, Math.min(from, lines.length - room));
  const more =
    lines.length > room
      ? `, ${glyphs.arrows.vertical} for more (${start + 1} to ${Math.min(lines.length, start + room)} of ${lines.length})`
      : '';
  return [
    paint.bold(cut(config.around.title, columns - 1, glyphs.ellipsis)),
    ...lines.slice(start, start + room),
    paint.dim(cut(`any other key: back to the question${more}`, columns - 1, glyphs.ellipsis)),
  ].join('\n');
}

function helpLines(config: PromptConfig): string[] {
  const { columns } = config.display.size();
  return config.around.help.flatMap((paragraph) =>
    paragraph === '' ? [''] : wrapText(paragraph, Math.max(20, columns - 3)).map((line) => `  ${line}`),
  );
}

function headLines(config: PromptConfig, columns: number): string[] {
  const { display, around } = config;
  const { rows } = display.size();
  const paint = paintFor(display.look);
  const width = Math.max(20, columns - 1);
  const { ellipsis } = display.look.glyphs;
  return [
    ...(rows >= 10 && around.place !== '' ? [paint.dim(cut(around.place, width, ellipsis))] : []),
    ...clip(wrapText(around.title, width), 3, width, ellipsis).map(paint.bold),
    ...(around.note === undefined ? [] : clip(wrapText(around.note, width), 3, width, ellipsis).map(paint.warn)),
  ];
}

function footLines(config: PromptConfig, body: Body): string[] {
  const { display } = config;
  const { columns, rows } = display.size();
  const paint = paintFor(display.look);
  const { ellipsis, separator } = display.look.glyphs;
  const width = Math.max(20, columns - 1);
  const standing = rows >= 14 ? body.standing : undefined;
  return [
    ...(body.error === undefined ? [] : clip(wrapText(body.error, width), 2, width, ellipsis).map(paint.warn)),
    ...(body.detail === undefined || rows < 12 ? [] : [paint.dim(cut(body.detail, width, ellipsis))]),
    ...(standing === undefined
      ? []
      : standing === 'pending'
        ? ['', paint.dim('Working out where the candidates stand')]
        : standingLines(standing, display.look, width)),
    paint.dim(cut(keyLine(body.keys, separator, width), width, ellipsis)),
  ];
}

/** The keys on one line; closer together where they would not fit. */
function keyLine(keys: readonly string[], separator: string, width: number): string {
  const line = keys.join(` ${separator} `);
  return line.length <= width ? line : keys.join(', ');
}

/**
 * The standing with the answer as it stands now. It is worked out after the key press was drawn and drawn then; keys pressed quickly one
 * after the other are worked out once.
 */
export function useStanding(config: PromptConfig, value: AnswerValue | undefined): Standing | 'pending' | undefined {
  const [standing, setStanding] = useState<Standing | 'pending' | undefined>(config.around.now);
  useEffect(() => {
    const timer = setTimeout(() => setStanding(config.around.standing(value)), 5);
    return () => clearTimeout(timer);
  }, [JSON.stringify(value) ?? '']);
  return standing;
}

/** The keys that every prompt has, as words; shorter ones on a narrow terminal. */
export function commonKeys(config: PromptConfig, back: string, skip = true, skipWord = "I don't know"): string[] {
  const narrow = config.display.size().columns < 80;
  return [
    ...(config.around.help.length > 0 ? ['? help'] : []),
    ...(skip ? [`tab ${narrow ? 'skip' : skipWord}`] : []),
    ...(config.around.canGoBack ? [`${back} back`] : []),
    ...(skip ? ['ctrl-e summary'] : []),
  ];
}

/**
 * Keys with the same meaning in every prompt: `?` opens and closes help (arrows scroll it), Ctrl-B and Escape go back, Tab skips, Ctrl-E
 * goes to the summary. Also draws again when the window changes, and ends the prompt when the input ends.
 * @returns where help is scrolled to, or undefined when it is closed
 */
export function useCommonKeys<Value>(
  config: PromptConfig,
  options: {
    readonly skip: boolean;
    readonly summary: boolean;
    /** @returns whether Escape did something else than going back */
    readonly escape: (line: EditedLine) => boolean;
    readonly help: () => boolean;
    readonly finish: (reply: Reply<Value>, shown: string) => void;
    readonly key: (key: Key, line: EditedLine) => void;
  },
): number | undefined {
  const [helpFrom, setHelpFrom] = useState<number | undefined>(undefined);
  const [, setDrawn] = useState(0);
  const leave = (reply: Reply<Value>) => {
    config.leaveNoTrace();
    options.finish(reply, '');
  };
  useEffect((rl) => {
    let draws = 0;
    const stop = config.display.onResize(() => {
      config.display.clear();
      draws += 1;
      setDrawn(draws);
    });
    const closed = () => leave({ kind: 'quit' });
    rl.on('close', closed);
    return () => {
      stop();
      rl.removeListener('close', closed);
    };
  }, []);
  useKeypress((event, rl) => {
    const key: Key = event;
    const set = (text: string) => {
      rl.clearLine(0);
      if (text !== '') rl.write(text);
    };
    if (helpFrom !== undefined) {
      const last = Math.max(0, helpLines(config).length - Math.max(1, config.display.size().rows - 4));
      set(rl.line.replaceAll('?', ''));
      if (key.name === 'down') setHelpFrom(Math.min(last, helpFrom + 1));
      else if (key.name === 'up') setHelpFrom(Math.max(0, helpFrom - 1));
      else setHelpFrom(undefined);
      return;
    }
    if (key.sequence === '?' && config.around.help.length > 0 && options.help()) {
      set(rl.line.replaceAll('?', ''));
      setHelpFrom(0);
    } else if ((key.ctrl && key.name === 'b') || (key.name === 'escape' && !options.escape({ text: rl.line, set }))) {
      if (config.around.canGoBack) leave({ kind: 'back' });
    } else if (key.ctrl && key.name === 'e' && options.summary) {
      leave({ kind: 'summary' });
    } else if (key.name === 'tab' && options.skip) {
      options.finish({ kind: 'skip' }, "I don't know");
    } else if (key.name === 'tab') {
      set(rl.line.trim());
    } else {
      options.key(key, { text: rl.line, set });
    }
  });
  return helpFrom;
}
