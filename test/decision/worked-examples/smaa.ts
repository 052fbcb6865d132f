import { blockSize, blockWords } from '../../../src/decision/kernel/sizes.js';
import { batchOf, batchPlaces, shapeOf } from '../../../src/decision/robustness/batch.js';
import { weightPlaces } from '../../../src/decision/robustness/block.js';
import { informationPlaces, informationSpace } from '../../../src/decision/robustness/information.js';
import { connect, kernelOf, withoutTables } from '../../../src/decision/robustness/kernel.js';
import { standingNumbers } from '../../../src/decision/robustness/kernel-tables.js';
import { arenaOf, bytesOf, i32, place, u32 } from '../../../src/decision/robustness/memory.js';
import { connectBatch, connectStandings } from '../../../src/decision/robustness/prepared.js';
import { type Standings, standingsOf, standingsPlaces } from '../../../src/decision/robustness/standings.js';

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
  const { kernel, batch, standings, block } = exampleOf(alternatives, criteria, draws.length);
  for (let first = 0; first < draws.length; first += blockSize) {
    const count = Math.min(blockSize, draws.length - first);
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
    kernel.countBlock(first, count);
  }
  return resultOf(standings, alternatives, criteria);
}

/** A kernel that counts, over a batch with nothing but values and columns: every alternative a candidate, every one feasible. */
export function exampleOf(alternatives: number, criteria: number, size: number, parts = 0) {
  const model = {
    alternatives: Array.from({ length: alternatives }, (_, candidate) => ({ candidate })),
    candidates: Array.from({ length: alternatives }, (_, candidate) => String(candidate)),
    facets: Array.from({ length: criteria }, (_, criterion) => String(criterion)),
    failures: 0,
    impossible: alternatives,
  };
  const layout = { questions: [], quantities: [] };
  const columns = alternatives + 1;
  const shape = shapeOf(alternatives, size);
  const sizes = { joint: 0, all: parts };
  const own = { ...weightPlaces(criteria), alternativeCandidate: i32(alternatives), bits: u32(parts * shape.words) };
  const arena = arenaOf(
    bytesOf(
      own,
      batchPlaces(layout, columns, alternatives, size),
      standingsPlaces(model, { size, ...shape }),
      informationPlaces(shape, sizes),
    ),
  );
  const kernel = kernelOf(arena, withoutTables);
  const { alternativeCandidate, bits, ...block } = place(arena, own);
  alternativeCandidate.set(model.alternatives.map(({ candidate }) => candidate));
  const batch = batchOf(arena, layout, columns, alternatives, size);
  const standings = standingsOf(arena, model, batch);
  connect(kernel, '', { alternativeCandidate, ...standingNumbers(model) });
  connect(kernel, 'block', block);
  connectBatch(kernel, batch);
  connectStandings(kernel, standings);
  return { model, kernel, batch, standings, block, bits, space: informationSpace(arena, kernel, batch, sizes) };
}

function resultOf(standings: Standings, alternatives: number, criteria: number): SmaaResult {
  const size = standings.counted[0] ?? 0;
  const rows = (counts: Float64Array, stride = alternatives) =>
    Array.from({ length: alternatives }, (_, a) =>
      Array.from(counts.subarray(a * stride, a * stride + alternatives), (count) => count / size),
    );
  return {
    ranks: rows(standings.ranks),
    wins: rows(standings.wins, standings.wins.length / alternatives),
    central: Array.from({ length: alternatives }, (_, a) => {
      const weights = [...standings.weights.subarray(a * standings.width, a * standings.width + criteria)];
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return total === 0 ? undefined : weights.map((weight) => weight / total);
    }),
  };
}
