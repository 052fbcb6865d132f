import { burdens } from '../../catalog/terms.js';
import { type Batch, popcount, wordMask } from './batch.js';
import { type Block, blockSize } from './block.js';
import { addFirstWeights, shareFirstWeights } from './first-weights.js';

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

/** What counting reads of a block. */
export type StandingsBlock = Pick<Block, 'totals' | 'facets' | 'burdens' | 'active'>;

/** Counts over draws, as SMAA-2 reports them. All are sums over the draws that count. */
export interface Standings {
  /** draws whose answers do not contradict each other */
  draws: number;
  /** draws in which every alternative fails a must */
  none: number;
  /** alternative × rank */
  readonly ranks: Float64Array;
  /** alternative × alternative: wins, ties as one half */
  readonly wins: Float64Array;
  /** candidate: draws in which its best form is first, ties shared */
  readonly candidateFirsts: Float64Array;
  /** alternative × (facets, then burdens): weights, normalised to sum 1, in draws where it is first */
  readonly weights: Float64Array;
  /** by scenario of the block: which alternative is alone in first place; −1 where none is */
  readonly first: Int8Array;
  /** regret R(a) per draw, `stride` each */
  readonly regret: Float64Array;
  readonly alternatives: number;
  readonly width: number;
  /** of the scenario at hand: the feasible alternatives in the order of their values, and these */
  readonly order: Uint8Array;
  readonly ordered: Float64Array;
}

export function standingsOf(model: StandingsModel, batch: Batch): Standings {
  const alternatives = model.alternatives.length;
  const width = model.facets.length + burdens.length;
  return {
    draws: 0,
    none: 0,
    ranks: new Float64Array(alternatives * alternatives),
    wins: new Float64Array(alternatives * alternatives),
    candidateFirsts: new Float64Array(model.candidates.length),
    weights: new Float64Array(alternatives * width),
    first: new Int8Array(blockSize),
    regret: new Float64Array(batch.size * batch.stride),
    alternatives,
    width,
    order: new Uint8Array(alternatives + 1),
    ordered: new Float64Array(alternatives + 1),
  };
}

/** Sets all counts to zero. */
export function resetStandings(standings: Standings): void {
  standings.draws = 0;
  standings.none = 0;
  standings.ranks.fill(0);
  standings.wins.fill(0);
  standings.candidateFirsts.fill(0);
  standings.weights.fill(0);
}

/**
 * Counts one block (Lahdelma & Salminen 2001; Tervonen & Figueira 2008): ranks among the feasible, t tied alternatives share the t ranks
 * equally; of two alternatives the feasible one wins, ties (and two infeasible ones) count one half. Regret (decision-model section 7):
 * max V − V(a) over feasible ones; 1 for an infeasible alternative while another is feasible; 0 for all when none is.
 */
export function countBlock(
  model: StandingsModel,
  batch: Batch,
  block: StandingsBlock,
  standings: Standings,
  first: number,
  count: number,
): void {
  const { bits, words, values, stride } = batch;
  const { regret, order, ordered, alternatives } = standings;
  for (let k = 0; k * 32 < count; k += 1) {
    const word = (first >>> 5) + k;
    const counted = wordMask(batch, word) & ~(bits[model.impossible * words + word] ?? 0);
    countFeasible(model, batch, standings, word, counted);
    const to = Math.min(count, k * 32 + 32);
    for (let i = k * 32; i < to; i += 1) {
      const at = (first + i) * stride;
      let feasible = 0;
      for (let a = 0; a < alternatives; a += 1) {
        order[feasible] = a;
        ordered[feasible] = values[at + a] ?? 0;
        feasible += ((counted & ~(bits[(model.failures + a) * words + word] ?? 0)) >>> (i & 31)) & 1;
      }
      standings.first[i] = -1;
      // without a feasible alternative nothing is regretted
      const out = feasible === 0 ? 0 : 1;
      for (let a = 0; a < stride; a += 1) regret[at + a] = out;
      if (feasible === 0) continue;
      sortByValue(order, ordered, feasible);
      const most = ordered[0] ?? 0;
      for (let rank = 0; rank < feasible; rank += 1) regret[at + (order[rank] ?? 0)] = most - (ordered[rank] ?? 0);
      const tied = countOrder(model, standings, feasible);
      if (tied === 1) standings.first[i] = order[0] ?? 0;
      else shareFirstWeights(model, block, standings, tied, i);
    }
  }
  addFirstWeights(model, block, standings, count);
}

/** What can be counted of 32 scenarios at once: how many count, in how many none is feasible, and wins over infeasible ones. */
function countFeasible(model: StandingsModel, { bits, words }: Batch, standings: Standings, word: number, counted: number): void {
  const { wins, alternatives } = standings;
  standings.draws += popcount(counted);
  let none = counted;
  for (let a = 0; a < alternatives; a += 1) {
    const out = bits[(model.failures + a) * words + word] ?? 0;
    none &= out;
    for (let b = a + 1; b < alternatives; b += 1) {
      const otherOut = bits[(model.failures + b) * words + word] ?? 0;
      const both = popcount(counted & out & otherOut) / 2;
      const over = a * alternatives + b;
      const under = b * alternatives + a;
      wins[over] = (wins[over] ?? 0) + popcount(counted & ~out & otherOut) + both;
      wins[under] = (wins[under] ?? 0) + popcount(counted & out & ~otherOut) + both;
    }
  }
  standings.none += popcount(none);
}

/** Highest value first, equal ones in the order of the model: insertion, as there are few. */
function sortByValue(order: Uint8Array, ordered: Float64Array, length: number): void {
  for (let next = 1; next < length; next += 1) {
    const value = ordered[next] ?? 0;
    const alternative = order[next] ?? 0;
    let at = next;
    while (at > 0 && (ordered[at - 1] ?? 0) < value) {
      ordered[at] = ordered[at - 1] ?? 0;
      order[at] = order[at - 1] ?? 0;
      at -= 1;
    }
    ordered[at] = value;
    order[at] = alternative;
  }
}

/** Ranks and wins of the scenario at hand. @returns how many share the first place */
function countOrder(model: StandingsModel, standings: Standings, feasible: number): number {
  const { ranks, wins, candidateFirsts, order, ordered, alternatives } = standings;
  let firsts = 1;
  let tied = 1;
  for (let from = 0; from < feasible; from += tied) {
    tied = 1;
    while (from + tied < feasible && ordered[from + tied] === ordered[from]) tied += 1;
    if (from === 0) firsts = tied;
    for (let one = from; one < from + tied; one += 1) {
      const a = order[one] ?? 0;
      const row = a * alternatives;
      for (let rank = from; rank < from + tied; rank += 1) ranks[row + rank] = (ranks[row + rank] ?? 0) + 1 / tied;
      for (let other = from; other < from + tied; other += 1) {
        const against = row + (order[other] ?? 0);
        if (other !== one) wins[against] = (wins[against] ?? 0) + 0.5;
      }
      for (let below = from + tied; below < feasible; below += 1) {
        const over = row + (order[below] ?? 0);
        wins[over] = (wins[over] ?? 0) + 1;
      }
      if (from > 0) continue;
      const candidate = model.alternatives[a]?.candidate ?? 0;
      candidateFirsts[candidate] = (candidateFirsts[candidate] ?? 0) + 1 / tied;
    }
  }
  return firsts;
}
