import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDraw, plainValues, statementSources } from '../../../bench/plain.js';
import { decide, type Knowledge } from '../../../src/decision/decide.js';
import { setAnswers, setDrawnAnswers } from '../../../src/decision/robustness/answers-to-columns.js';
import { bitAt } from '../../../src/decision/robustness/batch.js';
import { type Prepared, prepare, run, settingsOf } from '../../../src/decision/robustness/prepared.js';
import type { Answers } from '../../../src/decision/situation.js';
import { knowledge } from '../../knowledge.js';
import { arbitraryAnswers } from '../laws/arbitrary-answers.js';
import { arbitraryKnowledge } from '../laws/arbitrary-knowledge.js';

const answers = arbitraryAnswers(knowledge.questionnaire);
const overrides = fc.constantFrom({}, { cash: 5, 'workload-mtls': 7, footprint: 2 }, { latency: 0 });
const shipped = prepare(knowledge, { draws: 256 });

/** Score and feasibility by alternative, at likely values, from the typed arrays. */
function compiled(prepared: Prepared, given: Answers, weights: Readonly<Record<string, number>>) {
  const { model, batches, likely } = prepared;
  setAnswers(model, batches.single, given);
  run(prepared, batches.single, likely, { ...settingsOf(model, weights), scoreRuledOut: true });
  return new Map(
    model.alternatives.map(({ id }, a) => [
      id,
      { score: 100 * (batches.single.values[a] ?? 0), feasible: !bitAt(batches.single, model.failures + a, 0) },
    ]),
  );
}

function expectAgreement(base: Knowledge, prepared: Prepared, given: Answers, weights: Readonly<Record<string, number>>) {
  const fast = compiled(prepared, given, weights);
  for (const { alternative, score, feasible } of decide(base, given, weights).ranking) {
    expect(fast.get(alternative.id)?.feasible).toBe(feasible);
    expect(fast.get(alternative.id)?.score).toBeCloseTo(score.score, 9);
  }
}

describe('the compiled model', () => {
  it('agrees with decide at likely values, for any answers and weights', () => {
    fc.assert(
      fc.property(answers, overrides, (given, weights) => expectAgreement(knowledge, shipped, given, weights)),
      { numRuns: 200 },
    );
  });

  it('agrees with decide for any catalog: conditions, conflicts, components, work', () => {
    fc.assert(
      fc.property(arbitraryKnowledge, fc.array(answers, { minLength: 5, maxLength: 5 }), (base, some) => {
        const prepared = prepare(base, { draws: 32 });
        for (const given of some) expectAgreement(base, prepared, given, {});
      }),
      { numRuns: 15 },
    );
  });

  it('gives each draw the value that the obvious way gives it', () => {
    const sources = statementSources(knowledge.catalog);
    fc.assert(
      fc.property(answers, fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }), (given, some) => {
        const { model, batches, draws } = shipped;
        setDrawnAnswers(model, batches.analysis, draws.answers, given);
        run(shipped, batches.analysis, draws.values, { ...settingsOf(model, {}), scoreRuledOut: true });
        for (const n of some) {
          for (const [a, { value, feasible }] of plainValues(shipped, sources, plainDraw(shipped, n)).entries()) {
            expect(batches.analysis.values[n * batches.analysis.stride + a]).toBeCloseTo(value, 10);
            expect(bitAt(batches.analysis, model.failures + a, n)).toBe(!feasible);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
