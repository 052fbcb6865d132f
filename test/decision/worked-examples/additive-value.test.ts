import { describe, expect, it } from 'vitest';
import { nearestTie, stableInterval } from '../../../src/decision/robustness/weight-intervals.js';
import { valueAt } from '../../../src/decision/value-function.js';

const curve = (points: [number, number][]) => ({ unit: '', rationale: '', points });
const subtract = (a: readonly number[], b: readonly number[]) => a.map((value, j) => value - (b[j] ?? 0));
const sum = (weights: readonly number[], values: readonly number[]) =>
  weights.reduce((total, weight, j) => total + weight * (values[j] ?? 0), 0);

describe('piecewise-linear value functions (rsmaa, smaa/tests/pvf.R at 2ce6bbd)', () => {
  it('T9: 1, 0.8, 0.5, 0 at 50, 75, 90, 100, clipped outside', () => {
    const f = curve([
      [50, 1],
      [75, 0.8],
      [90, 0.5],
      [100, 0],
    ]);
    for (const [x, y] of [
      [60, 0.92],
      [75, 0.8],
      [90, 0.5],
      [10, 1],
      [120, 0],
    ] as const)
      expect(valueAt(f, x)).toBeCloseTo(y, 9);
  });

  it('T10: 0, 0.1, 0.9, 1 at −0.15, 0, 0.25, 0.35', () => {
    expect(
      valueAt(
        curve([
          [-0.15, 0],
          [0, 0.1],
          [0.25, 0.9],
          [0.35, 1],
        ]),
        0.1,
      ),
    ).toBeCloseTo(0.42, 9);
  });
});

describe('additive value', () => {
  it('T22: [[1, 0, 3], [0, 5, 6]] with unit weights is 4 and 11 (scikit-criteria, tests/agg/test_simple.py at 35f17ee)', () => {
    expect(
      [
        [1, 0, 3],
        [0, 5, 6],
      ].map((row) => sum([1, 1, 1], row)),
    ).toEqual([4, 11]);
  });
});

/**
 * T12 and T13: formulas of Triantaphyllou & Sanchez 1997, Decision Sciences 28:151–194; the input table is as recalled from that paper
 * and could not be read again, the arithmetic is checked.
 */
describe('weight stability', () => {
  const weights = [0.3277, 0.3058, 0.2876, 0.079];
  const alternatives = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.024, 0.1172, 0.3184, 0.1215],
  ];
  const [winner = [], ...others] = alternatives;
  const rivals = others.map((values, index) => ({ id: `A${index + 2}`, d: subtract(winner, values) }));

  it('totals are 0.3162, 0.2768, 0.2623, 0.1449', () => {
    for (const [a, total] of [0.3162, 0.2768, 0.2623, 0.1449].entries()) expect(sum(weights, alternatives[a] ?? [])).toBeCloseTo(total, 3);
  });

  it('T12: the smallest change of each weight that ties A1 with A2 and with A3', () => {
    // a positive figure lowers the weight; null: no weight of at least 0 does it
    const expected: Record<string, readonly (number | null)[]> = {
      A2: [null, -0.7024, 0.1866, -0.0903],
      A3: [-0.3794, null, 0.2017, null],
      A4: [null, null, null, null],
    };
    for (const { id, d } of rivals) {
      for (const [k, weight] of weights.entries()) {
        const { low, high, lowRival } = stableInterval(weights, [{ id, d }], k);
        const change = high !== null ? weight - high : lowRival === null ? null : weight - low;
        const figure = expected[id]?.[k] ?? null;
        if (figure === null) expect(change).toBeNull();
        else expect(change).toBeCloseTo(figure, 3);
      }
    }
  });

  it('T13: renormalised intervals [0, 0.5126], [0, 0.5922], [0.1242, 1], [0, 0.1552]', () => {
    const expected = [
      [0, 0.5126],
      [0, 0.5922],
      [0.1242, 1],
      [0, 0.1552],
    ];
    const total = weights.reduce((all, weight) => all + weight, 0);
    for (const [k, [from, to]] of expected.entries()) {
      const { low, high } = stableInterval(weights, rivals, k);
      const rest = total - (weights[k] ?? 0);
      expect(low / (low + rest)).toBeCloseTo(from ?? 0, 3);
      expect(high === null ? 1 : high / (high + rest)).toBeCloseTo(to ?? 1, 3);
    }
  });

  // relapse rate and three adverse events in percent, lower is better, on observed ranges: zynbritaSimplified.json of drugis at 34bc9aa
  const daclizumab = [1, 0, 0, 0];
  const interferon = [0, 1, 1, 1];

  it('T16: interferon wins at equal weights, 0.75 to 0.25', () => {
    const equal = [0.25, 0.25, 0.25, 0.25];
    expect(sum(equal, interferon)).toBe(0.75);
    expect(sum(equal, daclizumab)).toBe(0.25);
  });

  it('T17: only the weight of relapses flips it, at exactly one half; the nearest weights are at L1 distance 0.5', () => {
    const equal = [0.25, 0.25, 0.25, 0.25];
    const d = subtract(interferon, daclizumab);
    const flips = equal.map((_, k) => stableInterval(equal, [{ id: 'daclizumab', d }], k));
    const [relapses, ...events] = flips;
    expect((relapses?.high ?? 0) / ((relapses?.high ?? 0) + 0.75)).toBeCloseTo(0.5, 12);
    // lowering one of three adverse events to nothing leaves 0.5 against 0.25
    for (const { low, high } of events) expect([low, high]).toEqual([0, null]);
    const nearest = nearestTie(equal, d) ?? [];
    expect(nearest.reduce((total, weight, j) => total + Math.abs(weight - (equal[j] ?? 0)), 0)).toBeCloseTo(0.5, 12);
    expect(sum(nearest, d)).toBeCloseTo(0, 12);
  });
});
