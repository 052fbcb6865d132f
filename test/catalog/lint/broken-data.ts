import { lintInput, readLintTexts } from '../../../scripts/lint-input.js';
import type { Catalog } from '../../../src/catalog/catalog.js';
import type { LintInput } from '../../../src/catalog/lint/rule.js';
import type { Candidate, Source, Statement } from '../../../src/catalog/schema.js';

const today = '2026-11-26';

/** The data of this repository, as the lint sees it. */
export const realInput: { catalog: LintInput; questions: ReturnType<typeof lintInput>['questions'] } = lintInput(readLintTexts(), today);

/** The real data with a changed catalog. */
export function withCatalog(change: (catalog: Catalog) => Partial<Catalog>): LintInput {
  const { catalog } = realInput.catalog;
  return { ...realInput.catalog, catalog: { ...catalog, ...change(catalog) } };
}

/** The real data in which one candidate is changed. */
export function withCandidate(id: string, change: (candidate: Candidate) => Partial<Candidate>): LintInput {
  return withCatalog(({ candidates }) => ({
    candidates: candidates.map((candidate) => (candidate.id === id ? { ...candidate, ...change(candidate) } : candidate)),
  }));
}

/** The real data in which Istio's one statement about a capability is replaced, for all variants. */
export function withStatement(capability: string, change: Partial<Statement>): LintInput {
  return withStatements(capability, [{ ...plain, ...change }]);
}

/** The real data in which Istio's statements about a capability are replaced, for all variants. */
export function withStatements(capability: string, statements: Statement[]): LintInput {
  return withCandidate('istio', ({ capabilities }) => ({ capabilities: { ...capabilities, [capability]: { all: statements } } }));
}

/** The real data with one more source, cited by Istio. */
export function withSource(change: Partial<Source>, cite = true): LintInput {
  return withCatalog((catalog) => ({
    sources: { ...catalog.sources, 'new-source': { ...plainSource, ...change } },
    candidates: catalog.candidates.map((candidate) =>
      candidate.id === 'istio' && cite
        ? { ...candidate, governance: { ...candidate.governance, sources: [...candidate.governance.sources, 'new-source'] } }
        : candidate,
    ),
  }));
}

/** A statement that no rule objects to. */
export const plain: Statement = {
  level: 'built-in',
  since: '1.24',
  maturity: 'stable',
  note: 'A note that is long enough to say what a user stumbles on here.',
  basis: 'documented',
  sources: ['istio-licence'],
  components: [],
  work: [],
  conflicts: [],
  proof: [],
};

const plainSource: Source = {
  title: 'A page',
  publisher: 'Somebody',
  url: 'https://docs.istio.example/page',
  version: '1.31',
  checked: '2026-11-22',
  kind: 'documentation',
  about: [],
  vendor: false,
};
