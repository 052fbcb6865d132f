import type { Alternative, Catalog } from '../catalog/catalog.js';
import type { Range } from '../catalog/schema.js';
import type { BurdenValue } from './aggregate.js';
import { type EffortAccount, parameter, quantity } from './effort.js';
import type { FootprintEstimate } from './footprint.js';
import { type LongevityPart, longevityOf } from './longevity.js';
import type { NeedValue } from './needs-value.js';
import type { Situation } from './situation.js';
import { valueOverRange } from './value-function.js';

/** A burden with the quantity that its value comes from. */
export interface Burden extends BurdenValue {
  /** what was measured against the scale, as low, likely, high */
  readonly quantity: Range;
  readonly unit: string;
}

/** The monthly bill in US dollars. */
export interface Cash {
  readonly infrastructure: Range;
  readonly licence: Range;
  readonly licenceNote: string;
  readonly licenceSources: readonly string[];
  readonly total: Range;
}

/**
 * Infrastructure plus licence, a month, in US dollars. Infrastructure is used resources at the low end, the larger of used and
 * reserved at the high end, and halfway at the likely one: default requests reserve far more than idle proxies use, and teams
 * lower them in time (overhead dossier, sections 1.8 and 2.2).
 */
export function cashOf(
  catalog: Catalog,
  alternative: Alternative,
  footprint: FootprintEstimate,
  situation: Situation,
  reliedOn: readonly NeedValue[],
): Cash {
  const { vcpuHour, gbHour, hoursPerMonth } = pricesOf(catalog);
  const price = (cores: number, memoryGb: number, pick: 0 | 1 | 2) => hoursPerMonth * (cores * vcpuHour[pick] + memoryGb * gbHour[pick]);
  const used = (pick: 0 | 1 | 2) => price(footprint.cores[pick], footprint.memoryGb[pick], pick);
  const billed = (pick: 0 | 1 | 2) =>
    price(Math.max(footprint.cores[pick], footprint.reservedCores), Math.max(footprint.memoryGb[pick], footprint.reservedGb), pick);
  const infrastructure: Range = [used(0), (used(1) + billed(1)) / 2, billed(2)];
  const entry = catalog.prices.licences[alternative.id];
  const unpublishedLicence = licenceGuess(catalog);
  const vendorBuild =
    alternative.variant.edition === 'free' && reliedOn.some(({ support }) => support.statement.level === 'commercial-only');
  const perCluster: Range = vendorBuild ? unpublishedLicence : entry === undefined ? [0, 0, 0] : (entry.amount ?? unpublishedLicence);
  const clusters = quantity(situation, 'clusters');
  const licence: Range = [perCluster[0] * clusters, perCluster[1] * clusters, perCluster[2] * clusters];
  return {
    infrastructure,
    licence,
    licenceNote: vendorBuild
      ? 'A build or service that a vendor sells, for what the free edition lacks; its price is not public.'
      : (entry?.note ?? ''),
    licenceSources: entry?.sources ?? [],
    total: [infrastructure[0] + licence[0], infrastructure[1] + licence[1], infrastructure[2] + licence[2]],
  };
}

/**
 * The burdens of an alternative as quantities on their declared scales and as values (model.yaml, `values`): weeks of the team's
 * project time to adopt, share of the team's time to run, share of the latency budget used by the added 99th percentile, bill as a share
 * of the fleet's own cost, longevity, and reserved CPU as a share of the fleet's own where capacity is limited.
 */
export function burdensOf(
  catalog: Catalog,
  alternative: Alternative,
  situation: Situation,
  effort: EffortAccount,
  footprint: FootprintEstimate,
  reliedOn: readonly NeedValue[],
): { burdens: readonly Burden[]; cash: Cash; longevityParts: readonly LongevityPart[] } {
  const { values } = catalog.model;
  const engineers = quantity(situation, 'platform-engineers');
  const weeks = divide(effort.adopt, engineers * 5 * parameter(catalog.model, 'project-share'));
  const share = divide(effort.run, engineers * parameter(catalog.model, 'days-per-month'));
  const latency = divide(footprint.latencyP99Ms, quantity(situation, 'latency-budget'));
  const cash = cashOf(catalog, alternative, footprint, situation, reliedOn);
  const bill = divide(cash.total, quantity(situation, 'pods') * parameter(catalog.model, 'cash-pod-month'));
  const reserved = divide(
    [footprint.reservedCores, footprint.reservedCores, footprint.reservedCores],
    quantity(situation, 'pods') * parameter(catalog.model, 'pod-reserved-cores'),
  );
  const longevity = longevityOf(catalog, alternative, situation);
  return {
    cash,
    longevityParts: longevity.parts,
    burdens: [
      { burden: 'cash', quantity: bill, unit: values.cash.unit, value: valueOverRange(values.cash, bill) },
      { burden: 'adopt-effort', quantity: weeks, unit: values.adoptEffort.unit, value: valueOverRange(values.adoptEffort, weeks) },
      { burden: 'run-effort', quantity: share, unit: values.runEffort.unit, value: valueOverRange(values.runEffort, share) },
      { burden: 'latency', quantity: latency, unit: values.latency.unit, value: valueOverRange(values.latency, latency) },
      { burden: 'longevity', quantity: longevity.value, unit: 'value from 0 to 1', value: longevity.value },
      { burden: 'footprint', quantity: reserved, unit: values.footprint.unit, value: valueOverRange(values.footprint, reserved) },
    ],
  };
}

/** A price that is not public, per cluster and month: model.yaml, `effort.unpublished-licence-low/likely/high`. */
function licenceGuess(catalog: Catalog): Range {
  return [
    parameter(catalog.model, 'unpublished-licence-low'),
    parameter(catalog.model, 'unpublished-licence-likely'),
    parameter(catalog.model, 'unpublished-licence-high'),
  ];
}

function pricesOf(catalog: Catalog): { vcpuHour: Range; gbHour: Range; hoursPerMonth: number } {
  const { vcpuHour, gbHour, hoursPerMonth } = catalog.prices;
  return { vcpuHour: vcpuHour.range, gbHour: gbHour.range, hoursPerMonth };
}

function divide(range: Range, by: number): Range {
  return [range[0] / by, range[1] / by, range[2] / by];
}
