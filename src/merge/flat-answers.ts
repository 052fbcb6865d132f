import { isGrid } from '../condition/answer-value.js';
import { type AnswerValue, type NeedLevel, needLevels } from '../condition/condition.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';

/** What one person said about one thing. */
export type FlatValue = string | number | boolean | readonly string[];

/** Answers and weights by key: a question, a row of a grid as `grid.row`, or `weights.ID`. What is left open is not in it. */
export type FlatAnswers = Readonly<Record<string, FlatValue>>;

const weightPrefix = 'weights.';

/** A key with the question that it belongs to; undefined for weights. */
export interface FlatKey {
  readonly key: string;
  readonly question: Question | undefined;
  /** capability of a grid's row */
  readonly row: string | undefined;
}

/** Answers row by row, so that two files can be compared. */
export function flattened({ answers, weights }: Pick<AnswersFile, 'answers' | 'weights'>): FlatAnswers {
  const flat: Record<string, FlatValue> = {};
  for (const [key, value] of Object.entries(answers)) {
    if (isGrid(value)) for (const [row, level] of Object.entries(value)) flat[`${key}.${row}`] = level;
    else flat[key] = value;
  }
  for (const [id, weight] of Object.entries(weights)) flat[`${weightPrefix}${id}`] = weight;
  return flat;
}

/** The same answers in the shape of an answers file, in the order of the questionnaire. */
export function assembled(questionnaire: Questionnaire, flat: FlatAnswers): Pick<AnswersFile, 'answers' | 'weights'> {
  const answers: Record<string, AnswerValue> = {};
  const grids: Record<string, Record<string, NeedLevel>> = {};
  const weights: Record<string, number> = {};
  for (const { key, question, row } of keysOf(questionnaire, flat)) {
    const value = flat[key];
    if (value === undefined) continue;
    if (question === undefined) {
      if (typeof value === 'number') weights[key.slice(weightPrefix.length)] = value;
    } else if (row === undefined) {
      answers[question.id] = value;
    } else {
      const level = needLevels.find((one) => one === value);
      const rows = grids[question.id] ?? {};
      if (level !== undefined) rows[row] = level;
      grids[question.id] = rows;
      answers[question.id] = rows;
    }
  }
  return { answers, weights };
}

/** The keys that any of these answers has: questions and rows in the order of the questionnaire, then weights by name. */
export function keysOf(questionnaire: Questionnaire, ...files: readonly FlatAnswers[]): FlatKey[] {
  const given = new Set(files.flatMap((flat) => Object.keys(flat)));
  const questions = questionnaire.sections
    .flatMap((section) => section.questions)
    .flatMap((question): FlatKey[] =>
      question.type === 'grid'
        ? question.rows.map(({ capability }) => ({ key: `${question.id}.${capability}`, question, row: capability }))
        : [{ key: question.id, question, row: undefined }],
    );
  const weights = [...given]
    .filter((key) => key.startsWith(weightPrefix))
    .sort()
    .map((key): FlatKey => ({ key, question: undefined, row: undefined }));
  return [...questions.filter(({ key }) => given.has(key)), ...weights];
}
