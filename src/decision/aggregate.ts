import type { Catalog } from '../catalog/catalog.js';
import { type BurdenId, burdens, type Range } from '../catalog/terms.js';
import { type NeedValue, weighs } from './needs-value.js';
import type { Situation } from './situation.js';

/** Weights of one decision: per facet of needs and per burden. */
export interface Weights {
  /** facet id → Ω_f */
  readonly facets: Readonly<Record<string, number>>;
  readonly burdens: Readonly<Record<BurdenId, number>>;
  /** capability → ω_c, its share inside the facet */
  readonly needs: Readonly<Record<string, { readonly facet: string; readonly weight: number }>>;
}

export interface BurdenValue {
  readonly burden: BurdenId;
  /** [low, likely, high] in [0, 1]; 1 is no burden */
  readonly value: Range;
}

/** A share of the score, in points of 100. */
export interface Contribution {
  readonly kind: 'need' | 'burden';
  /** capability or burden id */
  readonly id: string;
  /** what it adds to the score of this alternative */
  readonly points: number;
  /** what it could add at most */
  readonly of: number;
}

export interface Score {
  /** 100·V at likely values */
  readonly score: number;
  /** 100·V with every value at its low, and at its high end */
  readonly low: number;
  readonly high: number;
  readonly contributions: readonly Contribution[];
}

/**
 * ω: must 10, should 4, nice 1 (model.yaml); Ω_f = max of the facet's ω; W_b from its importance, 0 for a burden without one.
 * `overrides` sets single facet or burden weights.
 */
export function weightsOf(catalog: Catalog, situation: Situation, overrides: Readonly<Record<string, number>>): Weights {
  const { needWeights, importanceWeights } = catalog.model;
  const capabilities = new Map(catalog.capabilities.map((capability) => [capability.id, capability]));
  const facets: Record<string, number> = {};
  const needs: Record<string, { facet: string; weight: number }> = {};
  for (const need of situation.needs) {
    const capability = capabilities.get(need.capability);
    if (capability === undefined || !weighs(need.level)) continue;
    const facet = capability.facet ?? capability.id;
    const weight = needWeights[need.level].value;
    needs[need.capability] = { facet, weight };
    facets[facet] = Math.max(facets[facet] ?? 0, weight);
  }
  for (const facet of Object.keys(facets)) facets[facet] = overrides[facet] ?? facets[facet] ?? 0;
  const burdenWeight = (burden: BurdenId): number => {
    const { level } = situation.importance[burden];
    return overrides[burden] ?? (level === 'absent' ? 0 : importanceWeights[level].value);
  };
  return {
    facets,
    needs,
    burdens: {
      cash: burdenWeight('cash'),
      'adopt-effort': burdenWeight('adopt-effort'),
      'run-effort': burdenWeight('run-effort'),
      latency: burdenWeight('latency'),
      longevity: burdenWeight('longevity'),
      footprint: burdenWeight('footprint'),
    },
  };
}

/**
 * The additive value (decision-model section 4; Keeney & Raiffa 1976, ch. 3):
 * V = [ Σ_f Ω_f · (Σ_{c∈f} ω_c·s_c / Σ_{c∈f} ω_c) + Σ_b W_b·v_b ] / (Σ_f Ω_f + Σ_b W_b).
 * Never normalised by the alternatives present. Contributions sum to the score.
 */
export function aggregate(weights: Weights, needs: readonly NeedValue[], burdenValues: readonly BurdenValue[]): Score {
  const inFacet: Record<string, number> = {};
  for (const { facet, weight } of Object.values(weights.needs)) inFacet[facet] = (inFacet[facet] ?? 0) + weight;
  const total =
    Object.values(weights.facets).reduce((sum, weight) => sum + weight, 0) +
    burdens.reduce((sum, burden) => sum + weights.burdens[burden], 0);
  if (total === 0) return { score: 0, low: 0, high: 0, contributions: [] };

  const shares: { kind: 'need' | 'burden'; id: string; weight: number; value: Range }[] = [];
  for (const { need, value } of needs) {
    const entry = weights.needs[need.capability];
    if (entry === undefined) continue;
    shares.push({
      kind: 'need',
      id: need.capability,
      weight: ((weights.facets[entry.facet] ?? 0) * entry.weight) / (inFacet[entry.facet] ?? 1),
      value,
    });
  }
  for (const { burden, value } of burdenValues) {
    if (weights.burdens[burden] > 0) shares.push({ kind: 'burden', id: burden, weight: weights.burdens[burden], value });
  }
  const points = (pick: 0 | 1 | 2) => shares.reduce((sum, share) => sum + (100 * share.weight * share.value[pick]) / total, 0);
  return {
    low: points(0),
    score: points(1),
    high: points(2),
    contributions: shares.map(({ kind, id, weight, value }) => ({
      kind,
      id,
      points: (100 * weight * value[1]) / total,
      of: (100 * weight) / total,
    })),
  };
}
