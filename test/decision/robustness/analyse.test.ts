import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDraw, plainValues, statementSources } from '../../../bench/plain.js';
import { type AnswerValue, needLevels } from '../../../src/condition/condition.js';
import { decide } from '../../../src/decision/decide.js';
import { flipsOf } from '../../../src/decision/flips.js';
import { analyse, reanalyse } from '../../../src/decision/robustness/analyse.js';
import { prepare } from '../../../src/decision/robustness/prepared.js';
import { pairFlips, singleFlips } from '../../../src/decision/robustness/single-flips.js';
import { type Answers, isNeedLevel, questionsOf } from '../../../src/decision/situation.js';
import type { Question } from '../../../src/questionnaire/schema.js';
import { knowledge } from '../../knowledge.js';
import { arbitraryAnswers } from '../laws/arbitrary-answers.js';

const some = arbitraryAnswers(knowledge.questionnaire);
const prepared = prepare(knowledge, { draws: 512 });
const fortyServices: Answers = {
  goals: ['encrypt-traffic', 'observe'],
  'application-changes': 'no',
  services: 40,
  clusters: 1,
  languages: 3,
  'platform-engineers': 3,
  'commercial-licence': 'no',
  'security-needs': { 'mtls-automatic': 'must' },
  'observability-needs': { 'golden-metrics-l7': 'should' },
};

/** Every question answered with its likeliest answer, but for those named. */
function answersBut(...open: readonly string[]): Answers {
  return Object.fromEntries(
    questionsOf(knowledge.questionnaire)
      .filter(({ id }) => !open.includes(id))
      .flatMap((question) => (question.type === 'text' ? [] : [[question.id, likeliest(question)]])),
  );
}

function likeliest(question: Question): AnswerValue {
  switch (question.type) {
    case 'choice':
      return question.options.reduce((best, option) => ((option.prior ?? 0) > (best.prior ?? 0) ? option : best)).value;
    case 'choices':
      return question.options.filter(({ prior = 0 }) => prior >= 0.45).map(({ value }) => value);
    case 'yes-no':
      return question.prior >= 0.5;
    case 'number':
      return question.prior[1];
    case 'grid':
      return Object.fromEntries(
        question.rows.map(({ capability, prior }) => [
          capability,
          prior === undefined ? 'no' : needLevels.reduce((best, level) => (prior[level] > prior[best] ? level : best)),
        ]),
      );
    case 'text':
      return '';
  }
}

describe('the robustness analysis', () => {
  it('works and says so with no answers at all', () => {
    const robustness = analyse(knowledge, {}, {}, { draws: 1000 });
    expect(robustness.verdict.kind).toBe('close-call');
    expect(robustness.settled).toBe(false);
    expect(robustness.nextQuestion).toBeDefined();
    expect(robustness.questions.length).toBeGreaterThan(60);
  });

  it('throws on no answers that passed validation, and every share is a probability', () => {
    fc.assert(
      fc.property(some, (answers) => {
        const robustness = reanalyse(prepared, answers);
        const firsts = robustness.alternatives.reduce((sum, { first }) => sum + first, 0);
        if (robustness.counted > 0) expect(firsts + robustness.none).toBeCloseTo(1, 9);
        expect(robustness.candidates.reduce((sum, { first }) => sum + first, 0)).toBeCloseTo(firsts, 9);
        for (const [a, row] of robustness.pairwise.entries())
          for (const [b, share] of row.entries())
            if (robustness.counted > 0) expect(share + (robustness.pairwise[b]?.[a] ?? 0)).toBeCloseTo(1, 9);
        for (const { weights } of robustness.centralWeights)
          expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        for (const { evppi, standardError } of robustness.questions) {
          expect(evppi).toBeGreaterThanOrEqual(0);
          expect(standardError).toBeGreaterThanOrEqual(0);
        }
        expect(robustness.entropy).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same bytes for the same input, whatever was analysed before, and another seed gives others within the half-width', () => {
    const first = JSON.stringify(reanalyse(prepared, fortyServices));
    reanalyse(prepared, { services: 7 });
    reanalyse(prepared, {});
    expect(JSON.stringify(reanalyse(prepared, fortyServices))).toBe(first);
    expect(JSON.stringify(reanalyse(prepare(knowledge, { draws: 512 }), fortyServices))).toBe(first);
    const reordered = Object.fromEntries(Object.entries(fortyServices).reverse());
    expect(JSON.stringify(reanalyse(prepared, reordered))).toBe(first);
    const [a, b] = ['one', 'another'].map((seed) => analyse(knowledge, fortyServices, {}, { draws: 4000, seed }));
    for (const [index, { first: share }] of (a?.candidates ?? []).entries())
      expect(Math.abs(share - (b?.candidates[index]?.first ?? 0))).toBeLessThan(2.5 * (a?.halfWidth ?? 0));
  });

  it('counts ranks as one would count them draw by draw', () => {
    const robustness = reanalyse(prepared, fortyServices);
    const sources = statementSources(knowledge.catalog);
    const firsts = new Map<string, number>();
    let none = 0;
    let counted = 0;
    for (let n = 0; n < 512; n += 1) {
      const { model, batches } = prepared;
      if (((batches.analysis.bits[model.impossible * batches.analysis.words + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) continue;
      counted += 1;
      const [best] = plainValues(prepared, sources, plainDraw(prepared, n))
        .filter(({ feasible }) => feasible)
        .sort((x, y) => y.value - x.value);
      if (best === undefined) none += 1;
      else firsts.set(best.id, (firsts.get(best.id) ?? 0) + 1);
    }
    expect(robustness.counted).toBe(counted);
    expect(robustness.none).toBeCloseTo(none / counted, 9);
    for (const { id, first } of robustness.alternatives) expect(first).toBeCloseTo((firsts.get(id) ?? 0) / counted, 2);
  });

  it('counts one whole weight vector for every first place, whatever the number of draws', () => {
    for (const draws of [1, 33, 300]) {
      const some = prepare(knowledge, { draws });
      reanalyse(some, fortyServices);
      const { weights, ranks, width, alternatives } = some.standings;
      for (let a = 0; a < alternatives; a += 1) {
        const total = weights.subarray(a * width, (a + 1) * width).reduce((sum, weight) => sum + weight, 0);
        expect(total).toBeCloseTo(ranks[a * alternatives] ?? Number.NaN, 9);
      }
    }
  });

  it('is sure of what is decided: with everything answered no question is open and it is settled', () => {
    const robustness = reanalyse(prepared, answersBut());
    expect(robustness.questions).toEqual([]);
    expect(robustness.nextQuestion).toBeUndefined();
    expect(robustness.settled).toBe(true);
  });
});

describe('the stop rule', () => {
  it('agrees with enumerating every combination of the open answers', () => {
    const open = ['application-changes', 'shared-library', 'commercial-licence', 'simplicity'];
    for (const base of [answersBut(...open), { ...answersBut(...open), goals: ['resilience', 'encrypt-traffic'], services: 60 }]) {
      const { winner } = decide(knowledge, base);
      const questions = questionsOf(knowledge.questionnaire).filter(({ id }) => open.includes(id));
      let combinations: { readonly answers: Answers; readonly probability: number }[] = [{ answers: base, probability: 1 }];
      for (const question of questions) {
        if (question.type !== 'choice') throw new Error('expected choices');
        const total = question.options.reduce((sum, { prior = 0 }) => sum + prior, 0);
        combinations = combinations.flatMap(({ answers, probability }) =>
          question.options.map(({ value, prior = 0 }) => ({
            answers: { ...answers, [question.id]: value },
            probability: (probability * prior) / total,
          })),
        );
      }
      const exact = combinations
        .filter(({ answers }) => decide(knowledge, answers).winner?.alternative.candidate.id !== winner?.alternative.candidate.id)
        .reduce((sum, { probability }) => sum + probability, 0);
      const { couldDiffer } = reanalyse(prepared, base);
      expect(Math.abs(couldDiffer - exact)).toBeLessThan(3 * Math.sqrt(0.25 / 2048));
    }
  });
});

describe('the value of a question', () => {
  it('is 0 within its error for questions that change nothing', () => {
    const robustness = analyse(knowledge, fortyServices, {}, { draws: 4000 });
    for (const id of ['gitops-tool', 'certificate-source']) {
      const question = robustness.questions.find((one) => one.id === id);
      expect(question?.evppi ?? 0).toBeLessThanOrEqual(3 * (question?.standardError ?? 0));
    }
  });

  it('is that of perfect information for a question whose answer decides everything else being known', () => {
    const base = {
      ...answersBut('application-changes'),
      goals: ['resilience'],
      'traffic-needs': { retries: 'must', timeouts: 'must', 'circuit-breaking': 'must' },
    } satisfies Answers;
    const robustness = reanalyse(prepared, base);
    const ids = robustness.questions.map(({ id }) => id);
    expect(ids).toContain('application-changes');
    expect(robustness.nextQuestion).toBe(robustness.questions[0]?.question);
  });
});

describe('flips over typed arrays', () => {
  it('are those that deciding anew finds', () => {
    const cases: Answers[] = [{}, fortyServices, { ...fortyServices, 'current-mesh': 'linkerd', cni: 'cilium' }, answersBut('goals')];
    for (const answers of cases) {
      const decision = decide(knowledge, answers);
      const plain = flipsOf(knowledge, answers, decision);
      const fast = singleFlips(prepared, answers, decision);
      const key = (flip: { key: string; to: unknown; winner: string | null }) => `${flip.key} ${JSON.stringify(flip.to)} ${flip.winner}`;
      expect(fast.map(key).sort()).toEqual(plain.map(key).sort());
    }
  });

  it('come in pairs that decide agrees with, where neither change does it alone', () => {
    const base: Answers = { services: 5, 'platform-engineers': 2, goals: ['edge'] };
    const decision = decide(knowledge, base);
    const own = decision.winner?.alternative.candidate.id;
    const pairs = pairFlips(prepared, base, decision);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { changes, winner } of pairs) {
      const [one, other] = changes.map(({ question, key, to }) => ({ question: question.id, key, to }));
      if (one === undefined || other === undefined) throw new Error('expected two changes');
      const apply = (answers: Answers, { question, key, to }: typeof one): Answers => {
        if (question === key) return { ...answers, [question]: to };
        const grid = answers[question];
        const rows = typeof grid === 'object' && !Array.isArray(grid) ? grid : {};
        return isNeedLevel(to) ? { ...answers, [question]: { ...rows, [key.slice(question.length + 1)]: to } } : answers;
      };
      const first = (answers: Answers) => decide(knowledge, answers).winner?.alternative;
      expect(first(apply(apply(base, one), other))?.id ?? null).toBe(winner);
      expect(first(apply(base, one))?.candidate.id).toBe(own);
      expect(first(apply(base, other))?.candidate.id).toBe(own);
    }
  });
});
