import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.js';
import type { SupportLevel } from '../../../src/catalog/schema.js';
import { burdens } from '../../../src/catalog/schema.js';
import { isGrid } from '../../../src/condition/answer-value.js';
import { type Decision, decide, type Knowledge } from '../../../src/decision/decide.js';
import type { Answers } from '../../../src/decision/situation.js';
import { knowledge } from '../../knowledge.js';
import { arbitraryAnswers } from './arbitrary-answers.js';
import { arbitraryKnowledge } from './arbitrary-knowledge.js';

/** Laws of the decision (decision-model section 9), on the shipped catalog and on generated ones, for any answers. */
const answers = arbitraryAnswers(knowledge.questionnaire);
const anyKnowledge = fc.oneof({ weight: 2, arbitrary: fc.constant(knowledge) }, { weight: 1, arbitrary: arbitraryKnowledge });
const runs = { numRuns: 80 };

const scores = ({ ranking }: Decision) => new Map(ranking.map(({ alternative, score }) => [alternative.id, score.score]));
const order = ({ ranking }: Decision) => ranking.map(({ alternative }) => alternative.id);
const held = ({ weights }: Decision): Record<string, number> => ({ ...weights.facets, ...weights.burdens });

/** The catalog with every statement of one alternative about one capability at a level, without conditions. */
function withSupport(base: Knowledge, alternative: string, capability: string, level: SupportLevel): Knowledge {
  const [candidate = '', variant = ''] = alternative.split('/');
  const catalog: Catalog = {
    ...base.catalog,
    candidates: base.catalog.candidates.map((one) =>
      one.id !== candidate
        ? one
        : {
            ...one,
            capabilities: {
              ...one.capabilities,
              [capability]: { ...one.capabilities[capability], [variant]: [{ ...template, level }] },
            },
          },
    ),
  };
  return { ...base, catalog };
}

const template = {
  since: null,
  maturity: null,
  note: 'law',
  basis: 'judgement' as const,
  sources: ['law'],
  components: [],
  work: [],
  conflicts: [],
  proof: [],
};
const alternative = fc.constantFrom(
  ...knowledge.catalog.candidates.flatMap(({ id, variants }) => variants.map((variant) => `${id}/${variant.id}`)),
);
const meshCapability = fc.constantFrom(...knowledge.catalog.capabilities.filter(({ layer }) => layer === 'mesh').map(({ id }) => id));

describe('laws of the decision', () => {
  it('better support of the same footprint never lowers the value of an alternative, and never rules it out', () => {
    const ladder = ['unsupported', 'experimental', 'do-it-yourself', 'add-on', 'built-in'] as const;
    fc.assert(
      fc.property(anyKnowledge, answers, alternative, meshCapability, (base, given, id, capability) => {
        const rungs = ladder.map((level) =>
          decide(withSupport(base, id, capability, level), given).ranking.find((one) => one.alternative.id === id),
        );
        for (const [index, rung] of rungs.entries()) {
          const below = rungs[index - 1];
          if (below === undefined || rung === undefined) continue;
          // all else equal: TLS built into applications is more than an experiment, and has a latency that the experiment has not
          if (JSON.stringify(rung.footprint) !== JSON.stringify(below.footprint)) continue;
          expect(rung.score.score).toBeGreaterThanOrEqual(below.score.score - 1e-9);
        }
        if (rungs[0]?.feasible === true) expect(rungs.at(-1)?.feasible).toBe(true);
      }),
      runs,
    );
  });

  it('a stricter licence rule never helps an alternative that is not free', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { 'commercial-licence': _, ...open } = given;
        const may = decide(knowledge, { ...open, 'commercial-licence': 'yes' });
        const mayNot = decide(knowledge, { ...open, 'commercial-licence': 'no' });
        for (const {
          alternative: { id, variant },
          feasible,
        } of mayNot.ranking) {
          if (variant.edition !== 'commercial') continue;
          const before = may.ranking.find((one) => one.alternative.id === id);
          if (before?.feasible === false) expect(feasible).toBe(false);
          expect(feasible).toBe(false);
        }
      }),
      runs,
    );
  });

  it('an alternative that fails a must is never recommended', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, (base, given) => {
        const { winner, ranking } = decide(base, given);
        expect(winner?.gates.some(({ outcome }) => outcome === 'fail') ?? false).toBe(false);
        if (winner === undefined) for (const { gates } of ranking) expect(gates.some(({ outcome }) => outcome === 'fail')).toBe(true);
      }),
      runs,
    );
  });

  it('dropping a candidate leaves scores and order of the others', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, fc.constantFrom(...knowledge.catalog.candidates.map(({ id }) => id)), (base, given, dropped) => {
        const all = decide(base, given);
        const fewer = decide(
          { ...base, catalog: { ...base.catalog, candidates: base.catalog.candidates.filter(({ id }) => id !== dropped) } },
          given,
        );
        expect(order(fewer)).toEqual(order(all).filter((id) => !id.startsWith(`${dropped}/`)));
        for (const [id, score] of scores(fewer)) expect(score).toBe(scores(all).get(id));
      }),
      runs,
    );
  });

  it('a need that all meet equally, without work, changes no order and no feasibility', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom('must', 'should', 'nice'), (given, level) => {
        const grid = given['security-needs'];
        const rows = grid !== undefined && isGrid(grid) ? grid : {};
        const { 'workload-identity-spiffe': _, ...others } = { ...rows };
        const without: Answers = { ...given, 'security-needs': others };
        const added: Answers = { ...given, 'security-needs': { ...others, 'workload-identity-spiffe': level } };
        const base = knowledge.catalog.candidates.reduce<Knowledge>(
          (sum, { id, variants }) =>
            variants.reduce((inner, variant) => withSupport(inner, `${id}/${variant.id}`, 'workload-identity-spiffe', 'built-in'), sum),
          knowledge,
        );
        const before = decide(base, without);
        const after = decide(base, added);
        if (before.situation.needs.some(({ capability }) => capability === 'workload-identity-spiffe')) return;
        expect(order(after)).toEqual(order(before));
      }),
      runs,
    );
  });

  it('saying one wish in two rows of a facet changes nothing where both are met alike', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom('must', 'should', 'nice'), (given, level) => {
        const base = knowledge.catalog.candidates.reduce<Knowledge>(
          (sum, { id, variants }, index) =>
            variants.reduce(
              (inner, variant) =>
                ['retries', 'retry-budgets'].reduce(
                  (one, capability) => withSupport(one, `${id}/${variant.id}`, capability, index % 2 === 0 ? 'built-in' : 'experimental'),
                  inner,
                ),
              sum,
            ),
          knowledge,
        );
        const { goals: _, 'traffic-needs': __, ...rest } = given;
        const once = decide(base, { ...rest, 'traffic-needs': { retries: level } });
        const twice = decide(base, { ...rest, 'traffic-needs': { retries: level, 'retry-budgets': level } });
        for (const [id, score] of scores(twice)) expect(score).toBeCloseTo(scores(once).get(id) ?? Number.NaN, 9);
      }),
      runs,
    );
  });

  it('scaling all weights changes nothing', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, fc.double({ min: 0.01, max: 50, noNaN: true }), (base, given, factor) => {
        const decision = decide(base, given);
        const scaled = decide(base, given, Object.fromEntries(Object.entries(held(decision)).map(([id, weight]) => [id, weight * factor])));
        for (const [id, score] of scores(scaled)) expect(score).toBeCloseTo(scores(decision).get(id) ?? Number.NaN, 8);
      }),
      runs,
    );
  });

  it('the order of answers changes nothing, and equal inputs give equal bytes', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, (base, given) => {
        const text = ({ situation: { facts: _, ...situation }, ...decision }: Decision) => JSON.stringify({ ...decision, situation });
        const reordered = Object.fromEntries(Object.entries(given).reverse());
        expect(text(decide(base, reordered))).toBe(text(decide(base, given)));
      }),
      runs,
    );
  });

  it('contributions sum to the score', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, (base, given) => {
        for (const { score } of decide(base, given).ranking) {
          expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score.score, 9);
          expect(score.low).toBeLessThanOrEqual(score.score + 1e-9);
          expect(score.high).toBeGreaterThanOrEqual(score.score - 1e-9);
        }
      }),
      runs,
    );
  });

  it('every score lies between 0 and 100', () => {
    fc.assert(
      fc.property(anyKnowledge, answers, (base, given) => {
        for (const { score, burdens: values } of decide(base, given).ranking) {
          expect(score.score).toBeGreaterThanOrEqual(-1e-9);
          expect(score.score).toBeLessThanOrEqual(100 + 1e-9);
          expect(values.map(({ burden }) => burden).sort()).toEqual([...burdens].sort());
        }
      }),
      runs,
    );
  });
});
