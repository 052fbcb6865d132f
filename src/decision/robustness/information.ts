import { needLevels } from '../../condition/condition.js';
import { type Batch, lanes, popcount } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { QuestionColumns } from './layout.js';
import type { Standings } from './standings.js';

/** Expected value of knowing the answer to one question, in units of V (0 to 1). */
export interface QuestionValue {
  /** question id, or `grid.row` */
  readonly id: string;
  readonly question: string;
  readonly evppi: number;
  readonly standardError: number;
}

/** A partition of the draws by the answer to one question. */
interface Partition {
  readonly id: string;
  readonly question: string;
  /** columns of its parts; draws in none of them are the last part */
  readonly columns: readonly number[];
  /** parts by code instead, for numbers and joint options */
  readonly codes: Uint8Array | undefined;
  readonly parts: number;
}

/**
 * EVPPI of each open question from one simulation (Howard 1966; regret form, decision-model section 7): min_a E[R(a)] − Σ_o p(o) ·
 * min_a E[R(a) | answer o]. Cross-fitted: the best alternative per answer is chosen on one half of the draws and judged on the other,
 * both ways, because choosing and judging on the same draws is biased upwards. A question of several choices counts as its five most
 * uncertain options together, a lower bound.
 * @param open indices of questions that are asked next to each other: open and applicable
 * @param openRow whether a row of a grid is open
 */
export function questionValues(
  model: CompiledModel,
  batch: Batch,
  standings: Standings,
  open: readonly number[],
  openRow: (question: number, row: number) => boolean,
): QuestionValue[] {
  const halves = halfSums(model, batch, standings);
  return open
    .flatMap((index) => partitionsOf(model, batch, index, openRow))
    .map((partition) => valueOf(batch, standings, halves, partition));
}

interface Halves {
  /** first draw of the second half, a multiple of 32 */
  readonly split: number;
  readonly counts: readonly [number, number];
  /** Σ R(a) per half */
  readonly sums: readonly [Float64Array, Float64Array];
  /** alternative with the least expected regret on each half */
  readonly best: readonly [number, number];
}

function halfSums(model: CompiledModel, batch: Batch, { regret, alternatives }: Standings): Halves {
  const split = Math.min(batch.size, Math.ceil(batch.words / 2) * 32);
  const sums: [Float64Array, Float64Array] = [new Float64Array(alternatives), new Float64Array(alternatives)];
  const counts: [number, number] = [0, 0];
  for (const half of [0, 1] as const) {
    for (let n = half === 0 ? 0 : split; n < (half === 0 ? split : batch.size); n += 1) {
      counts[half] += impossibleAt(model, batch, n) ? 0 : 1;
      for (let a = 0; a < alternatives; a += 1) sums[half][a] = (sums[half][a] ?? 0) + (regret[n * batch.stride + a] ?? 0);
    }
  }
  return { split, counts, sums, best: [least(sums[0], 0, alternatives), least(sums[1], 0, alternatives)] };
}

function valueOf(batch: Batch, standings: Standings, halves: Halves, partition: Partition): QuestionValue {
  const { alternatives } = standings;
  const { parts } = partition;
  const sums = [new Float64Array(parts * lanesOf(alternatives)), new Float64Array(parts * lanesOf(alternatives))];
  const stride = lanesOf(alternatives);
  for (const half of [0, 1]) {
    const into = sums[half] ?? new Float64Array(0);
    if (partition.codes === undefined) sumByColumn(batch, standings, halves, partition, half, into, stride);
    else sumByCode(batch, standings, halves, partition.codes, half, into, stride);
  }
  let gain = 0;
  let squares = 0;
  let draws = 0;
  for (const half of [0, 1] as const) {
    const chooser = sums[half] ?? new Float64Array(0);
    const judge = sums[1 - half] ?? new Float64Array(0);
    const standard = halves.best[half];
    const other = half === 0 ? 1 : 0;
    draws += halves.counts[other];
    for (let part = 0; part < parts; part += 1) {
      const choice = least(chooser, part * stride, alternatives);
      if (choice === standard || isEmptyPart(chooser, part * stride, alternatives)) continue;
      gain += (judge[part * stride + standard] ?? 0) - (judge[part * stride + choice] ?? 0);
      squares += squaredDifferences(batch, standings, halves, partition, part, other, standard, choice);
    }
  }
  const mean = draws === 0 ? 0 : gain / draws;
  const variance = draws === 0 ? 0 : Math.max(0, squares / draws - mean * mean);
  return {
    id: partition.id,
    question: partition.question,
    evppi: Math.max(0, mean),
    standardError: draws === 0 ? 0 : Math.sqrt(variance / draws),
  };
}

function sumByColumn(batch: Batch, { regret }: Standings, halves: Halves, partition: Partition, half: number, into: Float64Array, stride: number): void {
  const { bits, words } = batch;
  const fromWord = half === 0 ? 0 : halves.split >>> 5;
  const toWord = half === 0 ? halves.split >>> 5 : words;
  const largest = largestColumn(batch, partition.columns, fromWord, toWord);
  for (const [part, column] of partition.columns.entries()) {
    if (part === largest) continue;
    const at = part * stride;
    for (let chunk = 0; chunk < stride; chunk += lanes) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let s4 = 0;
      let s5 = 0;
      let s6 = 0;
      let s7 = 0;
      for (let word = fromWord; word < toWord; word += 1) {
        let rest = bits[column * words + word] ?? 0;
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
      into[at + chunk] = s0;
      into[at + chunk + 1] = s1;
      into[at + chunk + 2] = s2;
      into[at + chunk + 3] = s3;
      into[at + chunk + 4] = s4;
      into[at + chunk + 5] = s5;
      into[at + chunk + 6] = s6;
      into[at + chunk + 7] = s7;
    }
  }
  // the commonest answer is what is left: most rows of a grid are "no"
  const total = halves.sums[half] ?? into;
  for (let a = 0; a < total.length; a += 1) {
    let rest = total[a] ?? 0;
    for (let part = 0; part < partition.parts; part += 1) if (part !== largest) rest -= into[part * stride + a] ?? 0;
    into[largest * stride + a] = rest;
  }
}

function sumByCode(batch: Batch, { regret, alternatives }: Standings, halves: Halves, codes: Uint8Array, half: number, into: Float64Array, stride: number): void {
  const to = half === 0 ? halves.split : batch.size;
  for (let n = half === 0 ? 0 : halves.split; n < to; n += 1) {
    const at = (codes[n] ?? 0) * stride;
    const from = n * stride;
    for (let a = 0; a < alternatives; a += 1) into[at + a] = (into[at + a] ?? 0) + (regret[from + a] ?? 0);
  }
}

/** Σ (R(standard) − R(choice))² over one part of one half. */
function squaredDifferences(
  batch: Batch,
  { regret }: Standings,
  halves: Halves,
  partition: Partition,
  part: number,
  half: number,
  standard: number,
  choice: number,
): number {
  const { bits, words, stride } = batch;
  let sum = 0;
  const to = half === 0 ? halves.split : batch.size;
  for (let n = half === 0 ? 0 : halves.split; n < to; n += 1) {
    const inPart =
      partition.codes !== undefined
        ? partition.codes[n] === part
        : (((bits[(partition.columns[part] ?? 0) * words + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) === 1;
    if (!inPart) continue;
    const difference = (regret[n * stride + standard] ?? 0) - (regret[n * stride + choice] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

function partitionsOf(model: CompiledModel, batch: Batch, index: number, openRow: (question: number, row: number) => boolean): Partition[] {
  const columns = model.layout.questions[index];
  if (columns === undefined) return [];
  const { question, first, count } = columns;
  const base = { id: question.id, question: question.id, codes: undefined };
  switch (question.type) {
    case 'choice':
    case 'yes-no': {
      const all = Array.from({ length: count }, (_, at) => first + at);
      return [{ ...base, columns: all, parts: count }];
    }
    case 'choices':
      return [{ ...base, ...jointOptions(batch, columns), columns: [] }];
    case 'number': {
      const codes = batch.codes[index] ?? new Uint8Array(batch.size);
      return [{ ...base, columns: [], codes, parts: 1 + codes.reduce((most, code) => Math.max(most, code), 0) }];
    }
    case 'grid':
      return question.rows.flatMap(({ capability }, row) =>
        openRow(index, row)
          ? [
              {
                ...base,
                id: `${question.id}.${capability}`,
                columns: needLevels.map((_, rank) => first + row * needLevels.length + rank),
                parts: needLevels.length,
              },
            ]
          : [],
      );
    case 'text':
      return [];
  }
}

/** The five options whose prior is nearest to one half, as one code. */
function jointOptions(batch: Batch, { question, first }: QuestionColumns): { codes: Uint8Array; parts: number } {
  const options = question.type === 'choices' ? question.options : [];
  const uncertain = options
    .map((option, at) => ({ at, spread: (option.prior ?? 0.5) * (1 - (option.prior ?? 0.5)) }))
    .sort((a, b) => b.spread - a.spread || a.at - b.at)
    .slice(0, 5);
  const codes = new Uint8Array(batch.size);
  for (const [bit, { at }] of uncertain.entries()) {
    const column = (first + at) * batch.words;
    for (let n = 0; n < batch.size; n += 1) codes[n] = (codes[n] ?? 0) | ((((batch.bits[column + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) << bit);
  }
  return { codes, parts: 1 << uncertain.length };
}

function largestColumn({ bits, words }: Batch, columns: readonly number[], fromWord: number, toWord: number): number {
  let largest = 0;
  let most = -1;
  for (const [part, column] of columns.entries()) {
    let count = 0;
    for (let word = fromWord; word < toWord; word += 1) count += popcount(bits[column * words + word] ?? 0);
    if (count > most) {
      most = count;
      largest = part;
    }
  }
  return largest;
}

function least(sums: Float64Array, from: number, alternatives: number): number {
  let best = 0;
  for (let a = 1; a < alternatives; a += 1) if ((sums[from + a] ?? 0) < (sums[from + best] ?? 0)) best = a;
  return best;
}

/** No draws, or no regret for anybody: nothing to choose by. */
function isEmptyPart(sums: Float64Array, from: number, alternatives: number): boolean {
  for (let a = 0; a < alternatives; a += 1) if (sums[from + a] !== 0) return false;
  return true;
}

function impossibleAt(model: CompiledModel, { bits, words }: Batch, n: number): boolean {
  return (((bits[model.impossible * words + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) === 1;
}

function lanesOf(alternatives: number): number {
  return Math.ceil(alternatives / lanes) * lanes;
}
