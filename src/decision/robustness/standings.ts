import { burdens } from '../../catalog/terms.js';
import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords } from './block.js';

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
  /** share of the first place per scenario of the block, `stride` each; −1 where it is shared */
  readonly first: Int8Array;
  /** regret R(a) per draw, `stride` each */
  readonly regret: Float32Array;
  readonly alternatives: number;
  readonly width: number;
  /** of the scenario at hand, by alternative: value or {@link ruledOut}, how many are above, how many are equal (itself included) */
  readonly standing: Float64Array;
  readonly above: Uint8Array;
  readonly equal: Uint8Array;
}

/** Stands for the value of an alternative that fails a must: below every value. */
const ruledOut = -1;

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
    first: new Int8Array(batch.size),
    regret: new Float32Array(batch.size * batch.stride),
    alternatives,
    width,
    standing: new Float64Array(alternatives),
    above: new Uint8Array(alternatives),
    equal: new Uint8Array(alternatives),
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
  const { ranks, wins, candidateFirsts, regret, alternatives, standing, above, equal } = standings;
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const word = n >>> 5;
    const bit = n & 31;
    const at = n * stride;
    standings.first[n] = -1;
    if ((((bits[model.impossible * words + word] ?? 0) >>> bit) & 1) === 1) {
      for (let a = 0; a < stride; a += 1) regret[at + a] = 0;
      continue;
    }
    standings.draws += 1;
    let best = -1;
    let most = ruledOut;
    let tied = 0;
    for (let a = 0; a < alternatives; a += 1) {
      const failed = ((bits[(model.failures + a) * words + word] ?? 0) >>> bit) & 1;
      const value = failed === 1 ? ruledOut : (values[at + a] ?? 0);
      standing[a] = value;
      above[a] = 0;
      equal[a] = 1;
      if (value > most) {
        most = value;
        best = a;
        tied = 1;
      } else if (value === most) tied += 1;
    }
    if (best < 0) standings.none += 1;
    for (let a = 0; a < alternatives; a += 1) {
      const value = standing[a] ?? 0;
      for (let b = a + 1; b < alternatives; b += 1) {
        const other = standing[b] ?? 0;
        if (value > other) {
          above[b] = (above[b] ?? 0) + 1;
          wins[a * alternatives + b] = (wins[a * alternatives + b] ?? 0) + 1;
        } else if (value < other) {
          above[a] = (above[a] ?? 0) + 1;
          wins[b * alternatives + a] = (wins[b * alternatives + a] ?? 0) + 1;
        } else {
          equal[a] = (equal[a] ?? 0) + 1;
          equal[b] = (equal[b] ?? 0) + 1;
          wins[a * alternatives + b] = (wins[a * alternatives + b] ?? 0) + 0.5;
          wins[b * alternatives + a] = (wins[b * alternatives + a] ?? 0) + 0.5;
        }
      }
    }
    for (let a = 0; a < alternatives; a += 1) {
      const value = standing[a] ?? 0;
      const out = value === ruledOut;
      regret[at + a] = best < 0 ? 0 : out ? 1 : most - value;
      if (out) continue;
      const from = above[a] ?? 0;
      const among = equal[a] ?? 1;
      for (let rank = from; rank < from + among; rank += 1)
        ranks[a * alternatives + rank] = (ranks[a * alternatives + rank] ?? 0) + 1 / among;
      if (from === 0) {
        const candidate = model.alternatives[a]?.candidate ?? 0;
        candidateFirsts[candidate] = (candidateFirsts[candidate] ?? 0) + 1 / among;
      }
    }
    if (tied === 1) standings.first[n] = best;
    else if (best >= 0) shareWeights(model, block, standings, most, tied, i);
  }
  addWeights(model, block, standings, first, count);
}

/** Weights of the block to the alternative that is alone in first place. */
function addWeights(model: StandingsModel, block: StandingsBlock, standings: Standings, first: number, count: number): void {
  const { weights, width } = standings;
  const { totals, facets, active } = block;
  for (let facet = 0; facet < model.facets.length; facet += 1) {
    for (let k = 0; k < blockWords; k += 1) {
      let rest = active[facet * blockWords + k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const winner = standings.first[first + i] ?? -1;
        if (winner < 0) continue;
        const at = winner * width + facet;
        weights[at] = (weights[at] ?? 0) + (facets[facet * blockSize + i] ?? 0) / (totals[i] ?? 1);
      }
    }
  }
  for (let burden = 0; burden < burdens.length; burden += 1) {
    for (let i = 0; i < count; i += 1) {
      const winner = standings.first[first + i] ?? -1;
      const total = totals[i] ?? 0;
      if (winner < 0 || total === 0) continue;
      const at = winner * width + model.facets.length + burden;
      weights[at] = (weights[at] ?? 0) + (block.burdens[burden * blockSize + i] ?? 0) / total;
    }
  }
}

/** The same for a shared first place, each with its part. */
function shareWeights(model: StandingsModel, block: StandingsBlock, standings: Standings, most: number, tied: number, i: number): void {
  const total = block.totals[i] ?? 0;
  if (total === 0) return;
  for (let a = 0; a < standings.alternatives; a += 1) {
    if (standings.standing[a] !== most) continue;
    for (let row = 0; row < standings.width; row += 1) {
      const facet = row < model.facets.length;
      const counts = !facet || (((block.active[row * blockWords + (i >>> 5)] ?? 0) >>> (i & 31)) & 1) === 1;
      const weight = facet ? block.facets[row * blockSize + i] : block.burdens[(row - model.facets.length) * blockSize + i];
      const at = a * standings.width + row;
      if (counts) standings.weights[at] = (standings.weights[at] ?? 0) + (weight ?? 0) / total / tied;
    }
  }
}
