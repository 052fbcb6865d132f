import { sameAnswer } from '../condition/answer-value.js';
import type { Knowledge } from '../decision/decide.js';
import { contradictionsIn } from '../questionnaire/answers.js';
import { type Difference, distinctValues } from './differences.js';
import { assembled, type FlatAnswers, type FlatValue } from './flat-answers.js';
import { candidateOf, leadOf, type Outcome, outcomeOf } from './outcome.js';

/** What happens to one person's recommendation when one answer is exchanged for somebody else's. */
export interface Exchange {
  /** whose answers are changed */
  readonly source: string;
  /** the answer put in; undefined: left open */
  readonly to: FlatValue | undefined;
  /** who gave it */
  readonly of: readonly string[];
  readonly effect: Effect;
}

export type Effect =
  /** the answers would contradict one another */
  | { readonly kind: 'contradicts'; readonly contradictions: readonly string[] }
  | {
      readonly kind: 'decided';
      readonly winner: string | null;
      /** another alternative is recommended; `otherCandidate`: of another candidate */
      readonly changed: boolean;
      readonly otherCandidate: boolean;
      /** lead of the candidate recommended before, in points of 100, before and after; null: it or every rival is ruled out, or there is none */
      readonly leadBefore: number | null;
      readonly leadAfter: number | null;
    };

/** One person's answers with the decision that they lead to. */
export interface Standpoint {
  readonly source: string;
  readonly flat: FlatAnswers;
  readonly outcome: Outcome;
}

/** Every exchange of one difference: in each person's answers, each other answer that somebody gave. */
export function exchangesOf(knowledge: Knowledge, standpoints: readonly Standpoint[], difference: Difference): Exchange[] {
  return standpoints.flatMap((standpoint) => {
    const own = standpoint.flat[difference.key];
    return distinctValues(difference.opinions)
      .filter((value) => !sameAnswer(value, own))
      .map(
        (to): Exchange => ({
          source: standpoint.source,
          to,
          of: difference.opinions.filter(({ value }) => sameAnswer(value, to)).map(({ source }) => source),
          effect: effectOf(knowledge, standpoint.outcome, withAnswer(standpoint.flat, difference.key, to)),
        }),
      );
  });
}

/** What other answers make of a recommendation. */
export function effectOf(knowledge: Knowledge, before: Outcome, answers: FlatAnswers): Effect {
  const contradictions = errorsAmong(knowledge, answers);
  if (contradictions.length > 0) return { kind: 'contradicts', contradictions };
  const after = outcomeOf(knowledge, answers);
  const candidate = before.winner === null ? undefined : candidateOf(before.winner);
  return {
    kind: 'decided',
    winner: after.winner,
    changed: after.winner !== before.winner,
    otherCandidate: (after.winner === null ? undefined : candidateOf(after.winner)) !== candidate,
    leadBefore: candidate === undefined ? null : leadOf(before.decision, candidate),
    leadAfter: candidate === undefined ? null : leadOf(after.decision, candidate),
  };
}

/** Ids of the contradictions that would refuse these answers. */
export function errorsAmong({ questionnaire }: Knowledge, flat: FlatAnswers): string[] {
  const place = {
    problem: (_path: unknown, details: { readonly id: string; readonly severity: 'error' | 'warning'; readonly message: string }) => ({
      ...details,
      file: '',
      line: 1,
      column: 1,
      lineText: '',
    }),
  };
  return contradictionsIn(questionnaire, assembled(questionnaire, flat).answers, () => place)
    .filter(({ severity }) => severity === 'error')
    .map(({ id }) => id);
}

/** Flat answers with one of them exchanged; undefined leaves it open. */
export function withAnswer(flat: FlatAnswers, key: string, value: FlatValue | undefined): FlatAnswers {
  const { [key]: _before, ...others } = flat;
  return value === undefined ? others : { ...others, [key]: value };
}
