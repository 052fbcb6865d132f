import { blockSize, burdenCount } from '../kernel/sizes.js';
import type { Batch } from './batch.js';
import { type Arena, f64, place, u8 } from './memory.js';

/** What counting needs to know of a model. */
export interface StandingsModel {
  readonly alternatives: readonly { readonly candidate: number }[];
  readonly candidates: readonly string[];
  readonly facets: readonly string[];
  /** first column of failed musts, one per alternative */
  readonly failures: number;
  /** column of draws that do not count */
  readonly impossible: number;
}

/** What counts have in linear memory, by the names that the kernel has for it (../kernel/standings.ts). */
export function standingsPlaces(model: StandingsModel, { size, stride }: Pick<Batch, 'size' | 'stride'>) {
  const alternatives = model.alternatives.length;
  return {
    counted: f64(2),
    ranks: f64(alternatives * alternatives),
    wins: f64(alternatives * stride),
    candidateFirsts: f64(model.candidates.length),
    weights: f64(alternatives * weightWidth(model)),
    regret: f64(size * stride),
    first: u8(blockSize),
    shares: f64(blockSize),
  };
}

/** Counts over draws, as SMAA-2 reports them. All are sums over the draws that count. */
export interface Standings {
  /** draws whose answers do not contradict each other, and of these those in which every alternative fails a must */
  readonly counted: Float64Array;
  /** alternative × rank */
  readonly ranks: Float64Array;
  /** alternative × alternatives (`stride` of the batch): wins, ties as one half */
  readonly wins: Float64Array;
  /** candidate: draws in which its best form is first, ties shared */
  readonly candidateFirsts: Float64Array;
  /** alternative × (facets, then burdens): weights, normalised to sum 1, in draws where it is first */
  readonly weights: Float64Array;
  /** regret R(a) per draw, `stride` of the batch each */
  readonly regret: Float64Array;
  readonly alternatives: number;
  /** length of a weight vector */
  readonly width: number;
}

/** Places counts. The rest of what is placed is the kernel's. */
export function standingsOf(arena: Arena, model: StandingsModel, batch: Pick<Batch, 'size' | 'stride'>) {
  return { ...place(arena, standingsPlaces(model, batch)), alternatives: model.alternatives.length, width: weightWidth(model) };
}

/** Sets all counts to zero. */
export function resetStandings(standings: Standings): void {
  standings.counted.fill(0);
  standings.ranks.fill(0);
  standings.wins.fill(0);
  standings.candidateFirsts.fill(0);
  standings.weights.fill(0);
}

function weightWidth({ facets }: StandingsModel): number {
  return facets.length + burdenCount;
}
