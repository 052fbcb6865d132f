import { isGrid, sameAnswer } from '../condition/answer-value.js';
import { type AnswerValue, type NeedLevel, needLevels } from '../condition/condition.js';
import { questionsOf } from '../decision/situation.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import type { AnswerPair } from '../report/change-words.js';

/** Answers and weights as they stand in the page. */
export interface Answered {
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly weights: Readonly<Record<string, number>>;
}

/** Something that the reader changed: an answer, a row of a grid, or a weight. */
export type Change =
  | (AnswerPair & { readonly kind: 'answer' /** question id, or `grid.row` */; readonly key: string })
  | { readonly kind: 'weight'; readonly key: string; readonly from: number | undefined; readonly to: number | undefined };

/** With one answer changed; undefined makes the question open. */
export function withAnswer(answered: Answered, question: string, value: AnswerValue | undefined): Answered {
  return { ...answered, answers: withEntry(answered.answers, question, value) };
}

/** With one row of a grid changed; a grid without any row is open. */
export function withRow(answered: Answered, grid: string, row: string, level: NeedLevel | undefined): Answered {
  const rows = withEntry(rowsOf(answered.answers[grid]), row, level);
  return withAnswer(answered, grid, Object.keys(rows).length === 0 ? undefined : rows);
}

/** With one weight set; undefined leaves it as the answers have it. */
export function withWeight(answered: Answered, id: string, weight: number | undefined): Answered {
  return { ...answered, weights: withEntry(answered.weights, id, weight) };
}

/** The answer under a key: of a question, or of one row of a grid. */
export function answerAt({ answers }: Answered, question: Question, key: string): AnswerValue | undefined {
  return key === question.id ? answers[key] : rowsOf(answers[question.id])[key.slice(question.id.length + 1)];
}

/** With the answer under a key changed. */
export function withAnswerAt(answered: Answered, question: Question, key: string, value: AnswerValue | undefined): Answered {
  if (key === question.id) return withAnswer(answered, key, value);
  return withRow(
    answered,
    question.id,
    key.slice(question.id.length + 1),
    needLevels.find((level) => level === value),
  );
}

/** With one change taken back. */
export function withoutChange(answered: Answered, change: Change): Answered {
  return change.kind === 'weight'
    ? withWeight(answered, change.key, change.from)
    : withAnswerAt(answered, change.question, change.key, change.from);
}

/** What differs, in the order of the questionnaire, then weights. */
export function changesBetween(questionnaire: Questionnaire, before: Answered, after: Answered): Change[] {
  const answers = questionsOf(questionnaire).flatMap((question) =>
    keysOf(question).flatMap((key): Change[] => {
      const [from, to] = [answerAt(before, question, key), answerAt(after, question, key)];
      return sameAnswer(from, to) ? [] : [{ kind: 'answer', key, question, from, to }];
    }),
  );
  const ids = [...new Set([...Object.keys(before.weights), ...Object.keys(after.weights)])];
  const weights = ids.flatMap((key): Change[] => {
    const [from, to] = [before.weights[key], after.weights[key]];
    return from === to ? [] : [{ kind: 'weight', key, from, to }];
  });
  return [...answers, ...weights];
}

/** The keys under which a question is answered: its rows for a grid. */
export function keysOf(question: Question): string[] {
  return question.type === 'grid' ? question.rows.map(({ capability }) => `${question.id}.${capability}`) : [question.id];
}

/** Options after one is ticked or unticked: `none` and the others exclude each other. */
export function ticked(chosen: readonly string[], option: string, on: boolean): string[] {
  const rest = chosen.filter((item) => item !== option);
  if (!on) return rest;
  return option === 'none' ? [option] : [...rest.filter((item) => item !== 'none'), option];
}

function rowsOf(value: AnswerValue | undefined): Readonly<Record<string, NeedLevel>> {
  return isGrid(value) ? value : {};
}

function withEntry<Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | undefined): Record<string, Value> {
  const { [key]: _, ...rest } = record;
  return value === undefined ? rest : { ...rest, [key]: value };
}
