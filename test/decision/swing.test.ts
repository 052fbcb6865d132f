import { describe, expect, it } from 'vitest';
import { weightIds } from '../../src/cli/read-answers.js';
import { decide } from '../../src/decision/decide.js';
import { swingWeights } from '../../src/decision/swing.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { knowledge } from '../knowledge.js';

const { weights } = decide(knowledge, {});

describe('swing weighting', () => {
  it.each([
    ['drugis tutorial 4', [100, 75, 50, 25], [0.4, 0.3, 0.2, 0.1], 12],
    ['the test suite of an MCDA teaching application, printed to four digits', [100, 60, 70, 40], [0.3704, 0.2222, 0.2593, 0.1481], 4],
  ])('gives the published shares of the rated weight over equal ranges: %s', (_source, points, shares, digits) => {
    const rated = ['latency', 'cash', 'adopt-effort', 'run-effort'];
    const given = swingWeights(
      Object.fromEntries(rated.map((id, index) => [id, { points: points[index] ?? 0, worst: 0, best: 1 }])),
      weights,
    );
    const total = Object.values(given).reduce((sum, weight) => sum + weight, 0);
    expect(rated.map((id) => (given[id] ?? 0) / total)).toEqual(shares.map((share) => expect.closeTo(share, digits)));
    expect(total).toBeCloseTo(
      weights.burdens.latency + weights.burdens.cash + weights.burdens['adopt-effort'] + weights.burdens['run-effort'],
      12,
    );
  });

  it('takes less weight for the same points over a wider range', () => {
    const given = swingWeights({ latency: { points: 100, worst: 0, best: 1 }, cash: { points: 100, worst: 0.5, best: 1 } }, weights);
    expect(given['cash']).toBeCloseTo(2 * (given['latency'] ?? 0), 12);
  });

  it('leaves out what weighs nothing in these answers', () => {
    expect(swingWeights({ footprint: { points: 100, worst: 0, best: 1 } }, weights)).toEqual({});
  });

  it('is read from an answers file, which must give the largest swing 100 points', () => {
    const read = (text: string) => parseAnswers(knowledge.questionnaire, weightIds(knowledge), 'a.yaml', text);
    expect(
      read('swing: { latency: { points: 100, worst: 0.2, best: 0.9 }, cash: { points: 40, worst: 0.1, best: 1 } }').swing,
    ).toHaveProperty('latency');
    expect(() => read('swing: { latency: { points: 90, worst: 0.2, best: 0.9 }, cash: { points: 40, worst: 0.1, best: 1 } }')).toThrow(
      /largest with 100/,
    );
    expect(() => read('swing: { latensy: { points: 100, worst: 0.2, best: 0.9 }, cash: { points: 40, worst: 0.1, best: 1 } }')).toThrow(
      /did you mean `latency`/,
    );
  });
});
