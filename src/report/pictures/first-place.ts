import { counted, listed, percent } from '../quantities.js';
import { bar, centred, heading, legend, margin, tick } from './frame.js';
import { linearScale } from './scale.js';
import { hatched, line, type Picture, pictureWidth } from './svg.js';
import { lineHeight, textSizes, wrapped } from './text-size.js';

/** How often something comes first. */
export interface FirstPlaceRow {
  readonly title: string;
  /** 0 to 1 */
  readonly share: number;
  readonly recommended: boolean;
}

export interface FirstPlaces {
  /** in the order of the ranking */
  readonly alternatives: readonly FirstPlaceRow[];
  /** candidates that have several forms in play, all forms together */
  readonly candidates: readonly FirstPlaceRow[];
  /** share of draws in which every alternative fails a must */
  readonly none: number;
  /** half-width of the sampling error, 0 to 1 */
  readonly halfWidth: number;
  /** draws that count */
  readonly draws: number;
}

const name = 'first-place';
const plot = [216, 600] as const;

/** In how many draws of weights, facts and open answers each alternative comes first. */
export function firstPlacePicture(data: FirstPlaces): Picture {
  const title = 'Robustness: how often each alternative comes first';
  const draws = data.draws.toLocaleString('en');
  const top = heading(
    title,
    `Share of ${draws} draws in which weights, facts and open answers vary as far as they are uncertain; sampling error at most ${counted(Math.max(0.1, Math.round(data.halfWidth * 1000) / 10), 'percentage point')}.`,
  );
  const x = linearScale([0, 1], plot);
  const parts: string[] = [];
  let y = top.height;
  const row = ({ title: of, share, recommended }: FirstPlaceRow, striped: boolean) => {
    const words = wrapped(of, plot[0] - 14 - margin, textSizes.body, recommended);
    const height = Math.max(30, words.length * lineHeight + 8);
    const middle = y + height / 2;
    parts.push(
      centred(words, margin, middle, recommended ? 'bold' : ''),
      share === 0
        ? ''
        : bar(
            plot[0],
            middle - 8,
            x(share) - plot[0],
            16,
            striped ? 'striped' : recommended ? 'solid' : 'range',
            striped ? hatched(name) : undefined,
          ),
      share === 0 ? '' : line(x(share - data.halfWidth), middle, x(share + data.halfWidth), middle, 'whisker'),
      centred([percent(share)], pictureWidth - margin, middle, recommended ? 'bold' : '', 'end'),
    );
    y += height;
  };
  for (const alternative of data.alternatives) row(alternative, false);
  if (data.none > 0) row({ title: 'None meets every must', share: data.none, recommended: false }, true);
  if (data.candidates.length > 0) {
    parts.push(line(margin, y + 5, pictureWidth - margin, y + 5, 'grid'));
    y += 10;
    for (const candidate of data.candidates) row(candidate, false);
  }
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => tick(x(value), top.height, y, `${100 * value} %`)).join('');
  const key = legend(
    [
      ...(data.alternatives.some(({ recommended }) => recommended)
        ? [{ symbol: (at: number, from: number) => bar(at, from, 22, 12, 'solid'), words: 'recommended' }]
        : []),
      { symbol: (at, from) => bar(at, from, 22, 12, 'range'), words: 'the others' },
      ...(data.none > 0
        ? [{ symbol: (at: number, from: number) => bar(at, from, 22, 12, 'striped', hatched(name)), words: 'no alternative left' }]
        : []),
    ],
    y + 30,
  );
  const all = [...data.alternatives, ...data.candidates].map(({ title: of, share }) => `${of} ${percent(share)}`);
  return {
    name,
    title,
    alt: `${title}. ${oftenest(data)}`,
    description: `${[...all, ...(data.none > 0 ? [`no alternative ${percent(data.none)}`] : [])].join('; ')}.`,
    height: y + 30 + key.height + margin,
    body: top.svg + ticks + parts.join('') + key.svg,
  };
}

function oftenest({ alternatives }: FirstPlaces): string {
  const most = Math.max(0, ...alternatives.map(({ share }) => share));
  const first = alternatives.filter(({ share }) => share === most).map(({ title }) => title);
  return most === 0 ? 'None of them ever does.' : `${listed(first)} most often, in ${percent(most)} of the draws.`;
}
