import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem, type RecordPath } from './rule.js';

const shortestArgument = 60;

/** A judgement is ours, so it is argued where it stands. */
export const judgementsArgued: LintRule = {
  name: 'judgements-argued',
  description: `A statement or a footprint figure with basis judgement has a note that argues it (statements: at least ${shortestArgument} characters), and so has a utility of its own.`,
  overlay: true,
  check({ catalog }) {
    const statements = statementsIn(catalog).flatMap(({ at, statement }): LintProblem[] => {
      const unargued = statement.basis === 'judgement' && statement.note.length < shortestArgument;
      const utility = statement.utility !== undefined && statement.utility.reason.length < 20;
      return [
        ...(unargued
          ? [
              problem(
                { ...at, path: [...at.path, 'note'] },
                `a judgement needs its argument in the note, in at least ${shortestArgument} characters; or cite what documents it`,
              ),
            ]
          : []),
        ...(utility
          ? [problem({ ...at, path: [...at.path, 'utility'] }, 'say in `reason` why this statement is worth more or less than its level')]
          : []),
      ];
    });
    return [...statements, ...figures({ kind: 'footprint', id: '', path: [] }, catalog.footprint)];
  },
};

function figures(at: RecordPath, value: unknown): LintProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => figures({ ...at, path: [...at.path, index] }, item));
  if (typeof value !== 'object' || value === null) return [];
  const judged = 'basis' in value && value.basis === 'judgement';
  const argued = 'note' in value && typeof value.note === 'string' && value.note.length > 0;
  if (judged && !argued) return [problem(at, 'this figure is a judgement without a note; say what it was drawn from')];
  return Object.entries(value).flatMap(([key, item]) => figures({ ...at, path: [...at.path, key] }, item));
}
