import { alternativesOf } from '../catalog/catalog.js';
import type { Knowledge } from '../decision/decide.js';
import type { Merge, WeighedDifference } from '../merge/merge.js';
import { countText, exchangeText, opinionsText, surenessText } from '../merge/words.js';
import { paragraph } from './columns.js';

/** Merged answers as terminal text. @param width columns of the terminal */
export function mergeText({ catalog }: Knowledge, merge: Merge, width: number): string {
  const titles = new Map(alternativesOf(catalog).map(({ id, variant }) => [id, variant.title]));
  const decisive = merge.differences.filter((difference) => difference.decisive);
  const others = merge.differences.filter((difference) => !difference.decisive);
  const wrapped = (text: string, indent: string) => paragraph(text, width, indent);
  const part = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', heading, ...lines]);
  return [
    wrapped(countText(merge), ''),
    ...part(
      'Recommendation',
      merge.recommendations.flatMap((one) => [
        wrapped(`${one.source}: ${one.title ?? 'no alternative meets every must'}`, '  '),
        wrapped(surenessText(one), '      '),
      ]),
    ),
    ...part(
      'What it takes to change the outcome, all together',
      merge.decisiveSets.map(({ from, to, keys, of }) =>
        wrapped(`from ${from} to ${to}: ${keys.join(', ')} (${keys.length} of the ${of} that differ)`, '  '),
      ),
    ),
    ...part(
      'Differences that change the product recommended, each alone',
      decisive.flatMap(({ key, opinions, exchanges }) => [
        wrapped(`${key}: ${opinionsText(opinions)}`, '  '),
        ...exchanges
          .filter(({ effect }) => effect.kind === 'contradicts' || effect.changed)
          .map((exchange) =>
            wrapped(
              exchangeText(exchange, (id) => titles.get(id) ?? id),
              '      ',
            ),
          ),
      ]),
    ),
    ...part(
      'Differences that do not, with the largest effect of each on a lead',
      others.filter(({ points }) => points >= shown).map((one) => wrapped(otherText(one), '  ')),
    ),
    ...part(
      'Differences without any effect of their own',
      others.filter(({ points }) => points < shown).map(({ key, opinions }) => wrapped(`${key}: ${opinionsText(opinions)}`, '  ')),
    ),
    ...part(
      'The merged answers contradict one another; settle these before advising on them',
      merge.contradictions.map((id) => wrapped(`${id} (mesh-advisor explain ${id})`, '  ')),
    ),
    '',
  ].join('\n');
}

/** Points of score below which an effect is shown as none. */
const shown = 0.05;

function otherText({ key, opinions, points }: WeighedDifference): string {
  return `${key}: ${opinionsText(opinions)}: ${points.toFixed(1)} points`;
}
