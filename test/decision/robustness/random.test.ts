import { describe, expect, it } from 'vitest';
import {
  dyadicPower,
  factorTable,
  likelyPlace,
  log2,
  priorQuantile,
  rangeAt,
  triangularPosition,
  unitFactor,
} from '../../../src/decision/robustness/distributions.js';
import { randomStream, uniform, xoshiro128 } from '../../../src/decision/robustness/random.js';

describe('random streams', () => {
  it('are xoshiro128**: the first numbers from the state 1, 2, 3, 4 are those of the reference', () => {
    // reference: Blackman & Vigna, xoshiro128starstar.c, also the test vector of the crate rand_xoshiro
    const next = xoshiro128(1, 2, 3, 4);
    expect([next(), next(), next(), next()]).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('refuse the state that would give zeros for ever', () => {
    expect(() => xoshiro128(0, 0, 0, 0)).toThrow(RangeError);
  });

  it('depend on the seed and the variable, and on nothing else', () => {
    const take = (seed: string, id: string) => {
      const next = randomStream(seed, id);
      return [next(), next(), next()];
    };
    expect(take('model 1', 'services')).toEqual(take('model 1', 'services'));
    expect(take('model 1', 'services')).not.toEqual(take('model 1', 'pods'));
    expect(take('model 1', 'services')).not.toEqual(take('model 2', 'services'));
  });

  it('are uniform: means of 20,000 numbers of several streams lie within four standard errors of one half', () => {
    for (const id of ['a', 'b', 'services', 'weight:cash']) {
      const next = randomStream('model 1', id);
      let sum = 0;
      for (let n = 0; n < 20_000; n += 1) sum += uniform(next);
      expect(Math.abs(sum / 20_000 - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 20_000));
    }
  });
});

describe('distributions', () => {
  it('draw a triangular position whose range has the mean and variance of the triangular distribution', () => {
    const range = [1, 2, 6] as const;
    const next = randomStream('test', 'triangular');
    let sum = 0;
    let squares = 0;
    const size = 40_000;
    for (let n = 0; n < size; n += 1) {
      const value = rangeAt(range, triangularPosition(uniform(next), likelyPlace(range)));
      sum += value;
      squares += value * value;
    }
    const mean = sum / size;
    const [a, c, b] = range;
    expect(mean).toBeCloseTo((a + b + c) / 3, 1);
    expect(squares / size - mean * mean).toBeCloseTo((a * a + b * b + c * c - a * b - a * c - b * c) / 18, 1);
  });

  it('hit the ends and the likely value exactly', () => {
    expect([-1, 0, 1].map((position) => rangeAt([1, 2, 6], position))).toEqual([1, 2, 6]);
  });

  it('make factors between one half and two, log-uniform, without logarithms', () => {
    expect(factorTable[unitFactor]).toBe(1);
    for (const [index, factor] of factorTable.subarray(0, unitFactor).entries())
      expect(factor).toBeCloseTo(2 ** ((2 * index + 1) / 4096 - 1), 12);
  });

  it('take powers and binary logarithms by square roots and squares', () => {
    for (const [base, exponent] of [
      [10, 0.3],
      [2, 0.5],
      [7, 0.999],
      [3, 0],
    ] as const)
      expect(dyadicPower(base, exponent)).toBeCloseTo(base ** exponent, 4);
    for (const x of [1e-6, 0.3, 0.5, 1, 3, 1000]) expect(log2(x)).toBeCloseTo(Math.log2(x), 10);
  });

  it('put half of a prior on either side of the likely figure, on the ratio scale for wide ranges', () => {
    expect(priorQuantile([5, 30, 300], 0.5)).toBeCloseTo(30, 9);
    expect(priorQuantile([5, 30, 300], 1e-9)).toBeCloseTo(5, 2);
    expect(priorQuantile([5, 30, 300], 1 - 1e-9)).toBeCloseTo(300, 0);
    expect(priorQuantile([2, 3, 6], 0.5)).toBe(3);
  });
});
