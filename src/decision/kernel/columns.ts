import { setTwo, twoAt } from './access';
import { batchBits, batchSize, batchWords } from './batch';
import { blockWords } from './sizes';

/** The bits of a column in the block that begins at a word. */
export function columnBits(column: i32, word: i32): v128 {
  return v128.load(batchBits + (((column * batchWords + word) as usize) << 2));
}

/** The bits that stand for scenarios: all but those behind the last. */
export function inside(word: i32): v128 {
  const left = batchSize - word * 32;
  if (left >= 128) return i32x4.splat(-1);
  const first: u64 = left >= 64 ? 0xffffffffffffffff : (1 << (left as u64)) - 1;
  const second: u64 = left <= 64 ? 0 : (1 << ((left - 64) as u64)) - 1;
  return i64x2.replace_lane(i64x2.splat(first as i64), 1, second as i64);
}

/** Sets a column to 0 or to 1 for every scenario. */
export function fillColumn(column: i32, value: bool): void {
  for (let word = 0; word < batchWords; word += blockWords) setColumn(column, word, value ? inside(word) : i32x4.splat(0));
}

/** Adds the scenarios of a column to another. */
export function orColumn(column: i32, other: i32): void {
  for (let word = 0; word < batchWords; word += blockWords)
    setColumn(column, word, v128.or(columnBits(column, word), columnBits(other, word)));
}

/** Adds the answer to a row of a grid to the levels of its need: at least a level where the answer is that level or a higher one. */
export function orLevels(levels: i32, answers: i32, count: i32): void {
  for (let word = 0; word < batchWords; word += blockWords) {
    let atLeast = i32x4.splat(0);
    for (let level = count - 1; level >= 0; level -= 1) {
      atLeast = v128.or(atLeast, columnBits(answers + level, word));
      setColumn(levels + level, word, v128.or(columnBits(levels + level, word), atLeast));
    }
  }
}

/** Keeps the scenarios that another column has as well. */
export function andColumn(column: i32, other: i32): void {
  for (let word = 0; word < batchWords; word += blockWords)
    setColumn(column, word, v128.and(columnBits(column, word), columnBits(other, word)));
}

/** Takes the scenarios of a column out of another. */
export function withoutColumn(column: i32, other: i32): void {
  for (let word = 0; word < batchWords; word += blockWords)
    setColumn(column, word, v128.andnot(columnBits(column, word), columnBits(other, word)));
}

/** Turns a column round. */
export function invertColumn(column: i32): void {
  for (let word = 0; word < batchWords; word += blockWords) setColumn(column, word, v128.andnot(inside(word), columnBits(column, word)));
}

/** Scenarios in which a number is at least or at most a limit; NaN never is. @param numbers address, one per scenario */
export function markWithin(column: i32, numbers: usize, limit: f64, atLeast: bool): void {
  const limits = f64x2.splat(limit);
  for (let word = 0; word < batchWords; word += 1) {
    let set: u32 = 0;
    const from = word * 32;
    const to = min(32, batchSize - from);
    for (let bit = 0; bit < to; bit += 2) {
      const two = v128.load(numbers + (((from + bit) as usize) << 3));
      set |= (i64x2.bitmask(atLeast ? f64x2.ge(two, limits) : f64x2.le(two, limits)) as u32) << bit;
    }
    // an odd number of scenarios: the last pair has a stranger
    if (to < 32) set &= to <= 0 ? 0 : (1 << to) - 1;
    store<u32>(batchBits + (((column * batchWords + word) as usize) << 2), set);
  }
}

/** Sets numbers to a value in the scenarios of a column. */
export function setWhere(column: i32, numbers: usize, value: f64): void {
  for (let word = 0; word < batchWords; word += 2) {
    const first = numbers + (((word * 32) as usize) << 3);
    for (let rest = load<u64>(batchBits + (((column * batchWords + word) as usize) << 2)); rest !== 0; rest &= rest - 1)
      store<f64>(first + ((ctz(rest) as usize) << 3), value);
  }
}

/** Takes over the numbers that are known (not NaN). Arrays have an even length. */
export function takeKnown(numbers: usize, others: usize): void {
  for (let n = 0; n < batchSize; n += 2) {
    const other = twoAt(others, n);
    setTwo(numbers, n, v128.bitselect(other, twoAt(numbers, n), f64x2.eq(other, other)));
  }
}

/** Numbers as far as they are known, else a standard or a multiple of another quantity. @param base address, 0 for none */
export function assume(numbers: usize, known: usize, base: usize, standard: f64, times: f64): void {
  const factor = f64x2.splat(times);
  for (let n = 0; n < batchSize; n += 2) {
    const given = twoAt(known, n);
    const assumed = base === 0 ? f64x2.splat(standard) : f64x2.mul(twoAt(base, n), factor);
    setTwo(numbers, n, v128.bitselect(given, assumed, f64x2.eq(given, given)));
  }
}

function setColumn(column: i32, word: i32, bits: v128): void {
  v128.store(batchBits + (((column * batchWords + word) as usize) << 2), bits);
}
