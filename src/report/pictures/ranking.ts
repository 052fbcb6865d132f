import { points } from '../quantities.js';
import { bar, centred, heading, legend, margin, tick } from './frame.js';
import { linearScale } from './scale.js';
import { diamond, hatched, line, type Picture, pictureWidth } from './svg.js';
import { lineHeight, textSizes, wrapped } from './text-size.js';

/** One alternative in the order of the ranking. */
export interface RankedRow {
  readonly title: string;
  /** undefined: ruled out by a must */
  readonly place: number | undefined;
  /** points of 100: at likely values, with all at their low end, with all at their high end */
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

const name = 'ranking';
const plot = [216, 590] as const;

/** Scores with their ranges, in the order of the ranking; what is ruled out is striped. */
export function rankingPicture(rows: readonly RankedRow[]): Picture {
  const title = 'Ranking: score and range of each alternative';
  const top = heading(title, 'Points of 100. The range is the score with every value at its low end, and at its high end.');
  const x = linearScale([0, 100], plot);
  const parts: string[] = [];
  let y = top.height;
  for (const row of rows) {
    const { place } = row;
    const winner = place === 1;
    const out = place === undefined;
    const words = wrapped(row.title, plot[0] - 14 - 52, textSizes.body, winner);
    const height = Math.max(40, words.length * lineHeight + 10);
    const middle = y + height / 2;
    parts.push(
      centred([out ? 'out' : String(place)], margin + 24, middle, out ? 'muted' : 'bold', 'end'),
      centred(words, 52, middle, winner ? 'bold' : ''),
      line(plot[0], middle, plot[1], middle, 'grid'),
      bar(x(row.low), middle - 7, x(row.high) - x(row.low), 14, out ? 'striped' : 'range', out ? hatched(name) : undefined),
      diamond(x(row.score), middle, out ? 'hollow' : 'mark', 7),
      centred([points(row.score)], pictureWidth - margin, middle - 8, 'bold', 'end'),
      centred([rangeWords(row)], pictureWidth - margin, middle + 8, 'small muted', 'end'),
    );
    y += height;
  }
  const ticks = [0, 25, 50, 75, 100].map((value) => tick(x(value), top.height, y, String(value))).join('');
  const key = legend(
    [
      { symbol: (at, from) => diamond(at + 11, from + 6, 'mark', 7), words: 'score' },
      { symbol: (at, from) => bar(at, from, 22, 12, 'range'), words: 'from low to high' },
      ...(rows.some(({ place }) => place === undefined)
        ? [{ symbol: (at: number, from: number) => bar(at, from, 22, 12, 'striped', hatched(name)), words: 'out: a must is not met' }]
        : []),
    ],
    y + 30,
  );
  return {
    name,
    title,
    alt: `${title}. ${leading(rows)}`,
    description: `${rows.map(rowWords).join('; ')}.`,
    height: y + 30 + key.height + margin,
    body: top.svg + ticks + parts.join('') + key.svg,
  };
}

function leading(rows: readonly RankedRow[]): string {
  const first = rows.find(({ place }) => place === 1);
  return first === undefined ? 'Every alternative fails a must.' : `${first.title} is first with ${points(first.score)} of 100 points.`;
}

function rangeWords({ low, high }: RankedRow): string {
  return `${points(low)} to ${points(high)}`;
}

function rowWords(row: RankedRow): string {
  return `${row.place === undefined ? 'Ruled out' : `Place ${row.place}`}: ${row.title}, ${points(row.score)} points (${rangeWords(row)})`;
}
