import { addF64, bitsAt, f64At, halfOf, i32At, rowOf, setF64, setU8, u8At } from './access';
import { batchStride, batchValues } from './batch';
import { blockActive, blockBurdens, blockFacets, blockTotals } from './block';
import { columnBits, inside } from './columns';
import { blockSize, burdenCount } from './sizes';
import { alternativeCandidate, tableAlternatives, tableFacets, tableFailures, tableImpossible } from './tables';

/** Counts over draws, as SMAA-2 reports them: sums over the draws that count. Addresses. */

/** two numbers: draws that count; draws in which every alternative fails a must */
export let standingsCounted: usize = 0;
/** alternative × rank */
export let standingsRanks: usize = 0;
/** alternative × alternatives (`batchStride`): wins, ties as one half */
export let standingsWins: usize = 0;
/** candidate: draws in which its best form is first, ties shared */
export let standingsCandidateFirsts: usize = 0;
/** alternative × (facets, then burdens): weights, normalised to sum 1, in draws where it is first */
export let standingsWeights: usize = 0;
/** regret R(a) per draw, `batchStride` each */
export let standingsRegret: usize = 0;
/** by scenario of the block: which alternative is alone in first place; 255 where none is */
export let standingsFirst: usize = 0;

/** by scenario of the block: 1 over the sum of its weights */
export let standingsShares: usize = 0;

const nobody = 255;

/**
 * Counts one block (Lahdelma & Salminen 2001; Tervonen & Figueira 2008): ranks among the feasible, t tied alternatives share the t ranks
 * equally; of two alternatives the feasible one wins, ties (and two infeasible ones) count one half. Regret (decision-model section 7):
 * max V − V(a) over feasible ones; 1 for an infeasible alternative while another is feasible; 0 for all when none is.
 */
export function countBlock(first: i32, count: i32): void {
  const word = first >>> 5;
  const counted = v128.andnot(inside(word), columnBits(tableImpossible, word));
  countFeasible(counted, word);
  dropInfeasible(counted, word, first);
  for (let half = 0; half < 2; half += 1) {
    const to = min(count - half * 64, 64);
    for (let bit = 0; bit < to; bit += 1) countScenario(first, half * 64 + bit);
  }
  addFirstWeights(count);
}

/** What can be counted of a block at once: how many count, in how many none is feasible, and the halves of two infeasible ones. */
function countFeasible(counted: v128, word: i32): void {
  addF64(standingsCounted, 0, countOf(counted));
  let none = counted;
  for (let a = 0; a < tableAlternatives; a += 1) {
    const out = columnBits(tableFailures + a, word);
    none = v128.and(none, out);
    for (let b = a + 1; b < tableAlternatives; b += 1) {
      const both = countOf(v128.and(counted, v128.and(out, columnBits(tableFailures + b, word)))) / 2;
      addF64(standingsWins, a * batchStride + b, both);
      addF64(standingsWins, b * batchStride + a, both);
    }
  }
  addF64(standingsCounted, 1, countOf(none));
}

/** The value of an alternative that is not feasible, or where nothing counts, is −∞. */
function dropInfeasible(counted: v128, word: i32, first: i32): void {
  for (let a = 0; a < tableAlternatives; a += 1) {
    const out = v128.and(inside(word), v128.or(v128.not(counted), columnBits(tableFailures + a, word)));
    for (let half = 0; half < 2; half += 1)
      for (let rest = halfOf(out, half); rest !== 0; rest &= rest - 1)
        setF64(batchValues, (first + half * 64 + (ctz(rest) as i32)) * batchStride + a, -Infinity);
  }
}

function countOf(bits: v128): f64 {
  return (popcnt(halfOf(bits, 0)) + popcnt(halfOf(bits, 1))) as f64;
}

/** Ranks, wins, regret and first place of one scenario of the block. */
function countScenario(block: i32, i: i32): void {
  const row = (((block + i) * batchStride) as usize) << 3;
  const values = batchValues + row;
  let most = -Infinity;
  let tied = 0;
  let first = nobody;
  for (let a = 0; a < tableAlternatives; a += 1) {
    const value = f64At(values, a);
    if (value === -Infinity) continue;
    const own = f64x2.splat(value);
    const wins = standingsWins + (((a * batchStride) as usize) << 3);
    let above = 0;
    let equal = 0;
    for (let lane = 0; lane < batchStride; lane += 2) {
      const at = (lane as usize) << 3;
      const other = v128.load(values + at);
      above += popcnt(i64x2.bitmask(f64x2.gt(other, own)));
      equal += popcnt(i64x2.bitmask(f64x2.eq(other, own)));
      v128.store(wins + at, f64x2.add(v128.load(wins + at), v128.and(f64x2.lt(other, own), f64x2.splat(1))));
    }
    const part = 1 / (equal as f64);
    for (let rank = above; rank < above + equal; rank += 1) addF64(standingsRanks, a * tableAlternatives + rank, part);
    if (equal > 1) shareWins(values, a, value);
    if (above > 0) continue;
    addF64(standingsCandidateFirsts, i32At(alternativeCandidate, a), part);
    most = value;
    tied = equal;
    first = a;
  }
  setU8(standingsFirst, i, tied === 1 ? first : nobody);
  if (tied > 1) shareFirstWeights(values, most, tied, i);
  // without a feasible alternative nothing is regretted
  const out = f64x2.splat(tied === 0 ? 0 : 1);
  for (let lane = 0; lane < batchStride; lane += 2) {
    const at = (lane as usize) << 3;
    const value = v128.load(values + at);
    const behind = f64x2.sub(f64x2.splat(most), value);
    v128.store(standingsRegret + row + at, v128.bitselect(behind, out, f64x2.gt(value, f64x2.splat(-Infinity))));
  }
}

/** Half a win over each other alternative of the same value. */
function shareWins(values: usize, a: i32, value: f64): void {
  for (let other = 0; other < tableAlternatives; other += 1)
    if (other !== a && f64At(values, other) === value) addF64(standingsWins, a * batchStride + other, 0.5);
}

/** Adds the weights of the block, normalised to sum 1, to the alternative that is alone in first place. */
function addFirstWeights(count: i32): void {
  const width = tableFacets + burdenCount;
  const winners = standingsFirst;
  const shares = standingsShares;
  const weights = standingsWeights;
  // where nobody is alone in first place, or nothing has a weight, nothing is shared
  for (let i = 0; i < count; i += 1) {
    const total = f64At(blockTotals, i);
    setF64(shares, i, total === 0 ? 0 : 1 / total);
  }
  for (let facet = 0; facet < tableFacets; facet += 1) {
    const active = bitsAt(blockActive, facet);
    const facets = rowOf(blockFacets, facet);
    const column = weights + ((facet as usize) << 3);
    for (let half = 0; half < 2; half += 1) {
      for (let rest = halfOf(active, half); rest !== 0; rest &= rest - 1) {
        const i = half * 64 + (ctz(rest) as i32);
        const winner = u8At(winners, i);
        if (winner !== nobody) addF64(column, winner * width, f64At(facets, i) * f64At(shares, i));
      }
    }
  }
  for (let burden = 0; burden < burdenCount; burden += 1) {
    const column = weights + (((tableFacets + burden) as usize) << 3);
    const burdens = rowOf(blockBurdens, burden);
    for (let i = 0; i < count; i += 1) {
      const winner = u8At(winners, i);
      if (winner !== nobody) addF64(column, winner * width, f64At(burdens, i) * f64At(shares, i));
    }
  }
}

/** The same for a first place that several share, each with its part. */
function shareFirstWeights(values: usize, most: f64, tied: i32, i: i32): void {
  const total = f64At(blockTotals, i);
  if (total === 0) return;
  const width = tableFacets + burdenCount;
  for (let a = 0; a < tableAlternatives; a += 1) {
    if (f64At(values, a) !== most) continue;
    for (let row = 0; row < width; row += 1) {
      const facet = row < tableFacets;
      if (facet && ((halfOf(bitsAt(blockActive, row), i >>> 6) >>> (i & 63)) & 1) === 0) continue;
      const weight = facet ? f64At(blockFacets, row * blockSize + i) : f64At(blockBurdens, (row - tableFacets) * blockSize + i);
      addF64(standingsWeights, a * width + row, weight / total / (tied as f64));
    }
  }
}
