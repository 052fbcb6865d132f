import type { Alternative, Catalog } from '../catalog/catalog.js';
import type { Range } from '../catalog/schema.js';
import { quantity } from './effort.js';
import type { Situation } from './situation.js';
import { valueOverRange } from './value-function.js';

/** One part of the longevity value. */
export interface LongevityPart {
  readonly id: string;
  readonly weight: number;
  readonly value: Range;
  readonly note: string;
  readonly sources: readonly string[];
}

/**
 * How likely the product can still be used as today in some years, in [0, 1]: a weighted mean of governance, licence, release practice
 * and the upgrades that its support window forces (12 / window in months) beyond those that the team accepts. Weights and tables:
 * model.yaml, `longevity`.
 */
export function longevityOf(
  catalog: Catalog,
  alternative: Alternative,
  situation: Situation,
): { value: Range; parts: readonly LongevityPart[] } {
  const { longevity } = catalog.model;
  const { variant, candidate } = alternative;
  const [shortest, likely, longest] = variant.support.windowMonths;
  const accepted = quantity(situation, 'accepted-upgrades');
  const excess = (months: number) => (months <= 0 ? 0 : Math.max(0, 12 / months - accepted));
  const always: Range = [1, 1, 1];
  const part = (id: string, value: Range, note: string, sources: readonly string[]): LongevityPart => ({
    id,
    weight: longevity.parts[id]?.weight ?? 0,
    value,
    note,
    sources,
  });
  const parts = [
    part(
      'governance',
      longevity.governance[candidate.governance.kind]?.value ?? [0, 0.5, 1],
      candidate.governance.note,
      candidate.governance.sources,
    ),
    part('licence', variant.licence.osi ? always : longevity.nonOsiLicence.value, variant.licence.note, variant.licence.sources),
    part(
      'stable-releases',
      variant.stableReleases.public ? always : longevity.vendorOnlyStableReleases.value,
      variant.stableReleases.note,
      variant.stableReleases.sources,
    ),
    part(
      'upgrades',
      valueOverRange(longevity.supportWindow, [excess(longest), excess(likely), excess(shortest)]),
      variant.support.note,
      variant.support.sources,
    ),
  ];
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (pick: (range: Range) => number) => parts.reduce((sum, { weight, value }) => sum + weight * pick(value), 0) / total;
  return { value: [mean((range) => range[0]), mean((range) => range[1]), mean((range) => range[2])], parts };
}
