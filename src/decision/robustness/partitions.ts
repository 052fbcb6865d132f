import { needLevels } from '../../condition/condition.js';
import type { AnswerDraws } from './answer-draws.js';
import { type Batch, wordMask } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { Kernel } from './kernel.js';
import type { Layout } from './layout.js';

/** A partition of the draws by the answer to one question: one column of bits per part, wherever it stands in linear memory. */
export interface Partition {
  readonly id: string;
  readonly question: string;
  /** addresses of the columns */
  readonly columns: readonly number[];
}

/** How many options of a question of several choices are looked at together. */
const jointOptions = 5;

/** How many columns there are of joint options, and of the partitions of all questions. */
export interface PartitionSizes {
  readonly joint: number;
  readonly all: number;
}

export function partitionSizes(layout: Layout, draws: AnswerDraws): PartitionSizes {
  let joint = 0;
  let all = 0;
  for (const [index, { question, count }] of layout.questions.entries()) {
    if (question.type === 'choices') joint += 1 << jointOptions;
    all += question.type === 'number' ? (draws.numbers[index]?.values.length ?? 0) : count;
  }
  return { joint, all: all + joint };
}

/**
 * The partitions that the open parts of some questions make.
 * @param joint room for the columns of joint options of all questions
 * @param open indices of the questions
 */
export function partitionsOf(
  model: CompiledModel,
  kernel: Kernel,
  batch: Batch,
  draws: AnswerDraws,
  joint: Uint32Array,
  open: readonly number[],
  openRow: (question: number, row: number) => boolean,
): Partition[] {
  const { bits, words } = batch;
  const bytes = words * bits.BYTES_PER_ELEMENT;
  const partitions: Partition[] = [];
  let room = joint.byteOffset;
  for (const index of open) {
    const columns = model.layout.questions[index];
    if (columns === undefined) continue;
    const { question, first, count } = columns;
    const from = bits.byteOffset + first * bytes;
    const add = (id: string, start: number, length: number, width = bytes) =>
      partitions.push({ id, question: question.id, columns: Array.from({ length }, (_, at) => start + at * width) });
    switch (question.type) {
      case 'choice':
      case 'yes-no':
        add(question.id, from, count);
        break;
      case 'choices': {
        const parts = joinOptions(kernel, batch, room, from, question.options);
        add(question.id, room, parts);
        room += parts * bytes;
        break;
      }
      case 'number':
        add(
          question.id,
          draws.parts[index]?.byteOffset ?? 0,
          draws.numbers[index]?.values.length ?? 0,
          draws.words * bits.BYTES_PER_ELEMENT,
        );
        break;
      case 'grid':
        for (const [row, { capability }] of question.rows.entries())
          if (openRow(index, row)) add(`${question.id}.${capability}`, from + row * needLevels.length * bytes, needLevels.length);
        break;
      case 'text':
        break;
    }
  }
  return partitions;
}

/** Columns, from address `into` on, for all combinations of the five options whose prior is nearest to one half. @returns how many */
function joinOptions(
  kernel: Kernel,
  batch: Batch,
  into: number,
  from: number,
  options: readonly { readonly prior?: number | undefined }[],
): number {
  const { words, bits } = batch;
  const bytes = words * bits.BYTES_PER_ELEMENT;
  const uncertain = options
    .map(({ prior = 0.5 }, at) => ({ at, spread: prior * (1 - prior) }))
    .sort((a, b) => b.spread - a.spread || a.at - b.at)
    .slice(0, jointOptions);
  const all = new Uint32Array(bits.buffer, into, words);
  for (let word = 0; word < words; word += 1) all[word] = wordMask(batch, word);
  // each option splits the parts so far into those without it and, behind them, those with it
  for (const [bit, { at }] of uncertain.entries()) {
    for (let part = 0; part < 1 << bit; part += 1) {
      const column = into + part * bytes;
      kernel.splitColumn(column, from + at * bytes, column + (1 << bit) * bytes, words);
    }
  }
  return 1 << uncertain.length;
}
