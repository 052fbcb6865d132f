import type { Footprint, Prices } from './footprint-schema.js';
import type { Guides } from './guides-schema.js';
import type { ModelParameters } from './model-schema.js';
import type { Candidate, Capability, Component, Finding, Platform, Source, Statement, Variant } from './schema.js';

/** All that the advisor knows, validated. Plain data; see docs/contributing-facts.md. */
export interface Catalog {
  readonly capabilities: readonly Capability[];
  readonly candidates: readonly Candidate[];
  readonly components: readonly Component[];
  readonly platforms: readonly Platform[];
  readonly findings: readonly Finding[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly footprint: Footprint;
  readonly prices: Prices;
  readonly model: ModelParameters;
  /** texts of adoption, migration, trials and reversibility */
  readonly guides: Guides;
}

/** A candidate in one deployable form: what is scored. Its id is `candidate/variant`. */
export interface Alternative {
  readonly id: string;
  readonly candidate: Candidate;
  readonly variant: Variant;
}

/** The alternatives of a catalog, in catalog order. */
export function alternativesOf(catalog: Catalog): Alternative[] {
  return catalog.candidates.flatMap((candidate) =>
    candidate.variants.map((variant) => ({ id: `${candidate.id}/${variant.id}`, candidate, variant })),
  );
}

/** The statements about a capability for a variant, first that applies holds; empty when nothing is stated. */
export function statementsFor(candidate: Candidate, variant: string, capability: string): readonly Statement[] {
  const support = candidate.capabilities[capability];
  return support?.[variant] ?? support?.['all'] ?? [];
}
