import { describe, expect, it } from 'vitest';
import { log2 } from '../../../src/decision/robustness/distributions.js';
import { randomStream, uniform } from '../../../src/decision/robustness/random.js';
import { valueAt } from '../../../src/decision/value-function.js';
import { type Draw, smaa } from './smaa.js';

/**
 * Worked examples of SMAA-2. Ties: the sources let all tied alternatives take the better rank; ours share the ranks equally, which
 * differs only where there are ties (none in these examples).
 */
const size = 40_000;

function simplex(next: () => number, n: number): number[] {
  const cuts = [0, ...Array.from({ length: n - 1 }, () => uniform(next)).sort((a, b) => a - b), 1];
  return Array.from({ length: n }, (_, index) => (cuts[index + 1] ?? 1) - (cuts[index] ?? 0));
}

/** Gamma of whole shape as a sum of exponentials; Beta from two of them. */
function beta(next: () => number, a: number, b: number): number {
  const gamma = (shape: number) => {
    let sum = 0;
    for (let n = 0; n < shape; n += 1) sum -= Math.log(uniform(next));
    return sum;
  };
  const x = gamma(a);
  return x / (x + gamma(b));
}

/**
 * Heparin or Enoxaparin after surgery: proximal and distal thrombosis, major bleeding. Measurements and scales of the drugis MCDA
 * application, R/test/thrombo.R and examples/regular-examples/thrombolytics.json at commit 34bc9aa.
 */
const measurements = [
  [
    [20, 116],
    [40, 96],
    [1, 135],
  ],
  [
    [8, 121],
    [32, 97],
    [5, 124],
  ],
] as const;
const scales = [
  [0, 0.25],
  [0.15, 0.4],
  [0, 0.1],
] as const;
const next = randomStream('worked examples', 'thrombolytics');
const outcomes = Array.from({ length: size }, () =>
  measurements.map((row) =>
    row.map(([a, b], criterion) => {
      const [low, high] = scales[criterion] ?? [0, 1];
      return valueAt(
        {
          unit: 'risk',
          rationale: '',
          points: [
            [low, 1],
            [high, 0],
          ],
        },
        beta(next, a, b),
      );
    }),
  ),
);
const withWeights = (weights: () => readonly number[]): Draw[] => outcomes.map((values) => ({ weights: weights(), values }));
const firsts = ({ ranks }: ReturnType<typeof smaa>) => ranks.map((row) => row[0] ?? 0);
/** Confidence factor: first with fixed weights. */
const confidence = (weights: readonly number[] | undefined, alternative: number) =>
  firsts(
    smaa(
      2,
      3,
      withWeights(() => weights ?? []),
    ),
  )[alternative];

describe('SMAA-2 on the published example of two heparins', () => {
  const stream = randomStream('worked examples', 'weights');

  it('T1, no preferences: 0.338 and 0.662, central weights and confidence factors', () => {
    const result = smaa(
      2,
      3,
      withWeights(() => simplex(stream, 3)),
    );
    expect(Math.abs((firsts(result)[0] ?? 0) - 0.338)).toBeLessThan(0.02);
    expect(Math.abs((firsts(result)[1] ?? 0) - 0.662)).toBeLessThan(0.02);
    for (const [criterion, weight] of [0.198, 0.278, 0.524].entries())
      expect(Math.abs((result.central[0]?.[criterion] ?? 0) - weight)).toBeLessThan(0.05);
    for (const [criterion, weight] of [0.412, 0.358, 0.23].entries())
      expect(Math.abs((result.central[1]?.[criterion] ?? 0) - weight)).toBeLessThan(0.05);
    expect(Math.abs((confidence(result.central[0], 0) ?? 0) - 0.639)).toBeLessThan(0.05);
    expect(Math.abs((confidence(result.central[1], 1) ?? 0) - 0.893)).toBeLessThan(0.05);
  });

  it('T2, ordinal preferences proximal, bleeding, distal: 0.137 and 0.863', () => {
    const ordered = () => {
      const [a = 0, b = 0, c = 0] = simplex(stream, 3).sort((x, y) => y - x);
      return [a, c, b];
    };
    const result = smaa(2, 3, withWeights(ordered));
    expect(Math.abs((firsts(result)[0] ?? 0) - 0.137)).toBeLessThan(0.02);
    for (const [criterion, weight] of [0.623, 0.11, 0.267].entries())
      expect(Math.abs((result.central[1]?.[criterion] ?? 0) - weight)).toBeLessThan(0.05);
  });

  it('T3, swing ratios of 2 and 2: weights 4/7, 1/7, 2/7 and 0.105, 0.895', () => {
    const result = smaa(
      2,
      3,
      withWeights(() => [4 / 7, 1 / 7, 2 / 7]),
    );
    expect(Math.abs((firsts(result)[0] ?? 0) - 0.105)).toBeLessThan(0.02);
    expect(Math.abs((firsts(result)[1] ?? 0) - 0.895)).toBeLessThan(0.02);
  });

  it('T4, fixed weights 0.5, 0.2, 0.3: 0.128 and 0.872', () => {
    const result = smaa(
      2,
      3,
      withWeights(() => [0.5, 0.2, 0.3]),
    );
    expect(Math.abs((firsts(result)[0] ?? 0) - 0.128)).toBeLessThan(0.02);
    expect(Math.abs((firsts(result)[1] ?? 0) - 0.872)).toBeLessThan(0.02);
  });
});

describe('SMAA-2 where the answer is known in closed form', () => {
  it('T6, two criteria and a compromise: rank acceptabilities 0.4, 0.1, 0.5; 0.4, 0.1, 0.5; 0.2, 0.8, 0', () => {
    const steps = 10_000;
    const values = [
      [1, 0],
      [0, 1],
      [0.6, 0.6],
    ];
    const draws = Array.from({ length: steps }, (_, n) => ({ weights: [(n + 0.5) / steps, 1 - (n + 0.5) / steps], values }));
    const { ranks, central, wins } = smaa(3, 2, draws);
    const expected = [
      [0.4, 0.1, 0.5],
      [0.4, 0.1, 0.5],
      [0.2, 0.8, 0],
    ];
    for (const [a, row] of expected.entries()) for (const [rank, share] of row.entries()) expect(ranks[a]?.[rank]).toBeCloseTo(share, 3);
    for (const [a, weights] of [
      [0.8, 0.2],
      [0.2, 0.8],
      [0.5, 0.5],
    ].entries())
      for (const [criterion, weight] of weights.entries()) expect(central[a]?.[criterion]).toBeCloseTo(weight, 3);
    expect(wins[0]?.[1]).toBeCloseTo(0.5, 3);
    expect(wins[2]?.[0]).toBeCloseTo(0.6, 3);
  });

  it('T7, three criteria, one alternative best on each: one third each, central weights 11/18, 7/36, 7/36', () => {
    const stream = randomStream('worked examples', 'T7');
    const values = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const { ranks, central } = smaa(
      3,
      3,
      Array.from({ length: size }, () => ({ weights: simplex(stream, 3), values })),
    );
    for (const row of ranks) expect(Math.abs((row[0] ?? 0) - 1 / 3)).toBeLessThan(0.01);
    for (const [criterion, weight] of [11 / 18, 7 / 36, 7 / 36].entries())
      expect(Math.abs((central[0]?.[criterion] ?? 0) - weight)).toBeLessThan(0.005);
  });

  it('T8, a dominated alternative is never first: its central weights are undefined (rsmaa, smaa/tests/nacw.R at 2ce6bbd)', () => {
    const draws = Array.from({ length: 320 }, () => ({
      weights: [1 / 3, 1 / 3, 1 / 3],
      values: [
        [1, 1, 1],
        [0, 0, 0],
      ],
    }));
    const { ranks, central } = smaa(2, 3, draws);
    expect(ranks).toEqual([
      [1, 0],
      [0, 1],
    ]);
    for (const weight of central[0] ?? []) expect(weight).toBeCloseTo(1 / 3, 12);
    expect(central[1]).toBeUndefined();
  });

  it('tied alternatives share their ranks equally, and win one half of each comparison', () => {
    const draws = Array.from({ length: 64 }, () => ({ weights: [1], values: [[0.5], [0.5], [0.2]] }));
    const { ranks, wins } = smaa(3, 1, draws);
    expect(ranks).toEqual([
      [0.5, 0.5, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
    ]);
    expect(wins[0]?.[1]).toBe(0.5);
  });

  it('T5, choice entropy of the published first ranks 0.3504 and 0.6496 is 0.9344248 bits (rsmaa, smaa-Ex.Rout.save at 2ce6bbd)', () => {
    const entropy = [0.3504, 0.6496].reduce((sum, share) => sum - share * log2(share), 0);
    expect(entropy).toBeCloseTo(0.9344248, 7);
  });
});
