import { counted, figure } from '../quantities.js';
import { bar, centred, heading, legend, lines, margin, tick } from './frame.js';
import { logScale } from './scale.js';
import { diamond, element, line, type Picture, pictureWidth, rounded } from './svg.js';
import { lineHeight, textSizes, wrapped } from './text-size.js';

/** Where one weight may lie, all others held, so that the recommendation stays first. */
export interface WeightRow {
  readonly title: string;
  readonly stated: number;
  /** 0 and null where nothing ties on that side */
  readonly low: number;
  readonly high: number | null;
}

export interface WeightIntervals {
  /** the recommendation */
  readonly winner: string;
  /** what a weight means, such as `A must weighs 10.` */
  readonly scale: string;
  readonly rows: readonly WeightRow[];
}

const plot = [262, 560] as const;
const ends = [0.1, 100] as const;
/** rows that are shown; the others have more room */
const most = 8;

/** Weights that some value would change the recommendation for, the nearest first, and how many are left out. */
export function weightRows(rows: readonly WeightRow[]): {
  readonly shown: readonly WeightRow[];
  readonly free: number;
  readonly wider: number;
} {
  const bound = rows.filter(({ low, high }) => low > 0 || high !== null).sort((a, b) => room(a) - room(b));
  return { shown: bound.slice(0, most), free: rows.length - bound.length, wider: Math.max(0, bound.length - most) };
}

/** Each weight's interval in which the recommendation stays first, the stated weight marked, on a logarithmic axis. */
export function weightIntervalsPicture({ winner, scale, rows }: WeightIntervals): Picture {
  const { shown, free, wider } = weightRows(rows);
  const title = `Weights: how far each may move while ${winner} stays first`;
  const top = heading(title, `One weight at a time, all others as stated. ${scale}`);
  const x = logScale(ends, plot);
  const parts: string[] = [];
  let y = top.height;
  for (const row of shown) {
    const words = wrapped(row.title, plot[0] - 26 - margin, textSizes.body);
    const height = Math.max(40, words.length * lineHeight + 10);
    const middle = y + height / 2;
    const [from, to] = [x(row.low), row.high === null ? plot[1] : x(row.high)];
    parts.push(
      centred(words, margin, middle),
      line(plot[0], middle, plot[1], middle, 'grid'),
      bar(from, middle - 7, to - from, 14, 'range'),
      row.low < ends[0] ? tip(plot[0], middle, -1) : '',
      row.high === null || row.high > ends[1] ? tip(plot[1], middle, 1) : '',
      diamond(x(row.stated), middle, 'mark', 6),
      centred([`stated ${figure(row.stated)}`], pictureWidth - margin, middle - 8, 'bold', 'end'),
      centred([intervalWords(row)], pictureWidth - margin, middle + 8, 'small muted', 'end'),
    );
    y += height;
  }
  const ticks = [0.1, 1, 10, 100].map((value) => tick(x(value), top.height, y, String(value))).join('');
  const key = legend(
    [
      { symbol: (at, from) => diamond(at + 11, from + 6), words: 'stated weight' },
      { symbol: (at, from) => bar(at, from, 22, 12, 'range'), words: 'stays first; an arrow: also beyond the axis' },
    ],
    y + 30,
  );
  const rest = restWords(free, wider);
  const below =
    rest === ''
      ? { svg: '', height: 0 }
      : lines(wrapped(rest, pictureWidth - 2 * margin, textSizes.small), margin, y + 30 + key.height + 18, 'small muted');
  return {
    name: 'weight-intervals',
    title,
    alt: `${title}, one at a time, with the stated weight marked.`,
    description:
      `${shown.map((row) => `${row.title}: stated ${figure(row.stated)}, first from ${intervalWords(row)}`).join('; ')}. ${rest}`.trim(),
    height: y + 30 + key.height + (rest === '' ? 0 : below.height + 6) + margin,
    body: top.svg + ticks + parts.join('') + key.svg + below.svg,
  };
}

/** `2.1 to 11`, `0 to any` */
export function intervalWords({ low, high }: Pick<WeightRow, 'low' | 'high'>): string {
  return `${figure(low)} to ${high === null ? 'any' : figure(high)}`;
}

function restWords(free: number, wider: number): string {
  return [
    ...(wider > 0 ? [`${counted(wider, 'further weight has', 'further weights have')} more room than these.`] : []),
    ...(free > 0 ? [`${counted(free, 'weight')} may take any value.`] : []),
  ].join(' ');
}

/** The least factor by which the weight must move, as a logarithm. */
function room({ stated, low, high }: WeightRow): number {
  const at = Math.max(stated, 1e-3);
  return Math.min(Math.log(at / Math.max(low, 1e-6)), high === null ? Number.POSITIVE_INFINITY : Math.log(Math.max(high, 1e-3) / at));
}

function tip(x: number, y: number, direction: 1 | -1): string {
  const points = [
    [x, y - 8],
    [x + 9 * direction, y],
    [x, y + 8],
  ];
  return element('polygon', { points: points.map((corner) => corner.map((value) => rounded(value)).join(',')).join(' '), class: 'solid' });
}
