import { figure, rangeCell } from '../quantities.js';
import { bar, centred, heading, legend, lines, margin, tick } from './frame.js';
import { linearScale, type Scale, ticksTo } from './scale.js';
import { diamond, line, type Picture } from './svg.js';
import { lineHeight, textSizes, textWidth, wrapped } from './text-size.js';

type Range = readonly [low: number, likely: number, high: number];

/** What one alternative uses at peak. */
export interface FootprintRow {
  readonly title: string;
  readonly recommended: boolean;
  readonly cores: Range;
  /** decimal GB */
  readonly memoryGb: Range;
}

const labelWidth = 156;
const panels = [
  { title: 'CPU used at peak, cores', unit: 'cores', of: (row: FootprintRow) => row.cores, plot: [188, 424] },
  { title: 'Memory used, GB', unit: 'GB', of: (row: FootprintRow) => row.memoryGb, plot: [452, 688] },
] as const;

/** CPU and memory of each alternative, likely with low and high end, side by side. */
export function footprintPicture(rows: readonly FootprintRow[]): Picture {
  const title = 'Footprint: what each alternative uses';
  const top = heading(title, 'All of its parts in all clusters together: likely, and with every parameter at its low and at its high end.');
  const tops = top.height + lineHeight + 8;
  const heights = rows.map(({ title: of, recommended }) =>
    Math.max(44, wrapped(of, labelWidth, textSizes.body, recommended).length * lineHeight + 10),
  );
  const bottom = tops + heights.reduce((sum, height) => sum + height, 0);
  const drawn = panels.map(({ title: words, of, plot }) => {
    const ticks = ticksTo(Math.max(0, ...rows.map((row) => of(row)[2])));
    const x = linearScale([0, ticks.at(-1) ?? 1], plot);
    let y = tops;
    const bars = rows.map((row, index) => {
      const [low, likely, high] = of(row);
      const from = y;
      y += heights[index] ?? 0;
      const middle = (from + y) / 2;
      return (
        centred([rangeCell([low, likely, high])], plot[0] + 6, middle - 10, row.recommended ? 'small bold' : 'small') +
        line(plot[0], middle + 8, plot[1], middle + 8, 'grid') +
        bar(x(low), middle + 2, x(high) - x(low), 12, 'range') +
        diamond(x(likely), middle + 8, 'mark', 6)
      );
    });
    const marks = readable(ticks, x).map((value) =>
      tick(x(value), tops, bottom, figure(value), textWidth(figure(value), textSizes.small) > 56 ? 'end' : 'middle'),
    );
    return lines([words], plot[0], top.height + 12, 'bold').svg + marks.join('') + bars.join('');
  });
  let y = tops;
  const labels = rows.map((row, index) => {
    const middle = y + (heights[index] ?? 0) / 2;
    y += heights[index] ?? 0;
    return centred(wrapped(row.title, labelWidth, textSizes.body, row.recommended), margin, middle, row.recommended ? 'bold' : '');
  });
  const key = legend(
    [
      { symbol: (at, from) => diamond(at + 11, from + 6), words: 'likely' },
      { symbol: (at, from) => bar(at, from, 22, 12, 'range'), words: 'from low to high' },
    ],
    bottom + 30,
  );
  return {
    name: 'footprint',
    title,
    alt: `${title}: CPU in cores and memory in GB, likely with low and high end.`,
    description: `${rows.map((row) => `${row.title}: ${panels.map(({ of, unit }) => `${words(of(row))} ${unit}`).join(', ')}`).join('; ')}.`,
    height: bottom + 30 + key.height + margin,
    body: top.svg + drawn.join('') + labels.join('') + key.svg,
  };
}

/** The ticks whose words have room beside each other; else the ends alone. */
function readable(ticks: readonly number[], x: Scale): readonly number[] {
  const half = (value: number) => textWidth(figure(value), textSizes.small) / 2 + 4;
  const fit = ticks.every((value, index) => {
    const before = ticks[index - 1];
    return before === undefined || x(value) - half(value) > x(before) + half(before);
  });
  return fit ? ticks : ticks.filter((_, index) => index === 0 || index === ticks.length - 1);
}

function words([low, likely, high]: Range): string {
  return rangeCell([low, likely, high]);
}
