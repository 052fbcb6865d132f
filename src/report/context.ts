import type { Capability } from '../catalog/schema.js';
import type { Contribution } from '../decision/aggregate.js';
import type { Assessment } from '../decision/decide.js';
import { type FactFlip, factFlipsOf } from '../decision/fact-flips.js';
import { type Flip, flipsOf, singleChanges } from '../decision/flips.js';
import { rivalOf } from '../decision/verdict.js';
import type { ReportInput } from './input.js';

/** The input with what several sections need. */
export interface ReportContext extends ReportInput {
  readonly winner: Assessment | undefined;
  /** best feasible alternative of another candidate */
  readonly rival: Assessment | undefined;
  readonly flips: readonly Flip[];
  readonly factFlips: readonly FactFlip[];
  /** how many single changes were tried for the flips */
  readonly changesTried: number;
}

/** Computes what several sections share. */
export function reportContext(input: ReportInput): ReportContext {
  const { knowledge, file, decision } = input;
  const { winner } = decision;
  return {
    ...input,
    winner,
    rival: winner === undefined ? undefined : rivalOf(decision, winner),
    flips: flipsOf(knowledge, file.answers, decision, file.weights),
    factFlips: factFlipsOf(knowledge, file.answers, decision, file.weights),
    changesTried: singleChanges(knowledge.questionnaire, file.answers, decision).length,
  };
}

/** A capability by id. @throws Error when the catalog has none */
export function capabilityOf(context: ReportInput, id: string): Capability {
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

/** Where two alternatives differ in score, by falling advantage of `one`. */
export function differences(one: Assessment, other: Assessment): Difference[] {
  return one.score.contributions
    .map(({ kind, id, points }) => ({
      kind,
      id,
      points: points - (other.score.contributions.find((candidate) => candidate.kind === kind && candidate.id === id)?.points ?? 0),
    }))
    .filter(({ points }) => Math.max(points, -points) >= 0.05)
    .sort((a, b) => b.points - a.points);
}
