import { type Alternative, alternativesOf, type Catalog, statementsFor } from '../../catalog/catalog.js';
import type { Capability, Range, Statement, Work } from '../../catalog/schema.js';
import type { Condition } from '../../condition/condition.js';
import type { Permission } from '../../questionnaire/schema.js';

/** Work of people as one term: a multiplier of the profile times a range. */
export interface WorkTerm {
  /** 0 once, 1 per cluster, 2 per language, 3 per service */
  readonly per: 0 | 1 | 2 | 3;
  readonly adopt: Range;
  readonly run: Range;
}

/** One statement of the catalog about one capability and one alternative. */
export interface Entry {
  /** alternative, as index */
  readonly alternative: number;
  readonly statement: Statement;
  readonly when: Condition | undefined;
  /** id of the source of its value: one draw for all that name the same */
  readonly source: string;
  readonly value: Range;
  /** whether it rules an alternative out when it is all that a must has */
  readonly fails: 'never' | 'always' | Permission;
  readonly work: readonly WorkTerm[];
  /** id of the source of its work */
  readonly workSource: string;
  /** the work counts more where own work has to be argued for */
  readonly ownWork: boolean;
  /** indices of components beyond the alternative's own: what it relies on, and what it brings when it is a must (the same, but for what only another edition has) */
  readonly added: readonly number[];
  readonly brings: readonly number[];
  /** proxies beyond the alternative's own data plane, for some or for every request; TLS in the applications; a vendor's build of a free product */
  readonly httpProxies: boolean;
  readonly everyRequest: boolean;
  readonly applicationTls: boolean;
  readonly vendorBuild: boolean;
}

/** What an alternative says about a capability: the first entry whose condition holds counts. */
export interface SupportCell {
  readonly alternative: number;
  readonly entries: readonly Entry[];
}

export interface SupportTable {
  readonly alternatives: readonly Alternative[];
  /** by capability of the catalog, then by alternative */
  readonly cells: readonly (readonly SupportCell[])[];
  /** value of what nobody states */
  readonly unstated: { readonly source: string; readonly value: Range };
}

/** All support statements in the order in which they are tried; platform rows count for every alternative alike. */
export function supportTable(catalog: Catalog): SupportTable {
  const alternatives = alternativesOf(catalog);
  return {
    alternatives,
    unstated: { source: 'utility:unknown', value: catalog.model.utilities.unknown.value },
    cells: catalog.capabilities.map((capability) =>
      alternatives.map((alternative, index) => ({
        alternative: index,
        entries: statementsAbout(catalog, alternative, capability).map(({ statement, when, id }) =>
          entryOf(catalog, alternative, index, capability, statement, when, id),
        ),
      })),
    ),
  };
}

/** Terms of a list of work. */
export function workTerms(work: readonly Work[]): WorkTerm[] {
  return work.map(({ per, adopt, run }) => ({ per: multipliers[per], adopt, run }));
}

const multipliers = { once: 0, cluster: 1, language: 2, service: 3 } as const;

function statementsAbout(
  catalog: Catalog,
  alternative: Alternative,
  capability: Capability,
): { statement: Statement; when: Condition | undefined; id: string }[] {
  if (capability.layer === 'platform') {
    return catalog.platforms.flatMap((platform) =>
      (platform.capabilities[capability.id] ?? []).map((statement, index) => ({
        statement,
        when: statement.when === undefined ? platform.when : { all: [platform.when, statement.when] },
        id: `platform/${platform.id}/${capability.id}/${index}`,
      })),
    );
  }
  const own = alternative.candidate.capabilities[capability.id]?.[alternative.variant.id] !== undefined;
  const statedBy = own ? alternative.id : `${alternative.candidate.id}/all`;
  return statementsFor(alternative.candidate, alternative.variant.id, capability.id).map((statement, index) => ({
    statement,
    when: statement.when,
    id: `${statedBy}/${capability.id}/${index}`,
  }));
}

function entryOf(
  catalog: Catalog,
  alternative: Alternative,
  index: number,
  capability: Capability,
  statement: Statement,
  when: Condition | undefined,
  id: string,
): Entry {
  const own = alternative.variant.effort.components;
  const brings = catalog.components.flatMap((component, at) =>
    statement.components.includes(component.id) && !own.includes(component.id) ? [at] : [],
  );
  const free = alternative.variant.edition === 'free';
  const onlyInOtherEdition =
    capability.layer !== 'platform' &&
    free &&
    statement.level === 'commercial-only' &&
    alternative.candidate.variants.some(({ edition }) => edition === 'commercial');
  if (onlyInOtherEdition) {
    const nothing = {
      httpProxies: false,
      everyRequest: false,
      applicationTls: false,
      vendorBuild: false,
      work: [],
      workSource: 'work:none',
      ownWork: false,
      added: [],
    };
    return { alternative: index, statement, when, source: 'undone', value: [0, 0, 0], fails: 'always', brings, ...nothing };
  }
  const httpProxies = brings.some((at) => catalog.components[at]?.kind === 'data-plane');
  return {
    alternative: index,
    statement,
    when,
    source: statement.utility === undefined ? `utility:${statement.level}` : `utility:${id}`,
    value: statement.utility?.value ?? catalog.model.utilities[statement.level].value,
    fails: capability.layer === 'platform' ? 'never' : failureOf(statement),
    work: workTerms(statement.work),
    workSource: `work:${id}`,
    ownWork: statement.level === 'do-it-yourself',
    added: brings,
    brings,
    httpProxies,
    everyRequest: httpProxies && capability.theme === 'observability',
    applicationTls: capability.id === 'mtls-automatic' && statement.level === 'do-it-yourself',
    vendorBuild: free && statement.level === 'commercial-only',
  };
}

function failureOf(statement: Statement): Entry['fails'] {
  switch (statement.level) {
    case 'built-in':
    case 'add-on':
    case 'unknown':
      return 'never';
    case 'commercial-only':
      return 'commercial-licence';
    case 'experimental':
      return 'beta-features';
    case 'do-it-yourself':
      return statement.work.some(({ per }) => per === 'language' || per === 'service') ? 'application-changes' : 'never';
    case 'unsupported':
      return 'always';
  }
}
