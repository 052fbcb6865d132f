import { counted, points, signedPoints } from '../quantities.js';
import { bar, centred, heading, type LegendEntry, legend, margin } from './frame.js';
import { linearScale } from './scale.js';
import { hatched, line, type Picture, pictureWidth } from './svg.js';
import { lineHeight, textSizes, wrapped } from './text-size.js';

export interface ContributionRow {
  /** a need or a burden */
  readonly title: string;
  /** points of the first minus points of the runner-up */
  readonly points: number;
}

export interface Contributions {
  readonly first: string;
  readonly runnerUp: string;
  /** every difference in any order */
  readonly differences: readonly ContributionRow[];
}

const name = 'contributions';
const plot = [286, pictureWidth - margin - 58] as const;
/** rows that are shown one by one; what remains is summed */
const shown = 9;

/** The differences that are shown, largest first, those that remain as one row where it shows, and the sum of all. */
export function contributionRows({ differences }: Contributions): { readonly rows: readonly ContributionRow[]; readonly lead: number } {
  const sorted = differences.filter((one) => one.points !== 0).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const visible = sorted.filter((one) => Math.abs(one.points) >= 0.05);
  const rows = visible.slice(0, visible.length > shown + 1 ? shown : visible.length);
  const rest = sum(sorted.slice(rows.length));
  return {
    rows: Math.abs(rest) < 0.05 ? rows : [...rows, { title: `The other ${sorted.length - rows.length} together`, points: rest }],
    lead: sum(sorted),
  };
}

/** What speaks for the first and what for the runner-up, in points of score, largest first. */
export function contributionsPicture(data: Contributions): Picture {
  const { rows, lead } = contributionRows(data);
  const title = `${data.first} against ${data.runnerUp}`;
  const top = heading(title, 'Where the two differ, in points of 100, largest first.');
  const least = Math.min(0, lead, ...rows.map((row) => row.points));
  const most = Math.max(0, lead, ...rows.map((row) => row.points));
  const span = most - least === 0 ? 1 : most - least;
  const x = linearScale([least, least + span], [plot[0] + (least < 0 ? 58 : 0), plot[1]]);
  const zero = x(0);
  const parts: string[] = [];
  let y = top.height;
  const row = (of: ContributionRow, bold: boolean) => {
    const words = wrapped(of.title, plot[0] - 12 - margin, textSizes.body, bold);
    const height = Math.max(28, words.length * lineHeight + 8);
    const middle = y + height / 2;
    const negative = of.points < 0;
    const end = x(of.points);
    parts.push(
      centred(words, margin, middle, bold ? 'bold' : ''),
      bar(Math.min(zero, end), middle - 8, Math.abs(end - zero), 16, negative ? 'striped' : 'solid', negative ? hatched(name) : undefined),
      centred(
        [signedPoints(of.points)],
        negative ? end - 6 : Math.max(end, zero + 2) + 6,
        middle,
        bold ? 'bold' : '',
        negative ? 'end' : 'start',
      ),
    );
    y += height;
  };
  for (const one of rows) row(one, false);
  parts.push(line(margin, y + 4, pictureWidth - margin, y + 4, 'grid'));
  y += 8;
  row({ title: `Lead of ${data.first}`, points: lead }, true);
  const key = legend(
    [
      { symbol: (at, from) => bar(at, from, 22, 12, 'solid'), words: `for ${data.first}` },
      { symbol: (at, from) => bar(at, from, 22, 12, 'striped', hatched(name)), words: `for ${data.runnerUp}` },
    ] satisfies LegendEntry[],
    y + 14,
  );
  return {
    name,
    title,
    alt: `${title}: ${counted(rows.length, 'difference')} in points of score; together ${data.first} leads by ${points(lead)}.`,
    description: `${[...rows, { title: 'together', points: lead }].map((one) => `${one.title} ${signedPoints(one.points)}`).join('; ')}. Positive speaks for ${data.first}, negative for ${data.runnerUp}.`,
    height: y + 14 + key.height + margin,
    body: top.svg + line(zero, top.height, zero, y, 'axis') + parts.join('') + key.svg,
  };
}

function sum(rows: readonly ContributionRow[]): number {
  return rows.reduce((total, row) => total + row.points, 0);
}
