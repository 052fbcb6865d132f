import { describe, expect, it } from 'vitest';
import { weightIds } from '../../src/cli/read-answers.js';
import { decide } from '../../src/decision/decide.js';
import { swingWeights } from '../../src/decision/swing.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { knowledge } from '../knowledge.js';

const { weights } = decide(knowledge, {});

describe('swing weighting', () => {
  it('gives 0.4, 0.3, 0.2, 0.1 of the rated weight for 100, 75, 50, 25 points over equal ranges (drugis tutorial 4)', () => {
    const rated = { latency: 100, cash: 75, 'adopt-effort': 50, 'run-effort': 25 };
    const given = swingWeights(
      Object.fromEntries(Object.entries(rated).map(([id, points]) => [id, { points, worst: 0, best: 1 }])),
      weights,
    );
    const total = Object.values(given).reduce((sum, weight) => sum + weight, 0);
    expect(Object.values(given).map((weight) => weight / total)).toEqual([0.4, 0.3, 0.2, 0.1].map((share) => expect.closeTo(share, 12)));
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
