import { type Decision, decide, type Knowledge } from '../decision/decide.js';
import { assembled, type FlatAnswers } from './flat-answers.js';

/** A decision with what is needed to compare it with others. */
export interface Outcome {
  readonly decision: Decision;
  /** id of the recommended alternative, or null when every one fails a must */
  readonly winner: string | null;
}

/** The nominal decision for flat answers. */
export function outcomeOf(knowledge: Knowledge, flat: FlatAnswers): Outcome {
  const { answers, weights } = assembled(knowledge.questionnaire, flat);
  const decision = decide(knowledge, answers, weights);
  return { decision, winner: decision.winner?.alternative.id ?? null };
}

/**
 * The lead of a candidate in points of 100: its best form that meets every must minus the best such form of another candidate; null when
 * either has none.
 */
export function leadOf({ ranking }: Decision, candidate: string): number | null {
  const best = (own: boolean) =>
    ranking.find(({ feasible, alternative }) => feasible && (alternative.candidate.id === candidate) === own)?.score.score;
  const [ours, theirs] = [best(true), best(false)];
  return ours === undefined || theirs === undefined ? null : ours - theirs;
}

/** The candidate of an alternative's id: `istio` of `istio/ambient`. */
export function candidateOf(alternative: string): string {
  return alternative.split('/')[0] ?? alternative;
}
