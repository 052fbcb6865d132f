import { isGrid } from '../../condition/answer-value.js';
import { type AnswerValue, levelRank, needLevels } from '../../condition/condition.js';
import type { Answers } from '../situation.js';
import type { AnswerDraws } from './answer-draws.js';
import { type Batch, fillColumn, setBit } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { QuestionColumns } from './layout.js';

/** The same answers in every scenario; open questions stay open. */
export function setAnswers(model: CompiledModel, batch: Batch, answers: Answers): void {
  for (const [index, columns] of model.layout.questions.entries()) fillQuestion(batch, columns, index, answers[columns.question.id]);
}

/** Given answers in every scenario, and drawn ones where a question (or a row of a grid) is open. */
export function setDrawnAnswers(model: CompiledModel, batch: Batch, draws: AnswerDraws, answers: Answers): void {
  const { bits, words } = batch;
  for (const [index, columns] of model.layout.questions.entries()) {
    const answer = answers[columns.question.id];
    if (columns.question.type === 'grid') {
      copyColumn(bits, words, draws, columns.known, draws.bits);
      const answered = answer !== undefined && isGrid(answer);
      const rows = answered ? answer : {};
      for (const [row, { capability }] of columns.question.rows.entries()) {
        const level = rows[capability];
        for (let rank = 0; rank < needLevels.length; rank += 1) {
          const column = columns.first + row * needLevels.length + rank;
          if (level === undefined) copyColumn(bits, words, draws, column, answered ? draws.omitted : draws.bits);
          else fillColumn(batch, column, levelRank(level) === rank);
        }
      }
    } else if (answer !== undefined) fillQuestion(batch, columns, index, answer);
    else {
      copyColumn(bits, words, draws, columns.known, draws.bits);
      for (let column = columns.first; column < columns.first + columns.count; column += 1)
        copyColumn(bits, words, draws, column, draws.bits);
    }
  }
  setDrawnNumbers(model, batch, draws, answers);
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
    batch.codes[index]?.fill(typeof answer === 'number' ? 1 : 0);
  }
  if (answer === undefined) return;
  for (const column of columnsOf(columns, answer)) fillColumn(batch, column, true);
}

function copyColumn(bits: Uint32Array, words: number, draws: AnswerDraws, column: number, source: Uint32Array): void {
  const from = column * draws.words;
  const to = column * words;
  for (let word = 0; word < words; word += 1) bits[to + word] = source[from + word] ?? 0;
}

/** Open numbers: drawn values, or drawn factors on what another quantity lets expect; bases come before what depends on them. */
function setDrawnNumbers(model: CompiledModel, batch: Batch, draws: AnswerDraws, answers: Answers): void {
  const { layout, derivation } = model;
  const expected = batch.quantities;
  const done = new Set<number>();
  for (const { quantity, standard, from, times } of derivation.quantities) {
    const column = expected[quantity];
    const base = expected[from];
    if (column === undefined) continue;
    for (let draw = 0; draw < batch.size; draw += 1) column[draw] = base === undefined ? standard : (base[draw] ?? 0) * times;
    const index = layout.questions.findIndex(
      ({ question }) => question.type === 'number' && layout.quantityIndex.get(question.profile ?? '') === quantity,
    );
    if (index < 0) continue;
    done.add(index);
    setNumber(model, batch, draws, answers, index, column);
    const numbers = batch.numbers[index];
    if (numbers !== undefined) column.set(numbers);
  }
  for (const [index, { question }] of layout.questions.entries()) {
    if (question.type === 'number' && !done.has(index)) setNumber(model, batch, draws, answers, index, undefined);
  }
}

function setNumber(
  model: CompiledModel,
  batch: Batch,
  draws: AnswerDraws,
  answers: Answers,
  index: number,
  expected: Float64Array | undefined,
): void {
  const question = model.layout.questions[index]?.question;
  const numbers = batch.numbers[index];
  const codes = batch.codes[index];
  const drawn = draws.codes[index];
  const values = draws.numbers[index];
  if (question?.type !== 'number' || numbers === undefined || codes === undefined || drawn === undefined || values === undefined) return;
  if (answers[question.id] !== undefined) return;
  const { min, max, integer } = question;
  for (let draw = 0; draw < batch.size; draw += 1) {
    const code = drawn[draw] ?? 0;
    const value = values.values[code - 1] ?? 0;
    const figure = values.relative && expected !== undefined ? (expected[draw] ?? 0) * value : value;
    codes[draw] = code;
    numbers[draw] = Math.min(max, Math.max(min, integer ? Math.round(figure) : figure));
  }
}
