import { citationsIn } from './records.js';
import { type LintRule, problem } from './rule.js';

/** A source that nothing cites proves nothing. */
export const sourcesUsed: LintRule = {
  name: 'sources-used',
  description: 'Every source is cited by some record, question or rule.',
  overlay: false,
  check({ catalog, guides, questions }) {
    const used = new Set([...citationsIn(catalog, guides), ...questions.cited].map(({ source }) => source));
    return Object.keys(catalog.sources)
      .filter((id) => !used.has(id))
      .map((id) =>
        problem({ kind: 'source', id, path: [] }, 'nothing cites this source; cite it where it confirms a statement, or remove it'),
      );
  },
};
