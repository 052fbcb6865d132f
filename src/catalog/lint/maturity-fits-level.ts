import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Level and maturity must not contradict one another. */
export const maturityFitsLevel: LintRule = {
  name: 'maturity-fits-level',
  description:
    'What is experimental is alpha or beta, what is alpha is not built-in, and what is unsupported or unknown has neither since nor maturity.',
  overlay: true,
  check({ catalog }) {
    return statementsIn(catalog).flatMap(({ at, statement: { level, maturity, since } }): LintProblem[] => {
      const place = { ...at, path: [...at.path, 'maturity'] };
      if (level === 'experimental' && maturity !== 'alpha' && maturity !== 'beta')
        return [problem(place, 'experimental means alpha or beta; say which, or choose another level')];
      if ((level === 'built-in' || level === 'add-on') && maturity === 'alpha')
        return [problem(place, `an alpha feature is of level experimental, not ${level}`)];
      if ((level === 'unsupported' || level === 'unknown') && (maturity !== null || since !== null))
        return [problem(place, `what is ${level} has since: null and maturity: null`)];
      return [];
    });
  },
};
