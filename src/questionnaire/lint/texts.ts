import { textProblem } from '../text-kinds.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** Questions ask, and what they offer as an example or default would be accepted. */
export const questionsWellPut: QuestionRule = {
  name: 'questions-well-put',
  description:
    'Prompts end with a question mark, options differ, bounds are in order, and examples and defaults of text questions are valid answers.',
  check({ questionnaire }) {
    const ids = [...questionnaire.rules, ...questionnaire.contradictions].map(({ id }) => id);
    const twice = ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => questionProblem(id, [], 'this id stands twice among rules and contradictions; rename one'));
    const questions = questionnaire.sections
      .flatMap((section) => section.questions)
      .flatMap((question) => {
        const asked = question.prompt.endsWith('?')
          ? []
          : [questionProblem(question.id, ['prompt'], 'the prompt is no question; end it with a question mark')];
        if (question.type === 'choice' || question.type === 'choices') {
          const values = question.options.map(({ value }) => value);
          const same = values.filter((value, index) => values.indexOf(value) !== index);
          return [...asked, ...same.map((value) => questionProblem(question.id, ['options'], `the option ${value} stands twice`))];
        }
        if (question.type === 'number' && (question.prior[0] < question.min || question.prior[2] > question.max))
          return [...asked, questionProblem(question.id, ['prior'], `the prior goes beyond ${question.min} to ${question.max}`)];
        if (question.type !== 'text') return asked;
        const given = [
          question.example.split(',').map((part) => part.trim()),
          question.default === undefined ? [] : [question.default].flat(),
        ].flat();
        return [
          ...asked,
          ...given.flatMap((text) => {
            const wrong = textProblem(question.kind, question.maxLength, text);
            return wrong === undefined
              ? []
              : [questionProblem(question.id, ['example'], `the example or default "${text}" would be refused: expected ${wrong}`)];
          }),
        ];
      });
    return [...twice, ...questions];
  },
};
