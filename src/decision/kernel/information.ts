import { i32At, setI32 } from './access';
import { batchStride } from './batch';
import { blockWords, lanes } from './sizes';
import { standingsRegret } from './standings';

/** Words of draws that are gone through together: their regret stays in the cache from column to column. */
const chunkWords = 80;

/**
 * Numbers of draws of columns. @param columns addresses of the columns. @param into one number per column
 */
export function countColumns(columns: usize, count: i32, words: i32, into: usize): void {
  for (let column = 0; column < count; column += 1) {
    const from = i32At(columns, column) as usize;
    let sum = 0;
    for (let word = 0; word < words; word += 1) sum += popcnt(load<i32>(from + ((word as usize) << 2)));
    setI32(into, column, sum);
  }
}

/**
 * Σ R(a) over the draws of columns in words `fromWord` to `toWord`, `batchStride` numbers per column; none for an address of 0. Goes through the draws once, in
 * chunks, and through all columns in each.
 */
export function sumColumns(columns: usize, count: i32, fromWord: i32, toWord: i32, into: usize): void {
  memory.fill(into, 0, ((count * batchStride) as usize) << 3);
  for (let from = fromWord; from < toWord; from += chunkWords) {
    const to = min(from + chunkWords, toWord);
    for (let column = 0; column < count; column += 1) {
      const address = i32At(columns, column) as usize;
      if (address === 0) continue;
      for (let lane = 0; lane < batchStride; lane += lanes)
        sumChunk(address, lane, from, to, into + (((column * batchStride + lane) as usize) << 3));
    }
  }
}

/** Adds R(a) over the draws of a column, for eight alternatives from `lane` on, to `into`. */
function sumChunk(column: usize, lane: i32, fromWord: i32, toWord: i32, into: usize): void {
  let s0 = v128.load(into);
  let s1 = v128.load(into, 16);
  let s2 = v128.load(into, 32);
  let s3 = v128.load(into, 48);
  const base = standingsRegret + ((lane as usize) << 3);
  const stride = (batchStride as usize) << 3;
  for (let word = fromWord; word < toWord; word += 2) {
    const first = base + ((word * 32) as usize) * stride;
    for (let rest = twoWords(column, word, toWord); rest !== 0; rest &= rest - 1) {
      const at = first + (ctz(rest) as usize) * stride;
      s0 = f64x2.add(s0, v128.load(at));
      s1 = f64x2.add(s1, v128.load(at, 16));
      s2 = f64x2.add(s2, v128.load(at, 32));
      s3 = f64x2.add(s3, v128.load(at, 48));
    }
  }
  v128.store(into, s0);
  v128.store(into, s1, 16);
  v128.store(into, s2, 32);
  v128.store(into, s3, 48);
}

/** Σ (R(standard) − R(choice))² over the draws of a column. */
export function squaredDifferences(column: usize, fromWord: i32, toWord: i32, standard: i32, choice: i32): f64 {
  let sum: f64 = 0;
  const stride = (batchStride as usize) << 3;
  const one = standingsRegret + ((standard as usize) << 3);
  const other = standingsRegret + ((choice as usize) << 3);
  for (let word = fromWord; word < toWord; word += 2) {
    const first = ((word * 32) as usize) * stride;
    for (let rest = twoWords(column, word, toWord); rest !== 0; rest &= rest - 1) {
      const at = first + (ctz(rest) as usize) * stride;
      const difference = load<f64>(one + at) - load<f64>(other + at);
      sum += difference * difference;
    }
  }
  return sum;
}

/** A word and the next, if that is one of those wanted. */
function twoWords(column: usize, word: i32, toWord: i32): u64 {
  const at = column + ((word as usize) << 2);
  return word + 1 < toWord ? load<u64>(at) : (load<u32>(at) as u64);
}

/** Σ R(a) over draws `from` to `to`, for every alternative and what pads them, to `into`. */
export function sumRegret(from: i32, to: i32, into: usize): void {
  const stride = (batchStride as usize) << 3;
  for (let lane = 0; lane < batchStride; lane += lanes) {
    const first = standingsRegret + ((lane as usize) << 3);
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    for (let n = from; n < to; n += 1) {
      const at = first + (n as usize) * stride;
      s0 = f64x2.add(s0, v128.load(at));
      s1 = f64x2.add(s1, v128.load(at, 16));
      s2 = f64x2.add(s2, v128.load(at, 32));
      s3 = f64x2.add(s3, v128.load(at, 48));
    }
    const sums = into + ((lane as usize) << 3);
    v128.store(sums, s0);
    v128.store(sums, s1, 16);
    v128.store(sums, s2, 32);
    v128.store(sums, s3, 48);
  }
}

/** Splits a column: what is in `chosen` as well goes to `into`, the rest stays. Addresses. */
export function splitColumn(column: usize, chosen: usize, into: usize, words: i32): void {
  for (let word = 0; word < words; word += blockWords) {
    const at = (word as usize) << 2;
    const all = v128.load(column + at);
    const some = v128.load(chosen + at);
    v128.store(into + at, v128.and(all, some));
    v128.store(column + at, v128.andnot(all, some));
  }
}
