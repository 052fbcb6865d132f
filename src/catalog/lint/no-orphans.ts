import type { Condition } from '../../condition/condition.js';
import { conditionsIn, statementsIn } from './records.js';
import { type LintRule, problem } from './rule.js';

/** Capabilities that are shown and not asked for, with the reason. One that is asked for after all must leave this list. */
const notAsked: Readonly<Record<string, string>> = {
  'cert-rotation-automatic': 'comes with automatic mutual TLS everywhere; asking for it would count the same wish twice',
  'post-quantum-tls': 'no published decision named it yet; shown so that those who care can compare',
  'gateway-api-east-west': 'an interface and no benefit by itself; routing and splitting are what is asked for',
  'ha-control-plane': 'expected of every production installation; it is in the starter config and not a wish',
};

/** What nothing refers to is dead weight or a forgotten link. */
export const noOrphans: LintRule = {
  name: 'no-orphans',
  description:
    "Every component is relied on by a variant or statement; every capability is asked for by a question or rule, or speaks of another one's facet.",
  overlay: false,
  check({ catalog, questions, guides }) {
    const relied = new Set([
      ...statementsIn(catalog).flatMap(({ statement }) => statement.components),
      ...catalog.candidates.flatMap(({ variants }) => variants.flatMap(({ effort }) => effort.components)),
    ]);
    const asked = new Set([...questions.needed, ...conditionsIn(catalog, guides).flatMap(({ condition }) => needsIn(condition))]);
    const facets = new Set(catalog.capabilities.filter(({ id }) => asked.has(id)).map(({ facet }) => facet));
    return [
      ...catalog.components
        .filter(({ id }) => !relied.has(id))
        .map(({ id }) =>
          problem(
            { kind: 'component', id, path: [] },
            'no variant and no statement relies on this component; name it under `components`, or remove it',
          ),
        ),
      ...catalog.capabilities
        .filter(({ id, facet }) => !asked.has(id) && !(id in notAsked) && (facet === undefined || !facets.has(facet)))
        .map(({ id }) =>
          problem(
            { kind: 'capability', id, path: [] },
            'no question and no rule asks for this capability; add a row to a grid in questions/, or remove it',
          ),
        ),
      ...catalog.capabilities
        .filter(({ id }) => asked.has(id) && id in notAsked)
        .map(({ id }) =>
          problem(
            { kind: 'capability', id, path: [] },
            'this capability is asked for, so it must leave the list of exceptions in no-orphans.ts',
          ),
        ),
    ];
  },
};

function needsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(needsIn);
  if ('any' in condition) return condition.any.flatMap(needsIn);
  if ('not' in condition) return needsIn(condition.not);
  return 'need' in condition ? [condition.need] : [];
}
