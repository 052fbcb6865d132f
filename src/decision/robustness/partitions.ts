import { needLevels } from '../../condition/condition.js';
import type { AnswerDraws } from './answer-draws.js';
import { type Batch, wordMask } from './batch.js';
import type { CompiledModel } from './compiled-model.js';
import type { Layout } from './layout.js';

/** A partition of the draws by the answer to one question: one column of bits per part, wherever it stands. */
export interface Partition {
  readonly id: string;
  readonly question: string;
  readonly bits: Uint32Array;
  /** first words of the columns */
  readonly columns: Int32Array;
}

/** How many options of a question of several choices are looked at together. */
export const jointOptions = 5;

/** Most parts that a partition can have. */
export function mostParts(layout: Layout, draws: AnswerDraws): number {
  return Math.max(1 << jointOptions, ...layout.questions.map(({ count }) => count), ...draws.numbers.map(({ values }) => values.length));
}

/**
 * The partitions that the open parts of one question make. `joint` is work space for the columns of joint options: a partition may stand
 * in it, so use it before the next question's.
 */
export function partitionsOf(
  model: CompiledModel,
  batch: Batch,
  draws: AnswerDraws,
  joint: Uint32Array,
  index: number,
  openRow: (question: number, row: number) => boolean,
): Partition[] {
  const columns = model.layout.questions[index];
  if (columns === undefined) return [];
  const { question, first, count } = columns;
  const { bits, words } = batch;
  const consecutive = (from: number, length: number) => Int32Array.from({ length }, (_, at) => (from + at) * words);
  const base = { id: question.id, question: question.id };
  switch (question.type) {
    case 'choice':
    case 'yes-no':
      return [{ ...base, bits, columns: consecutive(first, count) }];
    case 'choices': {
      const parts = joinOptions(batch, joint, first, question.options);
      return [{ ...base, bits: joint, columns: consecutive(0, parts) }];
    }
    case 'number': {
      const parts = draws.numbers[index]?.values.length ?? 0;
      return [{ ...base, bits: draws.parts[index] ?? bits, columns: Int32Array.from({ length: parts }, (_, at) => at * draws.words) }];
    }
    case 'grid':
      return question.rows.flatMap(({ capability }, row) =>
        openRow(index, row)
          ? [
              {
                id: `${question.id}.${capability}`,
                question: question.id,
                bits,
                columns: consecutive(first + row * needLevels.length, needLevels.length),
              },
            ]
          : [],
      );
    case 'text':
      return [];
  }
}

/** Columns for all combinations of the five options whose prior is nearest to one half. @returns how many there are */
function joinOptions(batch: Batch, joint: Uint32Array, first: number, options: readonly { readonly prior?: number | undefined }[]): number {
  const { bits, words } = batch;
  const uncertain = options
    .map(({ prior = 0.5 }, at) => ({ at, spread: prior * (1 - prior) }))
    .sort((a, b) => b.spread - a.spread || a.at - b.at)
    .slice(0, jointOptions);
  for (let word = 0; word < words; word += 1) joint[word] = wordMask(batch, word);
  // each option splits the parts so far into those without it and, behind them, those with it
  for (const [bit, { at }] of uncertain.entries()) {
    const column = (first + at) * words;
    const half = (1 << bit) * words;
    for (let part = 0; part < half; part += words) {
      for (let word = 0; word < words; word += 1) {
        const both = joint[part + word] ?? 0;
        const set = bits[column + word] ?? 0;
        joint[part + word] = both & ~set;
        joint[half + part + word] = both & set;
      }
    }
  }
  return 1 << uncertain.length;
}
