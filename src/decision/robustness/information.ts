import type { AnswerDraws } from './answer-draws.js';
import { type Batch, lanes, popcount } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import { jointOptions, partitionsOf } from './partitions.js';
import type { Standings, StandingsModel } from './standings.js';

/** Expected value of knowing the answer to one question, in units of V (0 to 1). */
export interface QuestionValue {
  /** question id, or `grid.row` */
  readonly id: string;
  readonly question: string;
  readonly evppi: number;
  readonly standardError: number;
}

/** Work space of the estimates: sums per part and half. Made once. */
export interface InformationSpace {
  readonly sums: readonly [Float64Array, Float64Array];
  readonly totals: readonly [Float64Array, Float64Array];
  readonly counts: Int32Array;
  /** the alternative of least expected regret on each half */
  readonly best: Int32Array;
  /** columns of joint options */
  readonly joint: Uint32Array;
}

/** @param parts most parts of a partition */
export function informationSpace(batch: Batch, parts: number): InformationSpace {
  const sums = () => new Float64Array(parts * batch.stride);
  return {
    sums: [sums(), sums()],
    totals: [new Float64Array(batch.stride), new Float64Array(batch.stride)],
    counts: new Int32Array(2),
    best: new Int32Array(2),
    joint: new Uint32Array((1 << jointOptions) * batch.words),
  };
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
  sumHalves(model, batch, standings, space);
  return open.flatMap((index) =>
    partitionsOf(model, batch, draws, space.joint, index, openRow).map(({ id, question, bits, columns }) => {
      const { evppi, standardError } = valueOfPartition(batch, standings, space, bits, columns);
      return { id, question, evppi, standardError };
    }),
  );
}

/** First word of the second half. */
function splitOf(batch: Batch): number {
  return Math.ceil(batch.words / 2);
}

/** Regret of each half in total. */
export function sumHalves(model: StandingsModel, batch: Batch, standings: Standings, space: InformationSpace): void {
  const split = splitOf(batch);
  const { regret } = standings;
  for (let half = 0; half < 2; half += 1) {
    const sums = half === 0 ? space.totals[0] : space.totals[1];
    sums.fill(0);
    const from = half === 0 ? 0 : split * 32;
    const to = half === 0 ? Math.min(batch.size, split * 32) : batch.size;
    for (let a = 0; a < model.alternatives.length; a += 1) {
      let sum = 0;
      for (let n = from; n < to; n += 1) sum += regret[n * batch.stride + a] ?? 0;
      sums[a] = sum;
    }
    space.best[half] = least(sums, 0, model.alternatives.length);
    let impossible = 0;
    for (let word = half === 0 ? 0 : split; word < (half === 0 ? split : batch.words); word += 1)
      impossible += popcount(batch.bits[model.impossible * batch.words + word] ?? 0);
    space.counts[half] = Math.max(0, to - from) - impossible;
  }
}

/** EVPPI over one partition of the draws, once the halves are summed. */
export function valueOfPartition(
  batch: Batch,
  standings: Standings,
  space: InformationSpace,
  bits: Uint32Array,
  columns: Int32Array,
): { evppi: number; standardError: number } {
  const parts = columns.length;
  const { stride } = batch;
  const alternatives = standings.alternatives;
  sumParts(batch, standings, bits, columns, 0, splitOf(batch), space.sums[0], space.totals[0]);
  sumParts(batch, standings, bits, columns, splitOf(batch), batch.words, space.sums[1], space.totals[1]);
  let gain = 0;
  let squares = 0;
  let draws = 0;
  for (let half = 0; half < 2; half += 1) {
    const chooser = half === 0 ? space.sums[0] : space.sums[1];
    const judge = half === 0 ? space.sums[1] : space.sums[0];
    const standard = space.best[half] ?? 0;
    const from = half === 0 ? splitOf(batch) : 0;
    const to = half === 0 ? batch.words : splitOf(batch);
    draws += space.counts[1 - half] ?? 0;
    for (let part = 0; part < parts; part += 1) {
      const choice = least(chooser, part * stride, alternatives);
      if ((chooser[part * stride + choice] ?? 0) >= (chooser[part * stride + standard] ?? 0) - tiny) continue;
      gain += (judge[part * stride + standard] ?? 0) - (judge[part * stride + choice] ?? 0);
      squares += squaredDifferences(standings.regret, stride, bits, columns[part] ?? 0, from, to, standard, choice);
    }
  }
  const mean = draws === 0 ? 0 : gain / draws;
  const variance = draws === 0 ? 0 : Math.max(0, squares / draws - mean * mean);
  return { evppi: Math.max(0, mean), standardError: draws === 0 ? 0 : Math.sqrt(variance / draws) };
}

/** Differences of sums of regret below this are rounding. */
const tiny = 1e-9;

/** Σ R(a) per part. The commonest answer is what is left of the total: most rows of a grid are "no". */
function sumParts(
  batch: Batch,
  { regret }: Standings,
  bits: Uint32Array,
  columns: Int32Array,
  fromWord: number,
  toWord: number,
  into: Float64Array,
  totals: Float64Array,
): void {
  const { stride } = batch;
  let largest = 0;
  let most = -1;
  for (let part = 0; part < columns.length; part += 1) {
    let count = 0;
    const column = columns[part] ?? 0;
    for (let word = fromWord; word < toWord; word += 1) count += popcount(bits[column + word] ?? 0);
    if (count > most) {
      most = count;
      largest = part;
    }
  }
  for (let part = 0; part < columns.length; part += 1) {
    if (part === largest) continue;
    for (let chunk = 0; chunk < stride; chunk += lanes)
      sumColumn(regret, stride, chunk, bits, columns[part] ?? 0, fromWord, toWord, into, part * stride + chunk);
  }
  for (let a = 0; a < stride; a += 1) {
    let rest = totals[a] ?? 0;
    for (let part = 0; part < columns.length; part += 1) if (part !== largest) rest -= into[part * stride + a] ?? 0;
    into[largest * stride + a] = rest;
  }
}

/** Eight sums in registers over the draws of one column. */
function sumColumn(
  regret: Float64Array,
  stride: number,
  chunk: number,
  bits: Uint32Array,
  column: number,
  fromWord: number,
  toWord: number,
  into: Float64Array,
  at: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  for (let word = fromWord; word < toWord; word += 1) {
    let rest = bits[column + word] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const from = (word * 32 + 31 - Math.clz32(low)) * stride + chunk;
      s0 += regret[from] ?? 0;
      s1 += regret[from + 1] ?? 0;
      s2 += regret[from + 2] ?? 0;
      s3 += regret[from + 3] ?? 0;
      s4 += regret[from + 4] ?? 0;
      s5 += regret[from + 5] ?? 0;
      s6 += regret[from + 6] ?? 0;
      s7 += regret[from + 7] ?? 0;
    }
  }
  into[at] = s0;
  into[at + 1] = s1;
  into[at + 2] = s2;
  into[at + 3] = s3;
  into[at + 4] = s4;
  into[at + 5] = s5;
  into[at + 6] = s6;
  into[at + 7] = s7;
}

/** Σ (R(standard) − R(choice))² over one part of one half. */
function squaredDifferences(
  regret: Float64Array,
  stride: number,
  bits: Uint32Array,
  column: number,
  fromWord: number,
  toWord: number,
  standard: number,
  choice: number,
): number {
  let sum = 0;
  for (let word = fromWord; word < toWord; word += 1) {
    let rest = bits[column + word] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const from = (word * 32 + 31 - Math.clz32(low)) * stride;
      const difference = (regret[from + standard] ?? 0) - (regret[from + choice] ?? 0);
      sum += difference * difference;
    }
  }
  return sum;
}

function least(sums: Float64Array, from: number, alternatives: number): number {
  let best = 0;
  for (let a = 1; a < alternatives; a += 1) if ((sums[from + a] ?? 0) < (sums[from + best] ?? 0)) best = a;
  return best;
}
