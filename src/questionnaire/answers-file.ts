import type { AnswerValue } from '../condition/condition.js';
import type { Questionnaire } from './schema.js';

/** Version of the answers file format that this program writes and reads. */
export const answersVersion = 1;

/** A complete set of answers with what belongs to it. */
export interface AnswersFile {
  readonly name: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** overrides of facet or burden weights */
  readonly weights: Readonly<Record<string, number>>;
}

/** The same answers in the order of the questionnaire, so that their order in a file changes nothing. */
export function inOrder(questionnaire: Questionnaire, answers: Readonly<Record<string, AnswerValue>>): Record<string, AnswerValue> {
  const ids = questionnaire.sections.flatMap((section) => section.questions.map(({ id }) => id));
  return Object.fromEntries(ids.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])));
}
