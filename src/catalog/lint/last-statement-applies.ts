import { statementsIn } from './records.js';
import { type LintRule, problem } from './rule.js';

/** In a list of statements the first that applies holds, so all but the last have a condition and the last has none. */
export const lastStatementApplies: LintRule = {
  name: 'last-statement-applies',
  description: 'Of several statements all but the last have `when`; the last has none, so that something always holds.',
  overlay: true,
  check({ catalog }) {
    return statementsIn(catalog).flatMap(({ at, candidate, statement, index, of }) => {
      const last = index === of - 1;
      if (!last && statement.when === undefined)
        return [problem(at, 'this statement always applies, so those after it are never reached; give it `when`, or move it to the end')];
      // A platform row may speak of some situations only: the next row that applies is asked then.
      if (last && statement.when !== undefined && candidate !== undefined)
        return [
          problem(
            at,
            'the last statement has `when`, so nothing holds elsewhere; add one without `when` (level unknown if it cannot be established)',
          ),
        ];
      return [];
    });
  },
};
