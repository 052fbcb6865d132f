import type { ModelParameters } from '../../catalog/model-schema.js';
import { burdens } from '../../catalog/terms.js';
import { levelRank, needLevels } from '../../condition/condition.js';
import type { Effect, Questionnaire } from '../../questionnaire/schema.js';
import { importances, permissions } from '../../questionnaire/terms.js';
import type { Batch } from './batch.js';
import { compileCondition, depthOf, type Expression, evaluate, readsQuantities } from './expression.js';
import type { ColumnOperations } from './kernel.js';
import { type Layout, levelColumn } from './layout.js';

/** Two needs that some product cannot meet together; which was mentioned first decides between equals. */
export interface ConflictPair {
  readonly first: number;
  readonly second: number;
  /** column: `first` was mentioned before `second` */
  readonly column: number;
}

/** answers → needs, priorities, permissions and profile, as a list of steps over columns. Mirrors `situationOf`. */
export interface Derivation {
  readonly questions: readonly QuestionStep[];
  readonly rules: readonly { readonly when: Expression; readonly readsQuantities: boolean; readonly effects: readonly CompiledEffect[] }[];
  /** defaults and multiples of quantities, bases before what depends on them */
  readonly quantities: readonly QuantityStep[];
  /** quantities that have neither */
  readonly withoutDefault: readonly number[];
  readonly conflicts: readonly ConflictPair[];
  /** contradictions that make answers impossible */
  readonly impossible: readonly Expression[];
  readonly scratch: number;
  readonly depth: number;
}

interface QuantityStep {
  readonly quantity: number;
  readonly standard: number;
  /** the quantity that it is a multiple of, or −1 */
  readonly from: number;
  readonly times: number;
  /** another quantity is a multiple of it */
  readonly isBase: boolean;
  /** the question that asks for it, or −1 */
  readonly question: number;
}

interface QuestionStep {
  readonly when: Expression | undefined;
  readonly question: number;
  readonly known: number;
  readonly first: number;
  readonly count: number;
  /** quantity that a number sets, or −1 */
  readonly quantity: number;
  readonly isNumber: boolean;
  readonly effects: readonly { readonly column: number; readonly effect: CompiledEffect }[];
}

type CompiledEffect =
  | { readonly kind: 'need'; readonly capability: number; readonly rank: number }
  /** a row of a grid: its first column stands for all its levels */
  | { readonly kind: 'row'; readonly capability: number }
  | { readonly kind: 'priority'; readonly first: number; readonly rank: number }
  | { readonly kind: 'permit'; readonly stated: number; readonly value: boolean }
  | { readonly kind: 'profile'; readonly quantity: number; readonly value: number }
  | { readonly kind: 'mark'; readonly column: number };

/** @param scratch first of the columns that evaluation may overwrite */
export function compileDerivation(
  layout: Layout,
  questionnaire: Questionnaire,
  model: ModelParameters,
  conflicts: readonly ConflictPair[],
  scratch: number,
): Derivation {
  const questions = layout.questions.map(({ question, known, first, count }, index): QuestionStep => {
    const effects = (() => {
      switch (question.type) {
        case 'choice':
        case 'choices':
          return question.options.flatMap((option, at) =>
            option.effects.map((effect) => ({ column: first + at, effect: compileEffect(layout, effect) })),
          );
        case 'yes-no':
          return [
            ...question.yes.map((effect) => ({ column: first, effect: compileEffect(layout, effect) })),
            ...question.no.map((effect) => ({ column: first + 1, effect: compileEffect(layout, effect) })),
          ];
        case 'grid':
          return question.rows.map(({ capability }, at) => ({
            column: first + at * needLevels.length,
            effect: { kind: 'row' as const, capability: layout.capabilityIndex.get(capability) ?? 0 },
          }));
        case 'number':
        case 'text':
          return [];
      }
    })();
    return {
      when: question.when === undefined ? undefined : compileCondition(layout, question.when),
      question: index,
      known,
      first,
      count,
      quantity: question.type === 'number' && question.profile !== undefined ? (layout.quantityIndex.get(question.profile) ?? -1) : -1,
      isNumber: question.type === 'number',
      effects,
    };
  });
  const rules = questionnaire.rules.map((rule) => {
    const when = compileCondition(layout, rule.when);
    return { when, readsQuantities: readsQuantities(when), effects: rule.effects.map((effect) => compileEffect(layout, effect)) };
  });
  const impossible = questionnaire.contradictions
    .filter(({ severity }) => severity === 'error')
    .map(({ when }) => compileCondition(layout, when));
  const expressions = [
    ...questions.flatMap(({ when }) => (when === undefined ? [] : [when])),
    ...rules.map(({ when }) => when),
    ...impossible,
  ];
  return {
    questions,
    rules,
    quantities: quantityOrder(layout, model),
    withoutDefault: layout.quantities.flatMap((id, quantity) => (model.profile[id] === undefined ? [quantity] : [])),
    conflicts,
    impossible,
    scratch,
    depth: 2 + Math.max(0, ...expressions.map(depthOf)),
  };
}

/** Masks answers that do not apply, then derives needs, priorities, permissions and profile of every scenario. */
export function derive(layout: Layout, derivation: Derivation, batch: Batch, columns: ColumnOperations): void {
  const { scratch } = derivation;
  batch.bits.fill(0, layout.levels * batch.words, layout.columns * batch.words);
  for (const { column } of derivation.conflicts) columns.fillColumn(column, 0);
  for (const column of batch.given) column.fill(Number.NaN);
  for (const step of derivation.questions) {
    if (step.when !== undefined) {
      evaluate(batch, columns, step.when, scratch, scratch + 1);
      maskAnswer(batch, columns, step, scratch);
    }
    if (step.quantity >= 0) setNumbers(batch, columns, step);
    for (const { column, effect } of step.effects) apply(layout, derivation, batch, columns, effect, column);
  }
  let stale = true;
  for (const rule of derivation.rules) {
    if (rule.readsQuantities && stale) {
      fillQuantities(derivation, batch, columns);
      stale = false;
    }
    evaluate(batch, columns, rule.when, scratch, scratch + 1);
    for (const effect of rule.effects) {
      apply(layout, derivation, batch, columns, effect, scratch);
      if (effect.kind === 'profile') stale = true;
    }
  }
  if (stale) fillQuantities(derivation, batch, columns);
}

/** Scenarios whose answers contradict each other, as a column. */
export function findImpossible(derivation: Derivation, batch: Batch, columns: ColumnOperations, target: number): void {
  const { scratch } = derivation;
  columns.fillColumn(target, 0);
  for (const when of derivation.impossible) {
    evaluate(batch, columns, when, scratch, scratch + 1);
    columns.orColumn(target, scratch);
  }
}

function apply(
  layout: Layout,
  derivation: Derivation,
  batch: Batch,
  columns: ColumnOperations,
  effect: CompiledEffect,
  source: number,
): void {
  switch (effect.kind) {
    case 'need': {
      for (const pair of derivation.conflicts) if (pair.first === effect.capability) markFirst(layout, batch, pair, source);
      for (let rank = 0; rank <= effect.rank; rank += 1) columns.orColumn(levelColumn(layout, effect.capability, rank), source);
      return;
    }
    case 'row': {
      for (const pair of derivation.conflicts) {
        if (pair.first !== effect.capability) continue;
        columns.fillColumn(derivation.scratch, 0);
        for (let rank = 0; rank < needLevels.length; rank += 1) columns.orColumn(derivation.scratch, source + rank);
        markFirst(layout, batch, pair, derivation.scratch);
      }
      columns.orLevels(levelColumn(layout, effect.capability, 0), source, needLevels.length);
      return;
    }
    case 'priority':
      for (let rank = 0; rank <= effect.rank; rank += 1) columns.orColumn(effect.first + rank, source);
      return;
    case 'permit': {
      columns.orColumn(effect.stated, source);
      if (effect.value) columns.orColumn(effect.stated + 1, source);
      else columns.withoutColumn(effect.stated + 1, source);
      return;
    }
    case 'profile': {
      const quantity = batch.given[effect.quantity];
      if (quantity !== undefined) columns.setWhere(source, quantity.byteOffset, effect.value);
      return;
    }
    case 'mark':
      columns.orColumn(effect.column, source);
      return;
  }
}

/** Where a need is mentioned now, and neither it nor the one it conflicts with was before. */
function markFirst(layout: Layout, { bits, words }: Batch, pair: ConflictPair, source: number): void {
  const from = source * words;
  const mentioned = levelColumn(layout, pair.first, 0) * words;
  const other = levelColumn(layout, pair.second, 0) * words;
  const order = pair.column * words;
  for (let word = 0; word < words; word += 1) {
    const now = (bits[from + word] ?? 0) & ~(bits[mentioned + word] ?? 0) & ~(bits[other + word] ?? 0);
    bits[order + word] = (bits[order + word] ?? 0) | now;
  }
}

function maskAnswer(batch: Batch, columns: ColumnOperations, step: QuestionStep, applicable: number): void {
  for (let column = step.known; column < step.first + step.count; column += 1) columns.andColumn(column, applicable);
  const numbers = batch.numbers[step.question];
  if (!step.isNumber || numbers === undefined) return;
  columns.invertColumn(applicable);
  columns.setWhere(applicable, numbers.byteOffset, Number.NaN);
}

function setNumbers(batch: Batch, columns: ColumnOperations, step: QuestionStep): void {
  const numbers = batch.numbers[step.question];
  const quantity = batch.given[step.quantity];
  if (numbers !== undefined && quantity !== undefined) columns.takeKnown(quantity.byteOffset, numbers.byteOffset);
}

/** Defaults and multiples where nothing was given. Bases come before what is derived from them. */
function fillQuantities(derivation: Derivation, batch: Batch, columns: ColumnOperations): void {
  for (const quantity of derivation.withoutDefault) batch.quantities[quantity]?.set(batch.given[quantity] ?? batch.zeros);
  for (const { quantity, standard, from, times } of derivation.quantities) {
    const column = batch.quantities[quantity];
    const given = batch.given[quantity];
    if (column !== undefined && given !== undefined)
      columns.assume(column.byteOffset, given.byteOffset, batch.quantities[from]?.byteOffset ?? 0, standard, times);
  }
}

function quantityOrder(layout: Layout, model: ModelParameters): QuantityStep[] {
  const order: QuantityStep[] = [];
  const bases = new Set(Object.values(model.profile).map(({ from }) => from));
  const done = new Set<string>();
  const visit = (id: string) => {
    const entry = model.profile[id];
    const quantity = layout.quantityIndex.get(id);
    if (done.has(id) || entry === undefined || quantity === undefined) return;
    done.add(id);
    if (entry.from !== undefined) visit(entry.from);
    order.push({
      quantity,
      standard: entry.default ?? Number.NaN,
      from: entry.from === undefined ? -1 : (layout.quantityIndex.get(entry.from) ?? -1),
      times: entry.times ?? 1,
      isBase: bases.has(id),
      question: layout.questions.findIndex(({ question }) => question.type === 'number' && question.profile === id),
    });
  };
  for (const id of Object.keys(model.profile)) visit(id);
  return order;
}

function compileEffect(layout: Layout, effect: Effect): CompiledEffect {
  if ('need' in effect) return { kind: 'need', capability: layout.capabilityIndex.get(effect.need) ?? 0, rank: levelRank(effect.level) };
  if ('priority' in effect)
    return {
      kind: 'priority',
      first: layout.importance + burdens.indexOf(effect.priority) * importances.length,
      rank: importances.indexOf(effect.importance),
    };
  if ('permit' in effect)
    return { kind: 'permit', stated: layout.permissions + permissions.indexOf(effect.permit) * 2, value: effect.value };
  if ('profile' in effect) return { kind: 'profile', quantity: layout.quantityIndex.get(effect.profile) ?? 0, value: effect.value };
  if ('runs' in effect) return { kind: 'mark', column: layout.runs + layout.runnable.indexOf(effect.runs) };
  return { kind: 'mark', column: layout.knows + layout.knowable.indexOf(effect.knows) };
}
