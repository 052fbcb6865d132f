import type { ModelParameters } from '../../catalog/model-schema.js';
import { burdens } from '../../catalog/terms.js';
import { levelRank, needLevels } from '../../condition/condition.js';
import type { Effect, Questionnaire } from '../../questionnaire/schema.js';
import { importances, permissions } from '../../questionnaire/terms.js';
import { type Batch, fillColumn } from './batch.js';
import { compileCondition, depthOf, type Expression, evaluate, readsQuantities } from './expression.js';
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
  readonly quantities: readonly { readonly quantity: number; readonly standard: number; readonly from: number; readonly times: number }[];
  readonly conflicts: readonly ConflictPair[];
  /** contradictions that make answers impossible */
  readonly impossible: readonly Expression[];
  readonly scratch: number;
  readonly depth: number;
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
          return question.rows.flatMap((row, at) =>
            needLevels.map((level, rank) => ({
              column: first + at * needLevels.length + rank,
              effect: compileEffect(layout, { need: row.capability, level }),
            })),
          );
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
    conflicts,
    impossible,
    scratch,
    depth: 2 + Math.max(0, ...expressions.map(depthOf)),
  };
}

/** Masks answers that do not apply, then derives needs, priorities, permissions and profile of every scenario. */
export function derive(layout: Layout, derivation: Derivation, batch: Batch): void {
  const { words, bits } = batch;
  const { scratch } = derivation;
  bits.fill(0, layout.levels * words, layout.columns * words);
  for (const { column } of derivation.conflicts) fillColumn(batch, column, false);
  for (const column of batch.given) column.fill(Number.NaN);
  for (const step of derivation.questions) {
    if (step.when !== undefined) {
      evaluate(batch, step.when, scratch, scratch + 1);
      maskAnswer(batch, step, scratch);
    }
    if (step.quantity >= 0) setNumbers(batch, step);
    for (const { column, effect } of step.effects) apply(layout, derivation, batch, effect, column);
  }
  let stale = true;
  for (const rule of derivation.rules) {
    if (rule.readsQuantities && stale) {
      fillQuantities(derivation, batch);
      stale = false;
    }
    evaluate(batch, rule.when, scratch, scratch + 1);
    for (const effect of rule.effects) {
      apply(layout, derivation, batch, effect, scratch);
      if (effect.kind === 'profile') stale = true;
    }
  }
  if (stale) fillQuantities(derivation, batch);
}

/** Scenarios whose answers contradict each other, as a column. */
export function findImpossible(derivation: Derivation, batch: Batch, target: number): void {
  const { words, bits } = batch;
  const { scratch } = derivation;
  fillColumn(batch, target, false);
  for (const when of derivation.impossible) {
    evaluate(batch, when, scratch, scratch + 1);
    orInto(bits, target * words, scratch * words, words);
  }
}

function apply(layout: Layout, derivation: Derivation, batch: Batch, effect: CompiledEffect, source: number): void {
  const { bits, words } = batch;
  const from = source * words;
  switch (effect.kind) {
    case 'need': {
      const mentioned = levelColumn(layout, effect.capability, 0) * words;
      for (const pair of derivation.conflicts) {
        if (pair.first !== effect.capability) continue;
        const other = levelColumn(layout, pair.second, 0) * words;
        const order = pair.column * words;
        for (let word = 0; word < words; word += 1) {
          bits[order + word] =
            (bits[order + word] ?? 0) | ((bits[from + word] ?? 0) & ~(bits[mentioned + word] ?? 0) & ~(bits[other + word] ?? 0));
        }
      }
      for (let rank = 0; rank <= effect.rank; rank += 1) orInto(bits, levelColumn(layout, effect.capability, rank) * words, from, words);
      return;
    }
    case 'priority':
      for (let rank = 0; rank <= effect.rank; rank += 1) orInto(bits, (effect.first + rank) * words, from, words);
      return;
    case 'permit': {
      const stated = effect.stated * words;
      const given = stated + words;
      for (let word = 0; word < words; word += 1) {
        const set = bits[from + word] ?? 0;
        bits[stated + word] = (bits[stated + word] ?? 0) | set;
        bits[given + word] = effect.value ? (bits[given + word] ?? 0) | set : (bits[given + word] ?? 0) & ~set;
      }
      return;
    }
    case 'profile': {
      const column = batch.given[effect.quantity];
      if (column === undefined) return;
      for (let word = 0; word < words; word += 1) {
        let set = bits[from + word] ?? 0;
        while (set !== 0) {
          column[word * 32 + (31 - Math.clz32(set & -set))] = effect.value;
          set &= set - 1;
        }
      }
      return;
    }
    case 'mark':
      orInto(bits, effect.column * words, from, words);
      return;
  }
}

function maskAnswer(batch: Batch, step: QuestionStep, applicable: number): void {
  const { bits, words } = batch;
  const mask = applicable * words;
  for (let column = step.known; column < step.first + step.count; column += 1) {
    const at = column * words;
    for (let word = 0; word < words; word += 1) bits[at + word] = (bits[at + word] ?? 0) & (bits[mask + word] ?? 0);
  }
  const values = batch.numbers[step.question];
  if (!step.isNumber || values === undefined) return;
  for (let scenario = 0; scenario < batch.size; scenario += 1) {
    if ((((bits[mask + (scenario >>> 5)] ?? 0) >>> (scenario & 31)) & 1) === 0) values[scenario] = Number.NaN;
  }
}

function setNumbers(batch: Batch, step: QuestionStep): void {
  const values = batch.numbers[step.question];
  const column = batch.given[step.quantity];
  if (values === undefined || column === undefined) return;
  for (let scenario = 0; scenario < batch.size; scenario += 1) {
    const value = values[scenario] ?? Number.NaN;
    if (!Number.isNaN(value)) column[scenario] = value;
  }
}

/** Defaults and multiples where nothing was given. Bases come before what is derived from them. */
function fillQuantities(derivation: Derivation, batch: Batch): void {
  for (const [index, column] of batch.quantities.entries()) column.set(batch.given[index] ?? column);
  for (const { quantity, standard, from, times } of derivation.quantities) {
    const column = batch.quantities[quantity];
    const base = batch.quantities[from];
    if (column === undefined) continue;
    for (let scenario = 0; scenario < batch.size; scenario += 1) {
      const value = column[scenario] ?? Number.NaN;
      if (Number.isNaN(value)) column[scenario] = base === undefined ? standard : (base[scenario] ?? Number.NaN) * times;
    }
  }
}

function quantityOrder(layout: Layout, model: ModelParameters): Derivation['quantities'] {
  const order: { quantity: number; standard: number; from: number; times: number }[] = [];
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

function orInto(bits: Uint32Array, to: number, from: number, words: number): void {
  for (let word = 0; word < words; word += 1) bits[to + word] = (bits[to + word] ?? 0) | (bits[from + word] ?? 0);
}
