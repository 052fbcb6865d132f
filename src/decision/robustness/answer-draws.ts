import type { Catalog } from '../../catalog/catalog.js';
import type { Range } from '../../catalog/schema.js';
import { type Condition, type NeedLevel, needLevels } from '../../condition/condition.js';
import type { Question, Questionnaire } from '../../questionnaire/schema.js';
import { questionsOf } from '../situation.js';
import { wordsFor } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import { priorQuantile } from './distributions.js';
import { kernelOf, withoutTables } from './kernel.js';
import { arenaOf, bytesOf, f64, place } from './memory.js';
import { streamState } from './random.js';

/** What every question would be answered, by its prior, in each draw. Made once per model. */
export interface AnswerDraws {
  readonly size: number;
  readonly words: number;
  /** answer columns in the order of the layout */
  readonly bits: Uint32Array;
  /** the same columns for rows left out of a grid that was answered; other columns are empty */
  readonly omitted: Uint32Array;
  /** by question: the few values of a number, or factors on what would be assumed; empty for other questions */
  readonly numbers: readonly NumberValues[];
  /** by question: one column of bits per value of a number, `words` each */
  readonly parts: readonly Uint32Array[];
}

export interface NumberValues {
  readonly values: Float64Array;
  /** the value of each draw */
  readonly drawn: Float64Array;
  /** values are factors on the figure assumed from another quantity */
  readonly relative: boolean;
}

type NumberQuestion = Extract<Question, { type: 'number' }>;
type Prior = readonly number[];

/**
 * Draws answers to all questions, one stream per question, option of a multiple choice, and grid row. Exclusive `none` options are
 * drawn first, and the others given that it is not chosen. A row left out of a grid that was answered was read and passed over: it has
 * its own prior, strongly on "no", over the same random numbers. Numbers take a handful of values: the middles of equally likely parts of
 * their prior, cut again where a rule or a statement changes.
 */
export function drawAnswers(model: CompiledModel, size: number, seed: string): AnswerDraws {
  const { catalog, questionnaire } = model.knowledge;
  const words = wordsFor(size);
  const bits = new Uint32Array(model.layout.answerColumns * words);
  const omitted = new Uint32Array(bits.length);
  const setIn = (columns: Uint32Array, column: number, draw: number) => {
    const at = column * words + (draw >>> 5);
    columns[at] = (columns[at] ?? 0) | (1 << (draw & 31));
  };
  const set = (column: number, draw: number) => setIn(bits, column, draw);
  const { unanswered, omitted: leftOut } = catalog.model.openRows;
  const rowPrior = levelPrior(unanswered.prior);
  const omittedPrior = levelPrior(leftOut.prior);
  const numbers: NumberValues[] = [];
  const parts: Uint32Array[] = [];
  const mostOptions = Math.max(
    1,
    ...model.layout.questions.map(({ question }) => (question.type === 'choices' ? question.options.length : 1)),
  );
  const uniforms = uniformDraws(seed, size, mostOptions);
  for (const { question, known, first } of model.layout.questions) {
    const own = uniforms(0, `answer:${question.id}`);
    let bins = new Uint8Array(0);
    let values: Float64Array = new Float64Array(0);
    let isRelative = false;
    if (question.type !== 'text') for (let draw = 0; draw < size; draw += 1) set(known, draw);
    switch (question.type) {
      case 'choice': {
        const prior = normalised(question.options.map((option) => option.prior));
        for (let draw = 0; draw < size; draw += 1) set(first + pick(prior, own[draw] ?? 0), draw);
        break;
      }
      case 'yes-no':
        for (let draw = 0; draw < size; draw += 1) set((own[draw] ?? 0) < question.prior ? first : first + 1, draw);
        break;
      case 'choices':
        drawChoices(question, uniforms, size, (option, draw) => set(first + option, draw));
        break;
      case 'grid':
        for (const [row, { capability, prior }] of question.rows.entries()) {
          const drawn = uniforms(0, `answer:${question.id}.${capability}`);
          const levels = prior === undefined ? rowPrior : levelPrior(prior);
          for (let draw = 0; draw < size; draw += 1) {
            const u = drawn[draw] ?? 0;
            set(first + row * needLevels.length + pick(levels, u), draw);
            setIn(omitted, first + row * needLevels.length + pick(omittedPrior, u), draw);
          }
        }
        break;
      case 'number': {
        const { relative, prior, parts: count } = priorOf(question, catalog);
        const cuts = relative ? [] : thresholdsOf(question, questionnaire, catalog);
        const binned = binsOf(question, prior, count, cuts, relative);
        bins = Uint8Array.from(own, binned.of);
        ({ values } = binned);
        isRelative = relative;
        break;
      }
      case 'text':
        break;
    }
    numbers.push({ values, drawn: Float64Array.from(bins, (bin) => values[bin] ?? 0), relative: isRelative });
    parts.push(partColumns(bins, values.length, words));
  }
  return { size, words, bits, omitted, numbers, parts };
}

function drawChoices(
  question: Extract<Question, { type: 'choices' }>,
  uniforms: (row: number, variable: string) => Float64Array,
  size: number,
  set: (option: number, draw: number) => void,
): void {
  const none = question.options.findIndex(({ value }) => value === 'none');
  const priorNone = none < 0 ? 0 : (question.options[none]?.prior ?? 0.5);
  // one stream per option, so that an option's draws depend on no other
  const drawn = question.options.map(({ value }, index) => uniforms(index, `answer:${question.id}:${value}`));
  const likeliest = question.options.reduce(
    (best, option, index) => (index !== none && (option.prior ?? 0.5) > (question.options[best]?.prior ?? -1) ? index : best),
    none === 0 ? 1 : 0,
  );
  const shares = question.options.map(({ prior = 0.5 }) => prior / (1 - priorNone));
  for (let draw = 0; draw < size; draw += 1) {
    if (none >= 0 && (drawn[none]?.[draw] ?? 1) < priorNone) {
      set(none, draw);
      continue;
    }
    let some = false;
    for (let index = 0; index < shares.length; index += 1) {
      if (index === none || (drawn[index]?.[draw] ?? 1) >= (shares[index] ?? 0)) continue;
      set(index, draw);
      some = true;
    }
    if (!some) set(likeliest, draw);
  }
}

/** Numbers in (0, 1) of the stream of a variable, in one of some rows: a row is good until it is drawn again. */
function uniformDraws(seed: string, size: number, rows: number): (row: number, variable: string) => Float64Array {
  const places = { table: f64(rows * size) };
  const arena = arenaOf(bytesOf(places));
  const { table } = place(arena, places);
  const kernel = kernelOf(arena, withoutTables);
  return (row, variable) => {
    const drawn = table.subarray(row * size, (row + 1) * size);
    kernel.drawUniforms(...streamState(seed, variable), drawn.byteOffset, size);
    return drawn;
  };
}

function priorOf(question: NumberQuestion, catalog: Catalog): { prior: Range; relative: boolean; parts: number } {
  const derived = question.profile !== undefined && catalog.model.profile[question.profile]?.from !== undefined;
  const [low, likely, high] = question.prior;
  if (!derived || low <= 0) return { prior: question.prior, relative: false, parts: 5 };
  // half of the spread (on the ratio scale) comes from the quantity that it is usually a multiple of
  return { prior: [Math.sqrt(low / likely), 1, Math.sqrt(high / likely)], relative: true, parts: 3 };
}

function binsOf(
  question: NumberQuestion,
  prior: Range,
  parts: number,
  cuts: readonly number[],
  relative: boolean,
): { values: Float64Array; of: (u: number) => number } {
  const round = (value: number) => (question.integer && !relative ? Math.round(value) : value);
  const valueAt = (u: number) => {
    const value = round(priorQuantile(prior, u));
    return relative ? value : Math.min(question.max, Math.max(question.min, value));
  };
  const grid = 1024;
  const places = new Set<number>();
  for (let part = 1; part < parts; part += 1) places.add(Math.round((part * grid) / parts) / grid);
  for (const cut of cuts) {
    let low = 0;
    let high = grid;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (valueAt((middle + 0.5) / grid) >= cut) high = middle;
      else low = middle + 1;
    }
    if (low > 0 && low < grid) places.add(low / grid);
  }
  const edges = [...places].sort((a, b) => a - b);
  const values = Float64Array.from([0, ...edges], (edge, index) => valueAt((edge + (edges[index] ?? 1)) / 2));
  return {
    values,
    of: (u) => {
      let bin = 0;
      while (bin < edges.length && u >= (edges[bin] ?? 1)) bin += 1;
      return bin;
    },
  };
}

/** Figures from which on a condition about this question or its quantity changes. */
function thresholdsOf(question: NumberQuestion, questionnaire: Questionnaire, catalog: Catalog): number[] {
  const step = question.integer ? 1 : 1e-6;
  const limits = (condition: Condition): number[] => {
    if ('all' in condition) return condition.all.flatMap(limits);
    if ('any' in condition) return condition.any.flatMap(limits);
    if ('not' in condition) return limits(condition.not);
    const about =
      ('question' in condition && condition.question === question.id) || ('profile' in condition && condition.profile === question.profile);
    if (!about) return [];
    if ('at-least' in condition && typeof condition['at-least'] === 'number') return [condition['at-least']];
    if ('at-most' in condition && typeof condition['at-most'] === 'number') return [condition['at-most'] + step];
    return [];
  };
  const conditions = [
    ...questionsOf(questionnaire).flatMap(({ when }) => (when === undefined ? [] : [when])),
    ...questionnaire.rules.map(({ when }) => when),
    ...catalog.platforms.map(({ when }) => when),
    ...catalog.candidates.flatMap(({ capabilities }) =>
      Object.values(capabilities).flatMap((variants) =>
        Object.values(variants).flatMap((statements) => statements.flatMap(({ when }) => (when === undefined ? [] : [when]))),
      ),
    ),
  ];
  return [...new Set(conditions.flatMap(limits))].sort((a, b) => a - b);
}

function partColumns(bins: Uint8Array, count: number, words: number): Uint32Array {
  const columns = new Uint32Array(count * words);
  for (const [draw, bin] of bins.entries()) {
    const at = bin * words + (draw >>> 5);
    columns[at] = (columns[at] ?? 0) | (1 << (draw & 31));
  }
  return columns;
}

function levelPrior(prior: Readonly<Partial<Record<NeedLevel, number>>>): number[] {
  return normalised(needLevels.map((level) => prior[level]));
}

function normalised(priors: readonly (number | undefined)[]): number[] {
  const total = priors.reduce<number>((sum, prior) => sum + (prior ?? 0), 0);
  return total > 0 ? priors.map((prior) => (prior ?? 0) / total) : priors.map(() => 1 / priors.length);
}

function pick(prior: Prior, u: number): number {
  let rest = u;
  for (let index = 0; index < prior.length; index += 1) {
    rest -= prior[index] ?? 0;
    if (rest < 0) return index;
  }
  return prior.findLastIndex((probability) => probability > 0);
}
