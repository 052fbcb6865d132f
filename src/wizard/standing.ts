import type { Answers } from '../decision/situation.js';
import type { Guide, Session } from './session.js';

/** How one candidate stands. */
export interface CandidateStanding {
  readonly id: string;
  readonly title: string;
  /** its best form, such as "Istio ambient" */
  readonly form: string;
  /** share of first places in percent, over weights, facts and everything not answered */
  readonly percent: number;
  /** every form of it fails a must */
  readonly ruledOut: boolean;
}

/** How the candidates stand under the answers so far. */
export interface Standing {
  /** by falling percent; those ruled out last */
  readonly candidates: readonly CandidateStanding[];
  readonly sure: 'clear' | 'leaning' | 'close-call' | 'no-alternative';
  /** the candidate that would be recommended now */
  readonly leader: string | undefined;
  /** another candidate that is first more often over everything still open */
  readonly oftenerFirst: string | undefined;
}

/** What the wizard asks of the decision model after every answer. */
export interface Adviser {
  /** does ahead of time what takes long at the first question */
  prepare(): void;
  /** @param weights overrides from the answers file */
  standing(answers: Answers, weights: Readonly<Record<string, number>>): Standing;
  guide(session: Session): Guide;
}

/** Falling percent, ruled out last; equal ones stay in catalog order. */
export function byStanding(candidates: readonly CandidateStanding[]): CandidateStanding[] {
  return [...candidates].sort((a, b) => Number(a.ruledOut) - Number(b.ruledOut) || b.percent - a.percent);
}
