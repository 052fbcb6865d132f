import { setF64 } from './access';
import { blockSize, positionSteps } from './sizes';

/** xoshiro128** (Blackman & Vigna 2018, ACM TOMS 47:36), as in ../robustness/random.ts; one stream at a time. */
let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;
let d: u32 = 0;

function start(s0: i32, s1: i32, s2: i32, s3: i32): void {
  a = s0;
  b = s1;
  c = s2;
  d = s3;
}

function next(): u32 {
  const result = rotl<u32>(b * 5, 7) * 9;
  const t = b << 9;
  c ^= a;
  d ^= b;
  b ^= c;
  a ^= d;
  c ^= t;
  d = rotl<u32>(d, 11);
  return result;
}

/** A number in (0, 1): the middle of one of 2^32 equal cells. */
function uniform(): f64 {
  return ((next() as f64) + 0.5) / 4294967296.0;
}

/** The first numbers in (0, 1) of a stream. */
export function drawUniforms(s0: i32, s1: i32, s2: i32, s3: i32, into: usize, count: i32): void {
  start(s0, s1, s2, s3);
  for (let n = 0; n < count; n += 1) setF64(into, n, uniform());
}

/**
 * Triangular positions of one row, in steps, in blocks of `rows` rows. `triangularPosition` with the likely value at `place`.
 */
export function drawPositions(s0: i32, s1: i32, s2: i32, s3: i32, place: f64, into: usize, rows: i32, row: i32, size: i32): void {
  start(s0, s1, s2, s3);
  const step: f64 = 1 / (positionSteps as f64);
  for (let n = 0; n < size; n += 1) {
    const u = uniform();
    const position = u < place ? sqrt<f64>(u / place) - 1 : 1 - sqrt<f64>((1 - u) / (1 - place));
    store<i16>(into + ((placeOf(n, rows, row) as usize) << 1), rounded(position / step) as i16);
  }
}

/** Indices into the table of factors of one row, in the same order. */
export function drawFactors(s0: i32, s1: i32, s2: i32, s3: i32, into: usize, rows: i32, row: i32, size: i32): void {
  start(s0, s1, s2, s3);
  for (let n = 0; n < size; n += 1) store<u16>(into + ((placeOf(n, rows, row) as usize) << 1), (next() >>> 20) as u16);
}

function placeOf(n: i32, rows: i32, row: i32): i32 {
  const block = n / blockSize;
  return (block * rows + row) * blockSize + (n - block * blockSize);
}

/** As Math.round does: halves go up. */
function rounded(x: f64): f64 {
  const whole = floor<f64>(x);
  return x - whole >= 0.5 ? whole + 1 : whole;
}
