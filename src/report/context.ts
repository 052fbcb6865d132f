import type { Capability } from '../catalog/schema.js';
import type { Contribution } from '../decision/aggregate.js';
import type { Assessment } from '../decision/decide.js';
import type { Sensitivity } from '../decision/robustness/sensitivity.js';
import { rivalOf, type Verdict } from '../decision/verdict.js';
import type { ReportInput } from './input.js';

/** The input with what several sections need. */
export interface ReportContext extends ReportInput, Sensitivity {
  readonly verdict: Verdict;
  readonly winner: Assessment | undefined;
  /** the alternative of another candidate to compare with */
  readonly rival: Assessment | undefined;
}

/** Computes what several sections share. */
export function reportContext(input: ReportInput): ReportContext {
  const { decision, robustness } = input;
  const { winner } = decision;
  return {
    ...input,
    ...input.sensitivity,
    verdict: robustness.verdict,
    winner,
    rival: winner === undefined ? undefined : rivalOf(decision, winner, robustness.candidates),
  };
}

/** A capability by id. @throws Error when the catalog has none */
export function capabilityOf(context: Pick<ReportInput, 'knowledge'>, id: string): Capability {
  const capability = context.knowledge.catalog.capabilities.find((candidate) => candidate.id === id);
  if (capability === undefined) throw new Error(`there is no capability ${id}`);
  return capability;
}

/** The short title of an alternative. */
export function shortTitle(context: ReportInput, id: string): string {
  return context.decision.ranking.find(({ alternative }) => alternative.id === id)?.alternative.variant.short ?? id;
}

/** A quantity of the profile as it is counted: assumed counts are whole, and a cluster has at least three nodes. */
export function shownQuantity({ decision }: ReportInput, id: string): number {
  const { profile } = decision.situation;
  const entry = profile[id];
  if (entry === undefined) throw new Error(`there is no quantity ${id}`);
  if (!entry.assumed) return entry.value;
  const least = id === 'nodes' ? 3 * (profile['clusters']?.value ?? 1) : 0;
  return Math.max(least, Math.round(entry.value));
}

/** The title of a candidate. */
export function candidateTitle(context: Pick<ReportInput, 'knowledge'>, id: string): string {
  return context.knowledge.catalog.candidates.find((candidate) => candidate.id === id)?.title ?? id;
}

/** Is this the alternative without a mesh? */
export function isNoMesh(assessment: Assessment): boolean {
  return assessment.alternative.candidate.id === 'no-mesh';
}

/** The difference of two alternatives at one need or burden. */
export interface Difference {
  readonly kind: Contribution['kind'];
  readonly id: string;
  /** points of `one` minus points of `other` */
  readonly points: number;
}

/** Where two alternatives differ in score by what can be shown, by falling advantage of `one`. */
export function differences(one: Assessment, other: Assessment): Difference[] {
  return everyDifference(one, other)
    .filter(({ points }) => Math.max(points, -points) >= 0.05)
    .sort((a, b) => b.points - a.points);
}

/** The differences of two alternatives at every need and burden: their sum is the difference of the scores. */
export function everyDifference(one: Assessment, other: Assessment): Difference[] {
  return one.score.contributions.map(({ kind, id, points }) => ({
    kind,
    id,
    points: points - (other.score.contributions.find((candidate) => candidate.kind === kind && candidate.id === id)?.points ?? 0),
  }));
}
