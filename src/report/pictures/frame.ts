import { element, line, pictureWidth, text } from './svg.js';
import { lineHeight, textSizes, textWidth, wrapped } from './text-size.js';

/** Space at each edge of a picture. */
export const margin = 16;

/** Something drawn from a height on, and how much height it takes. */
export interface Block {
  readonly svg: string;
  readonly height: number;
}

/** The title of a picture and one sentence below it. */
export function heading(title: string, sentence: string): Block {
  const width = pictureWidth - 2 * margin;
  const titles = lines(wrapped(title, width, textSizes.title, true), margin, 26, 'title', 20);
  const below = lines(wrapped(sentence, width, textSizes.small), margin, 26 + titles.height, 'small muted');
  return { svg: titles.svg + below.svg, height: 18 + titles.height + below.height + 6 };
}

/** Lines of text one below the other, the first baseline at y. */
export function lines(
  texts: readonly string[],
  x: number,
  y: number,
  classes = '',
  distance = lineHeight,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Block {
  return {
    svg: texts.map((content, index) => text(x, y + index * distance, content, classes, anchor)).join(''),
    height: texts.length * distance,
  };
}

/** Lines of text whose middle is at y. */
export function centred(
  texts: readonly string[],
  x: number,
  y: number,
  classes = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return lines(texts, x, y + 4.5 - ((texts.length - 1) * lineHeight) / 2, classes, lineHeight, anchor).svg;
}

/** One entry of a legend: its symbol drawn in a space of 22 by 12 from (x, y), if it has one, and its words. */
export interface LegendEntry {
  readonly symbol: ((x: number, y: number) => string) | undefined;
  readonly words: string;
}

/** Legend entries from left to right, in as many lines as they need. */
export function legend(entries: readonly LegendEntry[], y: number): Block {
  const right = pictureWidth - margin;
  const drawn: string[] = [];
  let x = margin;
  let top = y;
  for (const { symbol, words } of entries) {
    const symbolWidth = symbol === undefined ? 0 : 30;
    const parts = wrapped(words, right - margin - symbolWidth, textSizes.small);
    const needed = symbolWidth + Math.max(...parts.map((part) => textWidth(part, textSizes.small)));
    if (x > margin && x + needed > right) {
      x = margin;
      top += lineHeight + 4;
    }
    drawn.push(symbol?.(x, top) ?? '', lines(parts, x + symbolWidth, top + 10, 'small muted').svg);
    x += needed + 18;
    if (parts.length > 1) {
      x = margin;
      top += parts.length * lineHeight + 4;
    }
  }
  return { svg: drawn.join(''), height: top - y + (x > margin ? lineHeight : 0) };
}

/** A vertical grid line with its words below; `anchor` end keeps long words within the axis. */
export function tick(x: number, top: number, bottom: number, words: string, anchor: 'middle' | 'end' = 'middle'): string {
  return line(x, top, x, bottom, 'grid') + text(x, bottom + 15, words, 'small muted', anchor);
}

/** A bar. */
export function bar(x: number, y: number, width: number, height: number, classes: string, fill?: string): string {
  return element('rect', { x, y, width: Math.max(width, 2), height, rx: 2, class: classes, fill });
}
