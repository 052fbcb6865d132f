import { statementsIn } from './records.js';
import { type LintRule, problem } from './rule.js';
import type { Condition } from '../../condition/condition.js';
import { conditionsIn } from './records.js';

/** What nothing refers to is dead weight or a forgotten link. */
export const noOrphans: LintRule = {
  name: 'no-orphans',
  description: 'Every component is relied on by a variant or statement; every capability is asked for by a question or rule, or speaks of another one\'s facet.',
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
        .map(({ id }) => problem({ kind: 'component', id, path: [] }, 'no variant and no statement relies on this component; name it under `components`, or remove it')),
      ...catalog.capabilities
        .filter(({ id, facet }) => !asked.has(id) && (facet === undefined || !facets.has(facet)))
        .map(({ id }) => problem({ kind: 'capability', id, path: [] }, 'no question and no rule asks for this capability; add a row to a grid in questions/, or remove it')),
    ];
  },
};

function needsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(needsIn);
  if ('any' in condition) return condition.any.flatMap(needsIn);
  if ('not' in condition) return needsIn(condition.not);
  return 'need' in condition ? [condition.need] : [];
}
