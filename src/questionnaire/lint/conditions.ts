import { conditionProblems } from '../../catalog/lint/condition-problems.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** Conditions of questions, rules and contradictions name what exists. */
export const questionConditionsKnown: QuestionRule = {
  name: 'question-conditions-known',
  description: 'Conditions of questions, rules and contradictions name questions, options, capabilities and quantities that exist.',
  check({ questionnaire, catalog, facts }) {
    const words = {
      answers: facts.answers,
      capabilities: catalog.capabilities.map(({ id }) => id),
      profile: Object.keys(catalog.model.profile),
    };
    const questions = questionnaire.sections.flatMap((section) => section.questions);
    const conditional = [
      ...questions.flatMap(({ id, when }) => (when === undefined ? [] : [{ id, when }])),
      ...questionnaire.rules,
      ...questionnaire.contradictions,
    ];
    return [
      ...conditional.flatMap(({ id, when }) => conditionProblems(when, words).map((message) => questionProblem(id, ['when'], message))),
      ...questionnaire.contradictions.flatMap(({ id, questions: named }) =>
        named
          .filter((question) => !facts.answers.has(question))
          .map((question) => questionProblem(id, ['questions'], `there is no question \`${question}\``)),
      ),
    ];
  },
};
