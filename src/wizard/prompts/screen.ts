import { useEffect, useKeypress, useState } from '@inquirer/core';
import type { AnswerValue } from '../../condition/condition.js';
import type { Reply, Surroundings } from '../asker.js';
import { clip, cut, wrapText } from '../layout.js';
import { type Look, paintFor } from '../look.js';
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
  readonly title: string;
  readonly around: Surroundings;
}

/** The part of a key press that prompts look at. */
export interface Key {
  readonly name: string;
  readonly ctrl: boolean;
  readonly sequence?: string;
}

const hideCursor = '\u001B[?25l';

/** What a prompt draws between the question and the standing. */
export interface Body {
  readonly lines: readonly string[];
  /** something about the active item, under the list */
  readonly detail?: string;
  readonly error?: string;
  readonly keys: readonly string[];
  /** the answer as it stands, for the standing */
  readonly value: AnswerValue | undefined;
}

/** Rows left for the list of a prompt when everything else is drawn. */
export function roomFor(config: PromptConfig, detail: number): number {
  const { columns, rows } = config.display.size();
  const head = headLines(config, columns).length;
  const standing = rows >= 14 && config.around.standing(undefined) !== undefined ? 2 : 0;
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

/** One line that stays when the question is answered. */
export function drawDone(config: PromptConfig, answer: string): string {
  const { look } = config.display;
  const paint = paintFor(look);
  return `${paint.good(look.glyphs.done)} ${config.title}  ${paint.accent(answer)}`;
}

/** Lines of help from a line on, as many as fit. */
function drawHelp(config: PromptConfig, from: number): string {
  const { columns, rows } = config.display.size();
  const paint = paintFor(config.display.look);
  const { glyphs } = config.display.look;
  const lines = helpLines(config);
  const room = Math.max(1, rows - 4);
  const start = Math.max(0, Math.min(from, lines.length - room));
  const more = lines.length > room ? `, ${glyphs.arrows.vertical} for more (${start + 1} to ${Math.min(lines.length, start + room)} of ${lines.length})` : '';
  return [paint.bold(cut(config.title, columns - 1, glyphs.ellipsis)), ...lines.slice(start, start + room), paint.dim(cut(`any other key: back to the question${more}`, columns - 1, glyphs.ellipsis))].join(
    '\n',
  );
}

function helpLines(config: PromptConfig): string[] {
  const { columns } = config.display.size();
  return config.around.help.flatMap((paragraph) => (paragraph === '' ? [''] : wrapText(paragraph, Math.max(20, columns - 3)).map((line) => `  ${line}`)));
}

function headLines(config: PromptConfig, columns: number): string[] {
  const { display, title, around } = config;
  const { rows } = display.size();
  const paint = paintFor(display.look);
  const width = Math.max(20, columns - 1);
  const { ellipsis } = display.look.glyphs;
  return [
    ...(rows >= 10 && around.place !== '' ? [paint.dim(cut(around.place, width, ellipsis))] : []),
    ...clip(wrapText(title, width), 3, ellipsis).map(paint.bold),
    ...(around.note === undefined ? [] : clip(wrapText(around.note, width), 3, ellipsis).map(paint.warn)),
  ];
}

function footLines(config: PromptConfig, body: Body): string[] {
  const { display, around } = config;
  const { columns, rows } = display.size();
  const paint = paintFor(display.look);
  const { ellipsis, separator } = display.look.glyphs;
  const width = Math.max(20, columns - 1);
  const standing = rows >= 14 ? around.standing(body.value) : undefined;
  return [
    ...(body.error === undefined ? [] : clip(wrapText(body.error, width), 2, ellipsis).map(paint.warn)),
    ...(body.detail === undefined || rows < 12 ? [] : [paint.dim(cut(body.detail, width, ellipsis))]),
    ...(standing === undefined ? [] : standingLines(standing, display.look, width)),
    paint.dim(cut(body.keys.join(` ${separator} `), width, ellipsis)),
  ];
}

/** The keys that every prompt has, as words. */
export function commonKeys(config: PromptConfig, back: string, skip = true): string[] {
  return [
    ...(config.around.help.length > 0 ? ['? help'] : []),
    ...(skip ? ["tab I don't know"] : []),
    ...(config.around.canGoBack ? [`${back} back`] : []),
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
    readonly escape: () => boolean;
    readonly help: () => boolean;
    readonly finish: (reply: Reply<Value>, shown: string) => void;
    readonly key: (key: Key, line: { readonly text: string; set(text: string): void }) => void;
  },
): number | undefined {
  const [helpFrom, setHelpFrom] = useState<number | undefined>(undefined);
  const [, setDrawn] = useState(0);
  useEffect((rl) => {
    let draws = 0;
    const stop = config.display.onResize(() => {
      config.display.clear();
      draws += 1;
      setDrawn(draws);
    });
    const closed = () => options.finish({ kind: 'quit' }, '');
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
    } else if ((key.ctrl && key.name === 'b') || (key.name === 'escape' && !options.escape())) {
      if (config.around.canGoBack) options.finish({ kind: 'back' }, 'back');
    } else if (key.ctrl && key.name === 'e' && options.summary) {
      options.finish({ kind: 'summary' }, 'to the summary');
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
