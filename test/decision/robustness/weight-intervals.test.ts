import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide } from '../../../src/decision/decide.js';
import { nearestWeights, weightIntervals } from '../../../src/decision/robustness/weight-intervals.js';
import { knowledge } from '../../knowledge.js';
import { arbitraryAnswers } from '../laws/arbitrary-answers.js';

const answers = arbitraryAnswers(knowledge.questionnaire);

/** Overrides that hold every weight of a decision where it is. */
function held({ weights }: Decision): Record<string, number> {
  return { ...weights.facets, ...weights.burdens };
}

describe('weight intervals', () => {
  it('agree with brute force: inside, the winner stays; a little outside, it does not', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (given, pick) => {
        const decision = decide(knowledge, given);
        const intervals = weightIntervals(decision);
        const interval = intervals[pick % Math.max(1, intervals.length)];
        if (decision.winner === undefined || interval === undefined) return;
        const { id, low, high } = interval;
        const winnerAt = (weight: number) => decide(knowledge, given, { ...held(decision), [id]: weight }).winner?.alternative.id;
        const own = decision.winner.alternative.id;
        const end = high ?? Math.max(interval.weight, low) * 3 + 5;
        for (const share of [0.02, 0.5, 0.98]) expect(winnerAt(low + (end - low) * share)).toBe(own);
        const margin = 1e-6 * (1 + end);
        if (interval.lowRival !== null && low > margin) expect(winnerAt(low - margin)).not.toBe(own);
        if (high !== null) expect(winnerAt(high + margin)).not.toBe(own);
      }),
      { numRuns: 60 },
    );
  });

  it('contain the present weight', () => {
    fc.assert(
      fc.property(answers, (given) => {
        for (const { low, high, weight } of weightIntervals(decide(knowledge, given))) {
          expect(low).toBeLessThanOrEqual(weight + 1e-9);
          if (high !== null) expect(high).toBeGreaterThanOrEqual(weight - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the nearest preferences', () => {
  it('tie the winner with another candidate, and no smaller step in the same direction does', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const decision = decide(knowledge, given);
        const nearest = nearestWeights(decision);
        const total = Object.values(held(decision)).reduce((sum, weight) => sum + weight, 0);
        if (decision.winner === undefined || nearest === undefined || nearest.distance === 0) return;
        const own = decision.winner.alternative.candidate.id;
        const at = (share: number) => {
          const weights = held(decision);
          for (const { id, from, to } of nearest.changes) weights[id] = total * Math.max(0, from + share * (to - from));
          const { ranking, winner } = decide(knowledge, given, weights);
          const rival = ranking.find(({ alternative }) => alternative.id === nearest.rival)?.score.score ?? 0;
          const kept = Math.max(
            ...ranking
              .filter((one) => one.feasible && one.alternative.id === decision.winner?.alternative.id)
              .map(({ score }) => score.score),
          );
          return { winner: winner?.alternative.candidate.id, gap: kept - rival };
        };
        expect(at(1).gap).toBeCloseTo(0, 6);
        expect(at(0.98).winner).toBe(own);
      }),
      { numRuns: 60 },
    );
  });
});
