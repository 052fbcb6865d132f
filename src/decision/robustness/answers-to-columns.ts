import { isGrid } from '../../condition/answer-value.js';
import { type AnswerValue, levelRank, type NeedLevel, needLevels } from '../../condition/condition.js';
import type { Answers } from '../situation.js';
import type { AnswerDraws } from './answer-draws.js';
import { type Batch, fillColumn, setBit } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { QuestionColumns } from './layout.js';

/** The same answers in every scenario; open questions stay open. */
export function setAnswers(model: CompiledModel, batch: Batch, answers: Answers): void {
  for (const [index, columns] of model.layout.questions.entries()) fillQuestion(batch, columns, index, answers[columns.question.id]);
}

/**
 * Given answers in every scenario, and drawn ones where a question (or a row of a grid) is open.
 * @param batch of as many scenarios as there are draws
 */
export function setDrawnAnswers(model: CompiledModel, batch: Batch, draws: AnswerDraws, answers: Answers): void {
  batch.bits.set(draws.bits);
  for (const [index, columns] of model.layout.questions.entries()) {
    const answer = answers[columns.question.id];
    if (answer === undefined) continue;
    if (columns.question.type === 'grid' && isGrid(answer)) fillGrid(batch, columns, columns.question.rows, draws, answer);
    else fillQuestion(batch, columns, index, answer);
  }
  setDrawnNumbers(model, batch, draws, answers);
}

/** Rows that were answered; those passed over are drawn from their own prior. */
function fillGrid(
  batch: Batch,
  { first }: QuestionColumns,
  rows: readonly { readonly capability: string }[],
  draws: AnswerDraws,
  answer: Readonly<Record<string, NeedLevel>>,
): void {
  for (const [row, { capability }] of rows.entries()) {
    const level = answer[capability];
    for (let rank = 0; rank < needLevels.length; rank += 1) {
      const column = first + row * needLevels.length + rank;
      const at = column * batch.words;
      if (level === undefined) batch.bits.set(draws.omitted.subarray(at, at + batch.words), at);
      else fillColumn(batch, column, levelRank(level) === rank);
    }
  }
}

/** Gives one scenario another answer to one question. */
export function setScenario(model: CompiledModel, batch: Batch, scenario: number, index: number, answer: AnswerValue): void {
  const columns = model.layout.questions[index];
  if (columns === undefined) return;
  const { question, known, first, count } = columns;
  setBit(batch, known, scenario, true);
  for (let column = first; column < first + count; column += 1) setBit(batch, column, scenario, false);
  for (const column of columnsOf(columns, answer)) setBit(batch, column, scenario, true);
  if (question.type === 'number' && typeof answer === 'number') {
    const numbers = batch.numbers[index];
    if (numbers !== undefined) numbers[scenario] = answer;
  }
}

/** Value columns that an answer sets. */
export function columnsOf({ question, first }: QuestionColumns, answer: AnswerValue): number[] {
  switch (question.type) {
    case 'choice':
      return question.options.flatMap((option, index) => (option.value === answer ? [first + index] : []));
    case 'choices': {
      const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      return question.options.flatMap((option, index) => (chosen.includes(option.value) ? [first + index] : []));
    }
    case 'yes-no':
      return [answer === true ? first : first + 1];
    case 'grid': {
      const rows = isGrid(answer) ? answer : {};
      return question.rows.flatMap(({ capability }, row) => {
        const level = rows[capability];
        return level === undefined ? [] : [first + row * needLevels.length + levelRank(level)];
      });
    }
    case 'number':
    case 'text':
      return [];
  }
}

function fillQuestion(batch: Batch, columns: QuestionColumns, index: number, answer: AnswerValue | undefined): void {
  fillColumn(batch, columns.known, answer !== undefined);
  for (let column = columns.first; column < columns.first + columns.count; column += 1) fillColumn(batch, column, false);
  if (columns.question.type === 'number') {
    batch.numbers[index]?.fill(typeof answer === 'number' ? answer : Number.NaN);
  }
  if (answer === undefined) return;
  for (const column of columnsOf(columns, answer)) fillColumn(batch, column, true);
}

/** Open numbers: drawn values, or drawn factors on what another quantity lets expect; bases come before what depends on them. */
function setDrawnNumbers(model: CompiledModel, batch: Batch, draws: AnswerDraws, answers: Answers): void {
  const { layout, derivation } = model;
  for (const [index, { question }] of layout.questions.entries()) {
    const drawn = draws.numbers[index];
    if (question.type === 'number' && drawn !== undefined && answers[question.id] === undefined) batch.numbers[index]?.set(drawn.drawn);
  }
  // what is expected of each quantity, as far as another is a multiple of it
  const expected = batch.quantities;
  for (const { quantity, standard, from, times, isBase, question: index } of derivation.quantities) {
    const numbers = batch.numbers[index];
    const { question } = layout.questions[index] ?? {};
    const base = expected[from];
    if (question?.type === 'number' && numbers !== undefined && base !== undefined && draws.numbers[index]?.relative === true) {
      if (answers[question.id] === undefined) scale(numbers, base, times, question);
    }
    const column = expected[quantity];
    if (!isBase || column === undefined) continue;
    if (question?.type === 'number' && numbers !== undefined) column.set(numbers);
    else if (base === undefined) column.fill(standard);
    else for (let draw = 0; draw < batch.size; draw += 1) column[draw] = (base[draw] ?? 0) * times;
  }
}

/** Drawn factors → numbers: so many times what is expected, within what may be answered. */
function scale(
  numbers: Float64Array,
  base: Float64Array,
  times: number,
  { min, max, integer }: { readonly min: number; readonly max: number; readonly integer: boolean },
): void {
  for (let draw = 0; draw < numbers.length; draw += 1) {
    const figure = (base[draw] ?? 0) * times * (numbers[draw] ?? 0);
    numbers[draw] = Math.min(max, Math.max(min, integer ? Math.round(figure) : figure));
  }
}
