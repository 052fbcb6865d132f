import { alternativesOf } from '../catalog.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Without footprint and price an alternative would look free. */
export const alternativesPriced: LintRule = {
  name: 'alternatives-priced',
  description: 'footprint.yaml and prices.yaml have an entry for every alternative, and none for anything else.',
  overlay: true,
  check({ catalog }) {
    const known = alternativesOf(catalog).map(({ id }) => id);
    const place = (id: string) => ({ kind: 'candidate' as const, id: id.split('/')[0] ?? id, path: ['variants'] });
    const missing = known.flatMap((id): LintProblem[] => [
      ...(id in catalog.footprint.alternatives
        ? []
        : [problem(place(id), `footprint.yaml says nothing about ${id}; without an entry it would look free`)]),
      ...(id in catalog.prices.licences
        ? []
        : [
            problem(
              place(id),
              `prices.yaml has no licence price of ${id}; write [0, 0, 0] for a free one, null for one that is not public`,
            ),
          ]),
    ]);
    const strange = [
      ...Object.keys(catalog.footprint.alternatives).map((id) => ({
        id,
        at: { kind: 'footprint' as const, id: '', path: ['alternatives', id] },
      })),
      ...Object.keys(catalog.prices.licences).map((id) => ({ id, at: { kind: 'prices' as const, id: '', path: ['licences', id] } })),
      ...catalog.footprint.weakEvidence.flatMap(({ alternatives }, index) =>
        alternatives.map((id) => ({ id, at: { kind: 'footprint' as const, id: '', path: ['weakEvidence', index, 'alternatives'] } })),
      ),
    ].filter(({ id }) => !known.includes(id));
    return [...missing, ...strange.map(({ id, at }) => problem(at, `there is no alternative \`${id}\`; there are ${known.join(', ')}`))];
  },
};
