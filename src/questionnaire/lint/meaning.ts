import { type Condition, questionsIn } from '../../condition/condition.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** Nobody is asked what changes nothing. */
export const answersMeanSomething: QuestionRule = {
  name: 'answers-mean-something',
  description:
    'Every option has an effect or is named in a condition (one neutral option per question may have neither), and every other question sets a quantity, has an effect, is named in a condition, or goes into the starter config.',
  check({ questionnaire, conditionsElsewhere, starterInputs }) {
    const questions = questionnaire.sections.flatMap((section) => section.questions);
    const conditions = [
      ...questions.flatMap(({ when }) => (when === undefined ? [] : [when])),
      ...questionnaire.rules.map(({ when }) => when),
      ...questionnaire.contradictions.map(({ when }) => when),
      ...conditionsElsewhere,
    ];
    const named = new Set(conditions.flatMap(questionsIn));
    const values = conditions.flatMap(valuesIn);
    return questions.flatMap((question) => {
      if (starterInputs.has(question.id)) return [];
      if (question.type === 'choice' || question.type === 'choices') {
        const silent = question.options.filter(
          ({ value, effects }) => effects.length === 0 && !values.some((one) => one.question === question.id && one.value === value),
        );
        return silent.length <= 1
          ? []
          : [
              questionProblem(
                question.id,
                ['options'],
                `the options ${silent.map(({ value }) => value).join(', ')} change nothing; give all but one of them an effect or a condition, or make them one option`,
              ),
            ];
      }
      const acts =
        question.type === 'grid' ||
        (question.type === 'number' && question.profile !== undefined) ||
        (question.type === 'yes-no' && question.yes.length + question.no.length > 0);
      return acts || named.has(question.id)
        ? []
        : [questionProblem(question.id, [], 'the answer changes nothing; give it an effect or a condition, or remove the question')];
    });
  },
};

/** Option values that a condition names. */
function valuesIn(condition: Condition): { question: string; value: unknown }[] {
  if ('all' in condition) return condition.all.flatMap(valuesIn);
  if ('any' in condition) return condition.any.flatMap(valuesIn);
  if ('not' in condition) return valuesIn(condition.not);
  if ('is' in condition) return [{ question: condition.question, value: condition.is }];
  if ('in' in condition) return condition.in.map((value) => ({ question: condition.question, value }));
  if ('includes' in condition)
    return (typeof condition.includes === 'string' ? [condition.includes] : condition.includes).map((value) => ({
      question: condition.question,
      value,
    }));
  return [];
}
