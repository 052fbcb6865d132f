import { conditionProblems } from './condition-problems.js';
import { conditionsIn } from './records.js';
import { type LintRule, problem } from './rule.js';

/** A condition that names what does not exist is silently never true. */
export const conditionsKnown: LintRule = {
  name: 'conditions-known',
  description: 'Conditions in `when` name questions, options, capabilities and quantities that exist, and compare what can be compared.',
  overlay: true,
  check({ catalog, questions, guides }) {
    const words = {
      answers: questions.answers,
      capabilities: catalog.capabilities.map(({ id }) => id),
      profile: Object.keys(catalog.model.profile),
    };
    return conditionsIn(catalog, guides).flatMap(({ at, condition }) =>
      conditionProblems(condition, words).map((message) => problem(at, message)),
    );
  },
};
