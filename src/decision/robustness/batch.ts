import type { Layout } from './layout.js';

/** Alternatives are padded to a multiple of eight, so that inner loops have a fixed stride. */
export const lanes = 8;

/**
 * Work space for a number of scenarios that are evaluated together. Made once per size and used again: an analysis allocates nothing per
 * scenario.
 */
export interface Batch {
  /** number of scenarios */
  readonly size: number;
  /** 32-bit words per column */
  readonly words: number;
  /** all columns, one after the other; bits beyond `size` are 0 */
  readonly bits: Uint32Array;
  /** answers to number questions by index of the question, NaN where open; empty for other questions */
  readonly numbers: readonly Float64Array[];
  /** which of the few values a number has (0 open), for the value of information */
  readonly codes: readonly Uint8Array[];
  /** quantities of the profile by index, as given by answers and effects; NaN where not */
  readonly given: readonly Float64Array[];
  /** the same with defaults filled in */
  readonly quantities: readonly Float64Array[];
  /** values in [0, 1], `stride` per scenario */
  readonly values: Float64Array;
  readonly stride: number;
  /** stands for a quantity that the model does not know */
  readonly zeros: Float64Array;
}

/** @param columns all columns of the model, scratch included */
export function batchOf(layout: Pick<Layout, 'questions' | 'quantities'>, columns: number, alternatives: number, size: number): Batch {
  const words = Math.ceil(size / 32);
  const stride = Math.ceil(alternatives / lanes) * lanes;
  const isNumber = layout.questions.map(({ question }) => question.type === 'number');
  return {
    size,
    words,
    bits: new Uint32Array(columns * words),
    numbers: isNumber.map((number) => new Float64Array(number ? size : 0)),
    codes: isNumber.map((number) => new Uint8Array(number ? size : 0)),
    given: layout.quantities.map(() => new Float64Array(size)),
    quantities: layout.quantities.map(() => new Float64Array(size)),
    values: new Float64Array(size * stride),
    stride,
    zeros: new Float64Array(size),
  };
}

/** The valid bits of word `word` of a column: all but in the last one. */
export function wordMask(batch: Batch, word: number): number {
  const left = batch.size - word * 32;
  return left >= 32 ? -1 : (1 << left) - 1;
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
