import { isGrid } from '../../condition/answer-value.js';
import type { Decision } from '../decide.js';
import { type AnswerChange, type Flip, singleChanges } from '../flips.js';
import { type Answers, isNeedLevel } from '../situation.js';
import type { Prepared } from './prepared.js';
import { type Change, outcomesOf } from './scenarios.js';

/** Two changes that together put another candidate first, while neither does alone. */
export interface PairFlip {
  readonly changes: readonly [PairChange, PairChange];
  readonly winner: string | null;
  /** sum of both distances */
  readonly distance: number;
}

type PairChange = Omit<AnswerChange, 'answers'>;

/** The same as `flipsOf`, by one evaluation of all changes together (a test holds the two together). */
export function singleFlips(
  prepared: Prepared,
  answers: Answers,
  decision: Decision,
  overrides: Readonly<Record<string, number>> = {},
): Flip[] {
  const { model } = prepared;
  const first = decision.winner?.alternative;
  const changes = singleChanges(model.knowledge, answers, decision);
  const outcomes = outcomesOf(prepared, answers, overrides, changes.map(changeOf), model.candidates.indexOf(first?.candidate.id ?? ''));
  return changes
    .flatMap(({ answers: _, ...change }, index): Flip[] => {
      const winner = model.alternatives[outcomes[index]?.winner ?? -1];
      if (winner?.id === first?.id) return [];
      return [{ ...change, winner: winner?.id ?? null, otherCandidate: winner?.candidateId !== first?.candidate.id }];
    })
    .sort((a, b) => Number(b.otherCandidate) - Number(a.otherCandidate) || a.distance - b.distance);
}

/** How many single changes pairs are built from, how many of them about one answer, and how many pairs are reported. */
const beam = { width: 64, perKey: 2, reported: 12 } as const;

/**
 * Pairs of changes that put another candidate first while neither change does: a beam over the single changes that come nearest to it.
 * Nearest first; not exhaustive (decision-model section 6).
 */
export function pairFlips(
  prepared: Prepared,
  answers: Answers,
  decision: Decision,
  overrides: Readonly<Record<string, number>> = {},
): PairFlip[] {
  const { model } = prepared;
  const own = decision.winner?.alternative.candidate.id;
  if (own === undefined) return [];
  const than = model.candidates.indexOf(own);
  const changes = singleChanges(model.knowledge, answers, decision);
  const outcomes = outcomesOf(prepared, answers, overrides, changes.map(changeOf), than);
  const near = changes
    .map((change, index) => ({ change, outcome: outcomes[index] ?? { winner: -1, lead: 0 } }))
    .filter(({ outcome }) => model.alternatives[outcome.winner]?.candidate === than)
    .sort((a, b) => b.outcome.lead - a.outcome.lead || a.change.distance - b.change.distance)
    .map(({ change }) => change)
    .filter(({ key }, index, all) => all.slice(0, index).filter((earlier) => earlier.key === key).length < beam.perKey)
    .slice(0, beam.width);
  const pairs = near.flatMap((one, index) =>
    near.slice(index + 1).flatMap((other) => (canMeet(one, other) ? [[one, other] as const] : [])),
  );
  const together = outcomesOf(
    prepared,
    answers,
    overrides,
    pairs.map(([one, other]) => bothOf(one, other)),
    than,
  );
  return pairs
    .flatMap(([one, other], index): PairFlip[] => {
      const winner = model.alternatives[together[index]?.winner ?? -1];
      return winner?.candidate === than
        ? []
        : [{ changes: [withoutAnswers(one), withoutAnswers(other)], winner: winner?.id ?? null, distance: one.distance + other.distance }];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, beam.reported);
}

function changeOf(change: AnswerChange): Change {
  const value = change.answers[change.question.id];
  return value === undefined ? [] : [[change.question.id, value]];
}

/** Two changes of one answer cannot both be made; two rows of one grid can. */
function canMeet(one: AnswerChange, other: AnswerChange): boolean {
  return one.question.id !== other.question.id || (one.question.type === 'grid' && one.key !== other.key);
}

function bothOf(one: AnswerChange, other: AnswerChange): Change {
  const rows = one.answers[one.question.id];
  const { to } = other;
  if (one.question.id !== other.question.id || rows === undefined || !isGrid(rows) || !isNeedLevel(to))
    return [...changeOf(one), ...changeOf(other)];
  return [[one.question.id, { ...rows, [other.key.slice(other.question.id.length + 1)]: to }]];
}

function withoutAnswers({ answers: _, ...change }: AnswerChange): PairChange {
  return change;
}
