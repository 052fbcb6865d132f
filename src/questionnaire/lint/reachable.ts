import type { AnswerShape } from '../../catalog/lint/question-facts.js';
import { type AnswerValue, type Condition, holds, needLevels, questionsIn } from '../../condition/condition.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** Every question is asked of somebody, every rule applies to somebody, every contradiction can be made. */
export const everythingReachable: QuestionRule = {
  name: 'everything-reachable',
  description: 'For every question, rule and contradiction with a condition on answers there are answers under which it holds.',
  check({ questionnaire, facts }) {
    const questions = questionnaire.sections.flatMap((section) => section.questions);
    const conditions = new Map(questions.map(({ id, when }) => [id, when]));
    const conditional = [
      ...questions.flatMap(({ id, when }) => (when === undefined ? [] : [{ id, when }])),
      ...questionnaire.rules.filter(({ when }) => onlyAnswers(when)),
      ...questionnaire.contradictions.filter(({ when }) => onlyAnswers(when)),
    ];
    return conditional
      .filter(({ when }) => !satisfiable(when, facts.answers, conditions))
      .map(({ id }) => questionProblem(id, ['when'], 'no answers make this condition true; correct it, or remove what depends on it'));
  },
};

/** More combinations than this are not tried; the condition then counts as reachable. */
const mostCombinations = 200_000;

/** Whether some answers to the questions named (which must be asked then) make a condition true. */
function satisfiable(
  condition: Condition,
  answers: ReadonlyMap<string, AnswerShape>,
  asked: ReadonlyMap<string, Condition | undefined>,
): boolean {
  const named = [...new Set(questionsIn(condition))].filter((key) => answers.has(key));
  const values = named.map((key): readonly (AnswerValue | undefined)[] => [undefined, ...possible(answers.get(key), condition)]);
  if (values.reduce((product, list) => product * list.length, 1) > mostCombinations) return true;
  const given = new Map<string, AnswerValue | undefined>();
  const factsNow = { answer: (key: string) => given.get(key), need: () => undefined, profile: () => undefined };
  const walk = (index: number): boolean => {
    const key = named[index];
    if (key === undefined) {
      if (!holds(condition, factsNow)) return false;
      return named.every((name) => {
        const own = asked.get(name.split('.')[0] ?? name);
        const judged = own === undefined || questionsIn(own).some((other) => !given.has(other));
        return given.get(name) === undefined || judged || holds(own, factsNow);
      });
    }
    return (values[index] ?? []).some((value) => {
      given.set(key, value);
      return walk(index + 1);
    });
  };
  return walk(0);
}

function possible(shape: AnswerShape | undefined, condition: Condition): readonly AnswerValue[] {
  switch (shape?.kind) {
    case 'choice':
      return shape.values;
    case 'choices':
      return [...shape.values.map((value) => [value]), ...pairs(shape.values)];
    case 'yes-no':
      return [true, false];
    case 'level':
      return needLevels;
    case 'number':
      return numbersIn(condition).flatMap((number) => [number - 1, number, number + 1]);
    case 'grid':
    case 'text':
    case undefined:
      return ['text'];
  }
}

function pairs(values: readonly string[]): string[][] {
  return values.flatMap((first, index) => values.slice(index + 1).map((second) => [first, second]));
}

function numbersIn(condition: Condition): number[] {
  if ('all' in condition) return condition.all.flatMap(numbersIn);
  if ('any' in condition) return condition.any.flatMap(numbersIn);
  if ('not' in condition) return numbersIn(condition.not);
  if ('is' in condition && typeof condition.is === 'number') return [condition.is];
  if ('below' in condition) return [1, 3];
  if ('at-least' in condition && typeof condition['at-least'] === 'number') return [condition['at-least']];
  if ('at-most' in condition && typeof condition['at-most'] === 'number') return [condition['at-most']];
  return [];
}

function onlyAnswers(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(onlyAnswers);
  if ('any' in condition) return condition.any.every(onlyAnswers);
  if ('not' in condition) return onlyAnswers(condition.not);
  return 'question' in condition;
}
