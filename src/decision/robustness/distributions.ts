import type { Range } from '../../catalog/schema.js';

/**
 * Where a triangular draw lies, as a position from −1 (low) over 0 (likely) to 1 (high). `likelyAt` is the place of the likely value
 * between the ends, 0 to 1; the position read back through {@link rangeAt} has the triangular distribution on that range.
 * @param u uniform in (0, 1)
 */
export function triangularPosition(u: number, likelyAt: number): number {
  return u < likelyAt ? Math.sqrt(u / likelyAt) - 1 : 1 - Math.sqrt((1 - u) / (1 - likelyAt));
}

/** The value of a range at a position; 0 is exactly the likely value. */
export function rangeAt(range: Range, position: number): number {
  return position > 0 ? range[1] + position * (range[2] - range[1]) : range[1] + position * (range[1] - range[0]);
}

/** Place of the likely value between the ends, 0 to 1; one half for a range without width. */
export function likelyPlace(range: Range): number {
  return range[2] > range[0] ? (range[1] - range[0]) / (range[2] - range[0]) : 0.5;
}

const steps = 4096;

/**
 * Log-uniform between 1/2 and 2 in 4096 equal steps, 2^((2k + 1)/4096 − 1), and the factor 1 behind them. Made of square roots and products alone, which IEEE 754
 * rounds the same everywhere.
 */
export const factorTable: Float64Array = powersOfTwo();

/** Index of the factor 1 in {@link factorTable}, behind the drawn ones. */
export const unitFactor = steps;

/**
 * Value of a number question at a quantile. The likely value of the prior is its median, and on either side the density falls to the
 * ends. Ranges whose ends differ fourfold or more are on the ratio scale (a prior of 5, 30, 300 services means "a few dozen, give or
 * take a factor"), others on the linear one.
 * @param prior [low, likely, high]
 * @param u quantile in (0, 1)
 */
export function priorQuantile(prior: Range, u: number): number {
  const position = triangularPosition(u, 0.5);
  const [low, likely, high] = prior;
  if (low <= 0 || high < 4 * low) return rangeAt(prior, position);
  return position > 0 ? likely * dyadicPower(high / likely, position) : likely / dyadicPower(likely / low, -position);
}

/** base^exponent for an exponent in [0, 1], to 2^−20 of the exponent, by square roots alone. */
export function dyadicPower(base: number, exponent: number): number {
  let result = 1;
  let root = base;
  let rest = exponent;
  if (rest >= 1) return base;
  for (let bit = 0; bit < 20; bit += 1) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
  }
  return result;
}

/** Binary logarithm by repeated squaring: the same bits on every machine, unlike Math.log2. @param x positive, finite */
export function log2(x: number): number {
  let whole = 0;
  let rest = x;
  while (rest >= 2) {
    rest /= 2;
    whole += 1;
  }
  while (rest < 1) {
    rest *= 2;
    whole -= 1;
  }
  let fraction = 0;
  let bit = 0.5;
  for (let index = 0; index < 44; index += 1) {
    rest *= rest;
    if (rest >= 2) {
      rest /= 2;
      fraction += bit;
    }
    bit /= 2;
  }
  return whole + fraction;
}

function powersOfTwo(): Float64Array {
  const roots: number[] = [];
  let root = 2;
  for (let bit = 0; bit < 12; bit += 1) {
    root = Math.sqrt(root);
    roots.push(root);
  }
  const half = Math.sqrt(roots[11] ?? 1);
  return Float64Array.from({ length: steps + 1 }, (_, index) => {
    if (index === steps) return 1;
    let exponent = 1;
    for (let bit = 0; bit < 12; bit += 1) if ((index & (1 << (11 - bit))) !== 0) exponent *= roots[bit] ?? 1;
    // 2^(index/4096) squared is 2^(2 index/4096); the half step centres the cell
    return (exponent * half * (exponent * half)) / 2;
  });
}
