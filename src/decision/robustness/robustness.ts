import type { CandidateStanding, Verdict } from '../verdict.js';
import type { QuestionValue } from './information.js';

export interface AlternativeStanding {
  readonly id: string;
  readonly candidate: string;
  /** share of draws at rank 1, 2, …; ruled-out draws take no rank */
  readonly rankAcceptability: readonly number[];
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
  readonly verdict: Verdict;
  /** open questions that apply now, most valuable first */
  readonly questions: readonly QuestionValue[];
  /** the question to ask next, or undefined when none is open */
  readonly nextQuestion: string | undefined;
  /** P(another candidate wins | weights and facts at likely values), over all open answers together */
  readonly couldDiffer: number;
  /** the stop rule: couldDiffer < `stopProbability` */
  readonly settled: boolean;
}

/** Below this probability that another candidate would win, no further question is needed. */
export const stopProbability = 0.05;
