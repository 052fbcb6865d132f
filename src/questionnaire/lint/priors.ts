import { type QuestionRule, questionProblem } from './rule.js';

/** Shares are given to two decimals, so their sum may be off by this much. */
const tolerance = 0.011;

/** Priors are chances: those of options that exclude one another add up to one. */
export const priorsAddUp: QuestionRule = {
  name: 'priors-add-up',
  description: 'Every option has a prior; those of a choice and of a grid row add up to 1, those of several choices are each a chance.',
  check({ questionnaire }) {
    return questionnaire.sections
      .flatMap((section) => section.questions)
      .flatMap((question) => {
        if (question.type === 'grid')
          return question.rows.flatMap(({ capability, prior }, index) => {
            if (prior === undefined) return [];
            const sum = prior.must + prior.should + prior.nice + prior.covered + prior.no;
            return Math.abs(sum - 1) <= tolerance
              ? []
              : [questionProblem(question.id, ['rows', index], `the priors of ${capability} add up to ${sum.toFixed(2)}, not to 1`)];
          });
        if (question.type !== 'choice' && question.type !== 'choices') return [];
        const without = question.options.filter(
          ({ prior, effects }) => prior === undefined && (question.type === 'choice' || effects.length > 0),
        );
        if (without.length > 0)
          return [
            questionProblem(
              question.id,
              ['options'],
              `${without.map(({ value }) => value).join(', ')} have no prior; say how many in a hundred teams would answer so`,
            ),
          ];
        const sum = question.options.reduce((total, { prior }) => total + (prior ?? 0), 0);
        return question.type === 'choices' || Math.abs(sum - 1) <= tolerance
          ? []
          : [questionProblem(question.id, ['options'], `the priors add up to ${sum.toFixed(2)}, not to 1`)];
      });
  },
};
