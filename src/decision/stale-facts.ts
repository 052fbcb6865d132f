import type { Catalog } from '../catalog/catalog.js';
import type { Assessment, Decision } from './decide.js';

/** A fact that a decision rests on and that may no longer hold on a day. */
export interface StaleFact {
  /** `istio#baseline`, or the id of a source */
  readonly id: string;
  readonly kind: 'past-end-of-support' | 'near-end-of-support' | 'checked-long-ago';
  /** end of support, or the day of the check (YYYY-MM-DD) */
  readonly since: string;
  /** from `since` to the day asked about: positive when it lies in the past */
  readonly days: number;
}

/**
 * Facts behind a decision that are stale on a day: releases past their end of support or within `near-end-days` of it, and sources of
 * statements checked more than `checked-within-days` before (model.yaml, `freshness`). Looks at the alternatives that meet every must,
 * or at all of them when none does.
 * @param date the day, YYYY-MM-DD
 */
export function staleFacts(catalog: Catalog, { ranking }: Decision, date: string): StaleFact[] {
  const { freshness } = catalog.model;
  const feasible = ranking.filter((one) => one.feasible);
  const compared = feasible.length > 0 ? feasible : ranking;
  const releases = [...new Set(compared.map(({ alternative }) => alternative.candidate))].flatMap(({ id, baseline }): StaleFact[] => {
    const since = baseline.endOfSupport.date;
    if (since === null) return [];
    const days = daysBetween(since, date);
    if (days < -freshness['near-end-days'].value) return [];
    return [{ id: `${id}#baseline`, kind: days > 0 ? 'past-end-of-support' : 'near-end-of-support', since, days }];
  });
  const checks = [...new Set(compared.flatMap(citedBy))].sort().flatMap((id): StaleFact[] => {
    const since = catalog.sources[id]?.checked;
    if (since === undefined) return [];
    const days = daysBetween(since, date);
    return days > freshness['checked-within-days'].value ? [{ id, kind: 'checked-long-ago', since, days }] : [];
  });
  return [...releases, ...checks];
}

/** Sources of an alternative's baseline and of the statements about what is needed. */
function citedBy({ alternative, needs }: Assessment): readonly string[] {
  return [...alternative.candidate.baseline.sources, ...needs.flatMap(({ support }) => support.statement.sources)];
}

/** Days from one date to another, both YYYY-MM-DD. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
