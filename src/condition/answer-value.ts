import type { AnswerValue, NeedLevel } from './condition.js';

/** Whether an answer is several choices or texts. */
export function isList(value: AnswerValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** Whether an answer is a grid of levels. */
export function isGrid(value: AnswerValue | undefined): value is Readonly<Record<string, NeedLevel>> {
  return typeof value === 'object' && !isList(value);
}

/** The answer to a question (`services`) or a row of a grid (`traffic-needs.retries`); undefined when it is open. */
export function answerAt(answers: Readonly<Record<string, AnswerValue>>, key: string): AnswerValue | undefined {
  const direct = answers[key];
  const dot = key.indexOf('.');
  if (direct !== undefined || dot < 0) return direct;
  const grid = answers[key.slice(0, dot)];
  return isGrid(grid) ? grid[key.slice(dot + 1)] : undefined;
}

/** Whether two answers say the same; the order of several choices says nothing. Grids are compared row by row, by whoever has them. */
export function sameAnswer(one: AnswerValue | undefined, other: AnswerValue | undefined): boolean {
  if (!isList(one) || !isList(other)) return one === other;
  return one.length === other.length && one.every((item) => other.includes(item));
}
