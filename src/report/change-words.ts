import type { AnswerValue } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import { answerWords, needWords } from './words.js';

/** One answer, or one row of a grid, as it was and as it would be; undefined is open. */
export interface AnswerPair {
  readonly question: Question;
  readonly from: AnswerValue | undefined;
  readonly to: AnswerValue | undefined;
}

/** An answer in words, of a grid the level of one row. */
export function valueWords(question: Question, value: AnswerValue | undefined): string {
  if (value === undefined) return 'open';
  if (question.type === 'grid') return typeof value === 'string' && isLevel(value) ? needWords[value] : String(value);
  return answerWords(question, value);
}

/** What an answer changes to; for several choices only what is added or taken away. */
export function changeWords({ question, from, to }: AnswerPair): string {
  if (question.type !== 'choices' || to === undefined) return valueWords(question, to);
  const before = [from ?? []].flat().map(String);
  const after = [to].flat().map(String);
  const added = after.filter((value) => !before.includes(value));
  const removed = before.filter((value) => !after.includes(value) && value !== 'none');
  return [
    ...added.map((value) => `with “${answerWords(question, [value])}”`),
    ...removed.map((value) => `without “${answerWords(question, [value])}”`),
  ].join(', ');
}

function isLevel(value: string): value is keyof typeof needWords {
  return value in needWords;
}
