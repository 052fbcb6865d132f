import { type Batch, batchOf } from '../../../src/decision/robustness/batch.js';
import { type Block, blockSize, blockWords } from '../../../src/decision/robustness/block.js';
import { countBlock, type Standings, type StandingsModel, standingsOf } from '../../../src/decision/robustness/standings.js';

/** One draw of a published example: a weight vector, and the value of each alternative on each criterion. */
export interface Draw {
  readonly weights: readonly number[];
  readonly values: readonly (readonly number[])[];
}

export interface SmaaResult {
  /** alternative × rank */
  readonly ranks: readonly (readonly number[])[];
  /** pairwise winning, ties one half */
  readonly wins: readonly (readonly number[])[];
  /** undefined where an alternative is never first */
  readonly central: readonly (readonly number[] | undefined)[];
}

/** Runs our SMAA-2 counting over the draws of an example: criteria stand for facets, their weighted sum for V. */
export function smaa(alternatives: number, criteria: number, draws: readonly Draw[]): SmaaResult {
  const model: StandingsModel = {
    alternatives: Array.from({ length: alternatives }, (_, candidate) => ({ candidate })),
    candidates: Array.from({ length: alternatives }, (_, candidate) => String(candidate)),
    facets: Array.from({ length: criteria }, (_, criterion) => String(criterion)),
    failures: 0,
    impossible: alternatives,
  };
  const batch = emptyBatch(alternatives + 1, alternatives, draws.length);
  const standings = standingsOf(model, batch);
  const block = exampleBlock(criteria);
  for (let first = 0; first < draws.length; first += blockSize) {
    const count = Math.min(blockSize, draws.length - first);
    block.active.fill(-1);
    block.facets.fill(0);
    for (let i = 0; i < count; i += 1) {
      const { weights, values } = draws[first + i] ?? { weights: [], values: [] };
      block.totals[i] = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [criterion, weight] of weights.entries()) block.facets[criterion * blockSize + i] = weight;
      for (const [a, row] of values.entries())
        batch.values[(first + i) * batch.stride + a] =
          row.reduce((sum, value, criterion) => sum + value * (weights[criterion] ?? 0), 0) / (block.totals[i] ?? 1);
    }
    // bits beyond the last draw do not count
    for (let k = 0; k < blockWords; k += 1) {
      const left = count - k * 32;
      const inside = left >= 32 ? -1 : left <= 0 ? 0 : (1 << left) - 1;
      for (let facet = 0; facet < criteria; facet += 1) block.active[facet * blockWords + k] = inside;
    }
    countBlock(model, batch, block, standings, first, count);
  }
  return resultOf(standings, alternatives, criteria);
}

function resultOf(standings: Standings, alternatives: number, criteria: number): SmaaResult {
  const size = standings.draws;
  const rows = (counts: Float64Array) =>
    Array.from({ length: alternatives }, (_, a) =>
      Array.from(counts.subarray(a * alternatives, (a + 1) * alternatives), (count) => count / size),
    );
  return {
    ranks: rows(standings.ranks),
    wins: rows(standings.wins),
    central: Array.from({ length: alternatives }, (_, a) => {
      const weights = [...standings.weights.subarray(a * standings.width, a * standings.width + criteria)];
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return total === 0 ? undefined : weights.map((weight) => weight / total);
    }),
  };
}

/** A batch with nothing but values and columns. */
export function emptyBatch(columns: number, alternatives: number, size: number): Batch {
  const layout = { questions: [], quantities: [] };
  return batchOf(layout, columns, alternatives, size);
}

function exampleBlock(criteria: number): Pick<Block, 'totals' | 'facets' | 'burdens' | 'active'> {
  return {
    totals: new Float64Array(blockSize),
    facets: new Float64Array(criteria * blockSize),
    burdens: new Float64Array(8 * blockSize),
    active: new Int32Array(criteria * blockWords),
  };
}
