import fc from 'fast-check';
import type { Candidate, Statement } from '../../../src/catalog/schema.js';
import { supportLevels } from '../../../src/catalog/schema.js';
import type { Knowledge } from '../../../src/decision/decide.js';
import { knowledge } from '../../knowledge.js';
import { present } from './arbitrary-answers.js';

const component = fc.constantFrom(...knowledge.catalog.components.map(({ id }) => id));
const capability = fc.constantFrom(...knowledge.catalog.capabilities.filter(({ layer }) => layer === 'mesh').map(({ id }) => id));
const effort = fc.integer({ min: 0, max: 12 }).map((days): [number, number, number] => [days / 2, days, days * 3]);

const statement: fc.Arbitrary<Statement> = fc.record({
  level: fc.constantFrom(...supportLevels),
  when: fc.option(
    fc.constantFrom(
      { question: 'shared-library', is: 'one-framework' },
      { not: { question: 'cni', is: 'cilium' } },
      { all: [{ question: 'orchestrators', known: true }, { not: { question: 'orchestrators', includes: 'kubernetes' } }] },
      { profile: 'services', 'at-least': 50 },
      { need: 'authz-l7', 'at-least': 'should' as const },
      { question: 'clusters', 'at-least': 2 },
    ),
    { nil: undefined },
  ),
  since: fc.constant(null),
  maturity: fc.constant(null),
  note: fc.constant('generated'),
  basis: fc.constant('judgement' as const),
  sources: fc.constant(['generated']),
  components: fc.uniqueArray(component, { maxLength: 3 }),
  work: fc.array(
    fc.record({
      per: fc.constantFrom('once' as const, 'cluster' as const, 'language' as const, 'service' as const),
      adopt: effort,
      run: effort,
      why: fc.constant('generated'),
    }),
    {
      maxLength: 2,
    },
  ),
  conflicts: fc.uniqueArray(capability, { maxLength: 2 }),
  proof: fc.constant([]),
});

const statements = fc.array(statement, { minLength: 1, maxLength: 3 });

/** Catalogs with the shipped questionnaire, model and footprint, but whatever support, conditions, conflicts and work. */
export const arbitraryKnowledge: fc.Arbitrary<Knowledge> = fc
  .tuple(...knowledge.catalog.candidates.map((candidate) => arbitraryCandidate(candidate)))
  .map((candidates) => ({ ...knowledge, catalog: { ...knowledge.catalog, candidates } }));

function arbitraryCandidate(candidate: Candidate): fc.Arbitrary<Candidate> {
  const byVariant = fc
    .record(Object.fromEntries(['all', ...candidate.variants.map(({ id }) => id)].map((id) => [id, statements])), { requiredKeys: [] })
    .map(present);
  return fc.dictionary(capability, byVariant, { minKeys: 20, maxKeys: 60 }).map((capabilities) => ({ ...candidate, capabilities }));
}
