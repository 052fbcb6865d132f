import { type Condition, type Facts, holds, levelRank, needLevels } from '../../condition/condition.js';
import type { Batch } from './batch.js';
import type { ColumnOperations } from './kernel.js';
import { type Layout, levelColumn, type QuestionColumns } from './layout.js';

/** A condition over columns. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'any-column'; readonly columns: readonly number[] }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'all' | 'any'; readonly inner: readonly Expression[] }
  | { readonly kind: 'number'; readonly question: number; readonly holds: (value: number) => boolean }
  | { readonly kind: 'limit'; readonly question: number; readonly limit: number; readonly atLeast: boolean }
  | { readonly kind: 'below'; readonly question: number; readonly other: number }
  | { readonly kind: 'quantity'; readonly quantity: number; readonly limit: number; readonly atLeast: boolean };

/**
 * A condition compiled for columns. Conditions on single answers are put to {@link holds} once per value that the answer may have, so
 * both ways of evaluating agree by construction.
 */
export function compileCondition(layout: Layout, condition: Condition): Expression {
  if ('all' in condition) return { kind: 'all', inner: condition.all.map((inner) => compileCondition(layout, inner)) };
  if ('any' in condition) return { kind: 'any', inner: condition.any.map((inner) => compileCondition(layout, inner)) };
  if ('not' in condition) return { kind: 'not', inner: compileCondition(layout, condition.not) };
  if ('need' in condition) {
    const capability = layout.capabilityIndex.get(condition.need);
    return capability === undefined
      ? { kind: 'constant', value: false }
      : { kind: 'any-column', columns: [levelColumn(layout, capability, levelRank(condition['at-least']))] };
  }
  if ('profile' in condition) {
    const quantity = layout.quantityIndex.get(condition.profile);
    if (quantity === undefined) return { kind: 'constant', value: false };
    return 'at-least' in condition
      ? { kind: 'quantity', quantity, limit: condition['at-least'], atLeast: true }
      : { kind: 'quantity', quantity, limit: condition['at-most'], atLeast: false };
  }
  if ('below' in condition) {
    const question = layout.questionIndex.get(condition.question);
    const other = layout.questionIndex.get(condition.below);
    const numeric = [question, other].every((index) => index !== undefined && layout.questions[index]?.question.type === 'number');
    return numeric && question !== undefined && other !== undefined
      ? { kind: 'below', question, other }
      : { kind: 'constant', value: false };
  }
  return compileAnswer(layout, condition, condition.question);
}

/**
 * Evaluates an expression for every scenario of the batch at hand into a column. `scratch` and the columns after it may be overwritten.
 */
export function evaluate(batch: Batch, columns: ColumnOperations, expression: Expression, target: number, scratch: number): void {
  switch (expression.kind) {
    case 'constant':
      columns.fillColumn(target, Number(expression.value));
      return;
    case 'any-column':
      columns.fillColumn(target, 0);
      for (const column of expression.columns) columns.orColumn(target, column);
      return;
    case 'not':
      evaluate(batch, columns, expression.inner, target, scratch);
      columns.invertColumn(target);
      return;
    case 'all':
    case 'any': {
      const all = expression.kind === 'all';
      columns.fillColumn(target, Number(all));
      for (const inner of expression.inner) {
        evaluate(batch, columns, inner, scratch, scratch + 1);
        if (all) columns.andColumn(target, scratch);
        else columns.orColumn(target, scratch);
      }
      return;
    }
    case 'number': {
      const values = batch.numbers[expression.question] ?? new Float64Array(batch.size);
      const test = expression.holds;
      setWhere(batch, target, (scenario) => {
        const value = values[scenario] ?? Number.NaN;
        return !Number.isNaN(value) && test(value);
      });
      return;
    }
    case 'below': {
      const values = batch.numbers[expression.question] ?? new Float64Array(batch.size);
      const others = batch.numbers[expression.other] ?? new Float64Array(batch.size);
      setWhere(batch, target, (scenario) => (values[scenario] ?? Number.NaN) < (others[scenario] ?? Number.NaN));
      return;
    }
    case 'limit':
      columns.markWithin(target, addressOf(batch, batch.numbers[expression.question]), expression.limit, Number(expression.atLeast));
      return;
    case 'quantity':
      columns.markWithin(target, addressOf(batch, batch.quantities[expression.quantity]), expression.limit, Number(expression.atLeast));
      return;
  }
}

/** How many scratch columns an expression needs. */
export function depthOf(expression: Expression): number {
  switch (expression.kind) {
    case 'not':
      return depthOf(expression.inner);
    case 'all':
    case 'any':
      return 1 + Math.max(0, ...expression.inner.map(depthOf));
    default:
      return 0;
  }
}

/** Whether any part looks at a quantity of the profile. */
export function readsQuantities(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return readsQuantities(expression.inner);
    case 'all':
    case 'any':
      return expression.inner.some(readsQuantities);
    default:
      return expression.kind === 'quantity';
  }
}

function addressOf(batch: Batch, numbers: Float64Array | undefined): number {
  return (numbers ?? batch.zeros).byteOffset;
}

function setWhere(batch: Batch, target: number, test: (scenario: number) => boolean): void {
  const { bits, words, size } = batch;
  for (let word = 0; word < words; word += 1) {
    let value = 0;
    const first = word * 32;
    const count = Math.min(32, size - first);
    for (let bit = 0; bit < count; bit += 1) if (test(first + bit)) value |= 1 << bit;
    bits[target * words + word] = value;
  }
}

function compileAnswer(layout: Layout, condition: Condition, key: string): Expression {
  const direct = layout.questionIndex.get(key);
  if (direct !== undefined) {
    const columns = layout.questions[direct];
    return columns === undefined ? { kind: 'constant', value: false } : compileDirect(direct, columns, condition, key);
  }
  const dot = key.indexOf('.');
  const grid = dot < 0 ? undefined : layout.questions[layout.questionIndex.get(key.slice(0, dot)) ?? -1];
  const row = grid?.question.type === 'grid' ? grid.question.rows.findIndex(({ capability }) => capability === key.slice(dot + 1)) : -1;
  if (grid === undefined || row < 0) return { kind: 'constant', value: holds(condition, facts(key, undefined)) };
  return valuesWhere(condition, key, [...needLevels], (index) => grid.first + row * needLevels.length + index);
}

function compileDirect(index: number, { question, known, first }: QuestionColumns, condition: Condition, key: string): Expression {
  if ('known' in condition) {
    const answered: Expression = { kind: 'any-column', columns: [known] };
    return condition.known ? answered : { kind: 'not', inner: answered };
  }
  switch (question.type) {
    case 'choice':
      return valuesWhere(
        condition,
        key,
        question.options.map(({ value }) => value),
        (option) => first + option,
      );
    case 'choices':
      return valuesWhere(
        condition,
        key,
        question.options.map(({ value }) => [value]),
        (option) => first + option,
      );
    case 'yes-no':
      return valuesWhere(condition, key, [true, false], (value) => first + value);
    case 'number':
      if ('at-least' in condition && typeof condition['at-least'] === 'number')
        return { kind: 'limit', question: index, limit: condition['at-least'], atLeast: true };
      if ('at-most' in condition && typeof condition['at-most'] === 'number')
        return { kind: 'limit', question: index, limit: condition['at-most'], atLeast: false };
      return { kind: 'number', question: index, holds: (value) => holds(condition, facts(key, value)) };
    case 'grid':
    case 'text':
      return { kind: 'constant', value: false };
  }
}

type Value = string | number | boolean | readonly string[];

function valuesWhere(condition: Condition, key: string, values: readonly Value[], column: (index: number) => number): Expression {
  if ('known' in condition) {
    const answered: Expression = { kind: 'any-column', columns: values.map((_, index) => column(index)) };
    return condition.known ? answered : { kind: 'not', inner: answered };
  }
  return { kind: 'any-column', columns: values.flatMap((value, index) => (holds(condition, facts(key, value)) ? [column(index)] : [])) };
}

function facts(key: string, value: Value | undefined): Facts {
  return { answer: (question) => (question === key ? value : undefined), need: () => undefined, profile: () => undefined };
}
