import { questionsIn } from '../../condition/condition.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** A question depends on earlier questions only, so that conditions have no cycles and the wizard never jumps back. */
export const conditionsLookBack: QuestionRule = {
  name: 'conditions-look-back',
  description: 'The condition of a question names earlier questions only: no cycles, and the wizard never asks twice.',
  check({ questionnaire, facts }) {
    const ids = questionnaire.sections.flatMap((section) => section.questions).map(({ id }) => id);
    return questionnaire.sections
      .flatMap((section) => section.questions)
      .flatMap(({ id, when }, index) =>
        (when === undefined ? [] : questionsIn(when))
          .filter((key) => facts.answers.has(key))
          .map((key) => key.split('.')[0] ?? key)
          .filter((key) => ids.indexOf(key) >= index)
          .map((key) =>
            questionProblem(
              id,
              ['when'],
              `the condition looks at \`${key}\`, which is asked ${key === id ? 'by this question itself' : 'later'}; move the question behind it`,
            ),
          ),
      );
  },
};
