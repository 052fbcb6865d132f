import type { AnswerDraws } from './answer-draws.js';
import { type Batch, popcount } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { Kernel } from './kernel.js';
import { type Arena, f64, i32, place, u32 } from './memory.js';
import { type Partition, type PartitionSizes, partitionsOf } from './partitions.js';
import type { Standings, StandingsModel } from './standings.js';

/** Expected value of knowing the answer to one question, in units of V (0 to 1). */
export interface QuestionValue {
  /** question id, or `grid.row` */
  readonly id: string;
  readonly question: string;
  readonly evppi: number;
  readonly standardError: number;
}

/** Work space of the estimates. Made once. */
export interface InformationSpace {
  readonly kernel: Kernel;
  /** addresses of columns, and numbers of draws in them */
  readonly columns: Int32Array;
  readonly counts: Int32Array;
  /** sums of regret by column and alternative, on each half */
  readonly sums: readonly [Float64Array, Float64Array];
  readonly totals: readonly [Float64Array, Float64Array];
  /** columns of joint options */
  readonly joint: Uint32Array;
}

/** @param sizes as `partitionSizes` counts them */
export function informationPlaces({ stride, words }: Pick<Batch, 'stride' | 'words'>, sizes: PartitionSizes) {
  return {
    columns: i32(sizes.all),
    counts: i32(sizes.all),
    sums: f64(sizes.all * stride),
    otherSums: f64(sizes.all * stride),
    totals: f64(stride),
    otherTotals: f64(stride),
    joint: u32(sizes.joint * words),
  };
}

/** Places the work space. The kernel has to know the standings. */
export function informationSpace(
  arena: Arena,
  kernel: Kernel,
  batch: Pick<Batch, 'stride' | 'words'>,
  sizes: PartitionSizes,
): InformationSpace {
  const { sums, otherSums, totals, otherTotals, ...rest } = place(arena, informationPlaces(batch, sizes));
  return { kernel, ...rest, sums: [sums, otherSums], totals: [totals, otherTotals] };
}

/**
 * EVPPI of each open question from one simulation (Howard 1966; regret form, decision-model section 7): min_a E[R(a)] − Σ_o p(o) ·
 * min_a E[R(a) | answer o]. Cross-fitted: the best alternative per answer is chosen on one half of the draws and judged on the other,
 * both ways, because choosing and judging on the same draws is biased upwards. Numbers count by their few drawn values. A question of
 * several choices counts as its five most uncertain options together, a lower bound.
 * @param open indices of questions that are asked next: open and applicable
 * @param openRow whether a row of a grid is open
 */
export function questionValues(
  model: CompiledModel,
  batch: Batch,
  draws: AnswerDraws,
  standings: Standings,
  space: InformationSpace,
  open: readonly number[],
  openRow: (question: number, row: number) => boolean,
): QuestionValue[] {
  return valuesOfPartitions(model, batch, standings, space, partitionsOf(model, space.kernel, batch, draws, space.joint, open, openRow));
}

/** The same over given partitions of the draws. */
export function valuesOfPartitions(
  model: StandingsModel,
  batch: Batch,
  standings: Standings,
  space: InformationSpace,
  partitions: readonly Partition[],
): QuestionValue[] {
  const halves = halvesOf(model, batch, space);
  sumPartitions(batch, space, partitions, halves);
  let first = 0;
  return partitions.map(({ id, question, columns }) => {
    const from = first;
    first += columns.length;
    return { id, question, ...valueOfPartition(batch, standings, space, halves, columns, from) };
  });
}

/** One half of the draws. */
interface Half {
  /** words of its draws */
  readonly from: number;
  readonly to: number;
  /** draws that count */
  readonly draws: number;
  /** the alternative of least expected regret on it */
  readonly best: number;
  /** regret in total, and by column */
  readonly totals: Float64Array;
  readonly sums: Float64Array;
}

/** Both halves, with their regret in total. */
function halvesOf(model: StandingsModel, batch: Batch, space: InformationSpace): readonly [Half, Half] {
  const end = Math.ceil(batch.size / 32);
  const middle = Math.ceil(end / 2);
  const halfOf = (from: number, to: number, totals: Float64Array, sums: Float64Array): Half => {
    const draws = Math.min(batch.size, to * 32) - from * 32;
    space.kernel.sumRegret(from * 32, from * 32 + Math.max(0, draws), totals.byteOffset);
    let impossible = 0;
    for (let word = from; word < to; word += 1) impossible += popcount(batch.bits[model.impossible * batch.words + word] ?? 0);
    return { from, to, draws: Math.max(0, draws) - impossible, best: least(totals, 0, model.alternatives.length), totals, sums };
  };
  return [halfOf(0, middle, space.totals[0], space.sums[0]), halfOf(middle, end, space.totals[1], space.sums[1])];
}

/** Σ R(a) by part and half. The commonest answer is what is left of the total: most rows of a grid are "no". */
function sumPartitions({ stride, size }: Batch, space: InformationSpace, partitions: readonly Partition[], halves: readonly Half[]): void {
  const { kernel, columns, counts } = space;
  const all = partitions.flatMap((partition) => partition.columns);
  columns.set(all);
  kernel.countColumns(columns.byteOffset, all.length, Math.ceil(size / 32), counts.byteOffset);
  const commonest: number[] = [];
  let first = 0;
  for (const partition of partitions) {
    let most = first;
    for (let at = first; at < first + partition.columns.length; at += 1) if ((counts[at] ?? 0) > (counts[most] ?? 0)) most = at;
    commonest.push(most);
    columns[most] = 0;
    first += partition.columns.length;
  }
  for (const { from, to, totals, sums } of halves) {
    kernel.sumColumns(columns.byteOffset, all.length, from, to, sums.byteOffset);
    let start = 0;
    for (const [index, partition] of partitions.entries()) {
      const rest = (commonest[index] ?? 0) * stride;
      const end = start + partition.columns.length;
      for (let a = 0; a < stride; a += 1) {
        let sum = totals[a] ?? 0;
        for (let at = start; at < end; at += 1) sum -= sums[at * stride + a] ?? 0;
        sums[rest + a] = sum;
      }
      start = end;
    }
  }
}

/** EVPPI over one partition, whose sums begin with column `first`. */
function valueOfPartition(
  { stride }: Batch,
  { alternatives }: Standings,
  { kernel }: InformationSpace,
  [one, other]: readonly [Half, Half],
  columns: readonly number[],
  first: number,
): { evppi: number; standardError: number } {
  let gain = 0;
  let squares = 0;
  for (const [chooser, judge] of [
    [one, other],
    [other, one],
  ] as const) {
    const standard = chooser.best;
    for (const [part, column] of columns.entries()) {
      const row = (first + part) * stride;
      const choice = least(chooser.sums, row, alternatives);
      if ((chooser.sums[row + choice] ?? 0) >= (chooser.sums[row + standard] ?? 0) - tiny) continue;
      gain += (judge.sums[row + standard] ?? 0) - (judge.sums[row + choice] ?? 0);
      squares += kernel.squaredDifferences(column, judge.from, judge.to, standard, choice);
    }
  }
  const draws = one.draws + other.draws;
  const mean = draws === 0 ? 0 : gain / draws;
  const variance = draws === 0 ? 0 : Math.max(0, squares / draws - mean * mean);
  return { evppi: Math.max(0, mean), standardError: draws === 0 ? 0 : Math.sqrt(variance / draws) };
}

/** Differences of sums of regret below this are rounding. */
const tiny = 1e-9;

function least(sums: Float64Array, from: number, alternatives: number): number {
  let best = 0;
  for (let a = 1; a < alternatives; a += 1) if ((sums[from + a] ?? 0) < (sums[from + best] ?? 0) - tiny) best = a;
  return best;
}
