import { type Alternative, type Catalog, statementsFor } from '../catalog/catalog.js';
import type { Capability, Statement } from '../catalog/schema.js';
import { type Facts, holds } from '../condition/condition.js';

/** The statement that holds for a capability in this situation, and where it was made. */
export interface Support {
  readonly capability: Capability;
  readonly statement: Statement;
  /** `istio/ambient`, or `platform/flannel` for a capability of the platform */
  readonly statedBy: string;
  /** a commercial-only capability of a free edition: the product's commercial edition that has it */
  readonly onlyIn?: string;
}

const unstated: Statement = {
  level: 'unknown',
  since: null,
  maturity: null,
  note: 'The catalog states nothing about this.',
  basis: 'judgement',
  sources: [],
  components: [],
  work: [],
  conflicts: [],
  proof: [],
};

/**
 * What an alternative offers for a capability under these answers: the first statement whose condition holds. A capability of
 * layer `platform` is looked up once in the platform rows (first row that applies and states it) and is the same for every
 * alternative. What nobody stated is `unknown`.
 */
export function supportOf(catalog: Catalog, alternative: Alternative, capability: Capability, facts: Facts): Support {
  if (capability.layer === 'platform') {
    for (const platform of catalog.platforms) {
      const statements = platform.capabilities[capability.id];
      if (statements === undefined || !holds(platform.when, facts)) continue;
      const statement = firstThatApplies(statements, facts);
      if (statement !== undefined) return { capability, statement, statedBy: `platform/${platform.id}` };
    }
    return { capability, statement: unstated, statedBy: 'platform' };
  }
  const statement = firstThatApplies(statementsFor(alternative.candidate, alternative.variant.id, capability.id), facts);
  const edition =
    statement?.level === 'commercial-only' && alternative.variant.edition === 'free'
      ? alternative.candidate.variants.find((variant) => variant.edition === 'commercial')
      : undefined;
  return {
    capability,
    statement: statement ?? unstated,
    statedBy: alternative.id,
    ...(edition === undefined ? {} : { onlyIn: edition.title }),
  };
}

function firstThatApplies(statements: readonly Statement[], facts: Facts): Statement | undefined {
  return statements.find((statement) => statement.when === undefined || holds(statement.when, facts));
}
