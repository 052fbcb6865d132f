import type { Decision } from '../decide.js';
import type { QuestionValue } from './information.js';

/** How sure the recommendation is, from the share of draws in which its candidate is first. */
export type RobustVerdict =
  | {
      readonly kind: 'clear' | 'leaning' | 'close-call';
      readonly recommended: { readonly alternative: string; readonly candidate: string; readonly firsts: number };
      /** the other candidate that is most often first, or null when there is none */
      readonly rival: { readonly alternative: string; readonly candidate: string; readonly firsts: number } | null;
      /** another candidate is first more often than the recommended one */
      readonly rivalAhead: boolean;
    }
  | { readonly kind: 'no-alternative' };

export interface AlternativeStanding {
  readonly id: string;
  readonly candidate: string;
  /** share of draws at rank 1, 2, …; ruled-out draws take no rank */
  readonly rankAcceptability: readonly number[];
  readonly first: number;
}

export interface CandidateStanding {
  readonly id: string;
  readonly first: number;
}

/** Weights that speak for an alternative, and how sure it is first under them. */
export interface CentralWeights {
  readonly id: string;
  /** facet or burden id → mean weight, weights summing to 1, over the draws in which the alternative is first */
  readonly weights: Readonly<Record<string, number>>;
  /** probability that it is first with these weights; undefined when it was not asked for */
  readonly confidence: number | undefined;
}

/** Result of a robustness analysis (decision-model sections 5 and 7). */
export interface Robustness {
  /** draws made, and those whose drawn answers do not contradict each other: all shares are of these */
  readonly draws: number;
  readonly counted: number;
  /** 95 % half-width of a share at one half, the widest: no digit beyond it means anything */
  readonly halfWidth: number;
  readonly alternatives: readonly AlternativeStanding[];
  readonly candidates: readonly CandidateStanding[];
  /** share of draws in which every alternative fails a must */
  readonly none: number;
  /** [a][b]: share of draws in which a is before b, ties one half; order of `alternatives` */
  readonly pairwise: readonly (readonly number[])[];
  /** only alternatives that are ever first */
  readonly centralWeights: readonly CentralWeights[];
  /** choice entropy over candidates and "none", in bits */
  readonly entropy: number;
  readonly verdict: RobustVerdict;
  /** open questions that apply now, most valuable first */
  readonly questions: readonly QuestionValue[];
  /** the question to ask next, or undefined when none is open */
  readonly nextQuestion: string | undefined;
  /** P(another candidate wins | weights and facts at likely values), over all open answers together */
  readonly couldDiffer: number;
  /** the stop rule: couldDiffer < 0.05 */
  readonly settled: boolean;
}

/** Shares of first places from which a verdict is called clear and leaning, and the stop rule's probability. */
export const verdictShares = { clear: 0.8, leaning: 0.6, stop: 0.05 } as const;

/** The verdict (decision-model section 5). */
export function robustVerdict(
  decision: Decision,
  candidates: readonly CandidateStanding[],
  alternatives: readonly AlternativeStanding[],
): RobustVerdict {
  const { winner } = decision;
  if (winner === undefined) return { kind: 'no-alternative' };
  const own = winner.alternative.candidate.id;
  const firsts = candidates.find(({ id }) => id === own)?.first ?? 0;
  const [best] = candidates.filter(({ id, first }) => id !== own && first > 0).sort((a, b) => b.first - a.first);
  const rivalAhead = best !== undefined && best.first > firsts;
  return {
    kind: rivalAhead || firsts < verdictShares.leaning ? 'close-call' : firsts >= verdictShares.clear ? 'clear' : 'leaning',
    recommended: { alternative: winner.alternative.id, candidate: own, firsts },
    rival: best === undefined ? null : { alternative: bestFormOf(best.id, alternatives), candidate: best.id, firsts: best.first },
    rivalAhead,
  };
}

function bestFormOf(candidate: string, alternatives: readonly AlternativeStanding[]): string {
  const [form] = alternatives.filter((alternative) => alternative.candidate === candidate).sort((a, b) => b.first - a.first);
  return form?.id ?? candidate;
}
