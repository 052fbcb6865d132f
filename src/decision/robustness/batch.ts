import { blockWords, lanes } from '../kernel/sizes.js';
import type { Layout } from './layout.js';
import { type Arena, f64, place, u32 } from './memory.js';

/**
 * Work space for a number of scenarios that are evaluated together. Made once per size and used again: an analysis allocates nothing per
 * scenario.
 */
export interface Batch {
  /** number of scenarios */
  readonly size: number;
  /** 32-bit words per column: whole blocks */
  readonly words: number;
  /** all columns, one after the other; bits beyond `size` are 0 */
  readonly bits: Uint32Array;
  /** answers to number questions by index of the question, NaN where open; empty for other questions */
  readonly numbers: readonly Float64Array[];
  /** quantities of the profile by index, as given by answers and effects; NaN where not */
  readonly given: readonly Float64Array[];
  /** the same with defaults filled in */
  readonly quantities: readonly Float64Array[];
  /** values in [0, 1], `stride` per scenario; −∞ for what was not feasible when standings were counted */
  readonly values: Float64Array;
  readonly stride: number;
  /** stands for a quantity that the model does not know */
  readonly zeros: Float64Array;
}

/** What a batch has in linear memory. */
export type BatchLayout = Pick<Layout, 'questions' | 'quantities'>;

/** @param columns all columns of the model, scratch included */
export function batchPlaces(layout: BatchLayout, columns: number, alternatives: number, size: number) {
  const { words, stride } = shapeOf(alternatives, size);
  return {
    bits: u32(columns * words),
    numbers: f64(layout.questions.length * evenly(size)),
    given: f64(layout.quantities.length * evenly(size)),
    quantities: f64(layout.quantities.length * evenly(size)),
    values: f64(size * stride),
    zeros: f64(size),
  };
}

/** Places a batch. */
export function batchOf(arena: Arena, layout: BatchLayout, columns: number, alternatives: number, size: number): Batch {
  const { bits, numbers, given, quantities, values, zeros } = place(arena, batchPlaces(layout, columns, alternatives, size));
  const isNumber = layout.questions.map(({ question }) => question.type === 'number');
  // what pads the alternatives is behind them all
  values.fill(Number.NEGATIVE_INFINITY);
  const rowAt = (table: Float64Array, at: number) => table.subarray(at * evenly(size), at * evenly(size) + size);
  const rows = (table: Float64Array) => layout.quantities.map((_, at) => rowAt(table, at));
  return {
    size,
    ...shapeOf(alternatives, size),
    bits,
    numbers: isNumber.map((number, at) => (number ? rowAt(numbers, at) : numbers.subarray(0, 0))),
    given: rows(given),
    quantities: rows(quantities),
    values,
    zeros,
  };
}

/** Numbers of scenarios stand in pairs. */
function evenly(size: number): number {
  return size + (size % 2);
}

/** Words of a column of bits, whole blocks, and numbers per scenario. */
export function shapeOf(alternatives: number, size: number): { words: number; stride: number } {
  return { words: wordsFor(size), stride: Math.ceil(alternatives / lanes) * lanes };
}

/** Words of a column of bits: whole blocks. */
export function wordsFor(size: number): number {
  return Math.ceil(size / 32 / blockWords) * blockWords;
}

/** The valid bits of word `word` of a column: all but those behind the last scenario. */
export function wordMask(batch: Batch, word: number): number {
  const left = batch.size - word * 32;
  return left >= 32 ? -1 : left <= 0 ? 0 : (1 << left) - 1;
}

/** Sets a column to 0 or to 1 for every scenario. */
export function fillColumn(batch: Batch, column: number, value: boolean): void {
  const { bits, words } = batch;
  const start = column * words;
  if (!value) {
    bits.fill(0, start, start + words);
    return;
  }
  for (let word = 0; word < words; word += 1) bits[start + word] = wordMask(batch, word);
}

/** The bit of one scenario. */
export function bitAt(batch: Batch, column: number, scenario: number): boolean {
  return (((batch.bits[column * batch.words + (scenario >>> 5)] ?? 0) >>> (scenario & 31)) & 1) === 1;
}

/** Sets the bit of one scenario. */
export function setBit(batch: Batch, column: number, scenario: number, value: boolean): void {
  const at = column * batch.words + (scenario >>> 5);
  const bit = 1 << (scenario & 31);
  const before = batch.bits[at] ?? 0;
  batch.bits[at] = value ? before | bit : before & ~bit;
}

/** Number of bits set in a 32-bit word. */
export function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
