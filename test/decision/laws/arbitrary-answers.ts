import fc from 'fast-check';
import { type AnswerValue, needLevels } from '../../../src/condition/condition.js';
import { type Answers, questionsOf } from '../../../src/decision/situation.js';
import type { Question, Questionnaire } from '../../../src/questionnaire/schema.js';

/** Answers of any shape that passes validation of single answers, from none at all to every question. */
export function arbitraryAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  return fc
    .record(
      Object.fromEntries(
        questionsOf(questionnaire).flatMap((question) => (question.type === 'text' ? [] : [[question.id, arbitraryAnswer(question)]])),
      ),
      { requiredKeys: [] },
    )
    .map(present);
}

/** Without keys whose value is undefined. */
export function present<Value>(record: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function arbitraryAnswer(question: Question): fc.Arbitrary<AnswerValue> {
  switch (question.type) {
    case 'choice':
      return fc.constantFrom(...question.options.map(({ value }) => value));
    case 'choices':
      return fc.subarray(question.options.map(({ value }) => value));
    case 'yes-no':
      return fc.boolean();
    case 'number': {
      const [low, , high] = question.prior;
      const span = { min: Math.max(question.min, Math.floor(low / 2)), max: Math.min(question.max, high * 3) };
      return question.integer
        ? fc.integer({ min: Math.ceil(span.min), max: Math.floor(span.max) })
        : fc.double({ min: Math.max(span.min, question.min, low / 4), max: span.max, noNaN: true });
    }
    case 'grid':
      return fc
        .record(Object.fromEntries(question.rows.map(({ capability }) => [capability, fc.constantFrom(...needLevels)])), {
          requiredKeys: [],
        })
        .map(present);
    case 'text':
      return fc.constant('');
  }
}
