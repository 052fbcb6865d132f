import type { Assessment, Decision } from './decide.js';

/** Shares of first places from which a verdict is called clear and leaning. */
export const verdictShares = { clear: 0.8, leaning: 0.6 } as const;

/** How often a candidate, in any of its forms, is first. */
export interface CandidateStanding {
  readonly id: string;
  /** share of draws, 0 to 1 */
  readonly first: number;
}

/** How sure the recommendation is (decision-model section 5). */
export type Verdict =
  | {
      readonly kind: 'clear' | 'leaning' | 'close-call';
      /** the alternative that the answers as they stand put first */
      readonly alternative: string;
      readonly candidate: string;
      /** share of draws in which its candidate is first, 0 to 1 */
      readonly firsts: number;
      /** the alternative of another candidate to compare with; null when every other candidate fails a must */
      readonly runnerUp: string | null;
      /** points of score between the two, 0 or more */
      readonly margin: number | null;
      /** the other candidate that is most often first; null when none ever is */
      readonly rival: { readonly candidate: string; readonly firsts: number } | null;
      /** the rival is first more often than the recommended candidate */
      readonly rivalAhead: boolean;
    }
  | {
      readonly kind: 'no-alternative';
      /** for each alternative the musts it fails: its minimal relaxation, fewest first, then by score */
      readonly relaxations: readonly { readonly alternative: string; readonly musts: readonly string[] }[];
    };

/**
 * The verdict: the alternative that is first on the answers as they stand, called clear, leaning or a close call by the share of draws in
 * which its candidate is first. Forms of one candidate do not compete here: a tie between them is no close call.
 */
export function verdictOf(decision: Decision, candidates: readonly CandidateStanding[]): Verdict {
  const { winner } = decision;
  if (winner === undefined) return { kind: 'no-alternative', relaxations: relaxationsOf(decision) };
  const own = winner.alternative.candidate.id;
  const firsts = candidates.find(({ id }) => id === own)?.first ?? 0;
  const best = oftenestOther(candidates, own);
  const rivalAhead = best !== undefined && best.first > firsts;
  const runnerUp = rivalOf(decision, winner, candidates);
  return {
    kind: rivalAhead || firsts < verdictShares.leaning ? 'close-call' : firsts >= verdictShares.clear ? 'clear' : 'leaning',
    alternative: winner.alternative.id,
    candidate: own,
    firsts,
    runnerUp: runnerUp?.alternative.id ?? null,
    margin: runnerUp === undefined ? null : winner.score.score - runnerUp.score.score,
    rival: best === undefined ? null : { candidate: best.id, firsts: best.first },
    rivalAhead,
  };
}

/**
 * The alternative to compare the winner with: the best feasible form of the other candidate that is most often first, or, where that one
 * is ruled out on the answers as they stand, the best feasible form of any other candidate.
 */
export function rivalOf(decision: Decision, winner: Assessment, candidates: readonly CandidateStanding[]): Assessment | undefined {
  const own = winner.alternative.candidate.id;
  const others = decision.ranking.filter(({ feasible, alternative }) => feasible && alternative.candidate.id !== own);
  const oftenest = oftenestOther(candidates, own)?.id;
  return others.find(({ alternative }) => alternative.candidate.id === oftenest) ?? others[0];
}

function oftenestOther(candidates: readonly CandidateStanding[], own: string): CandidateStanding | undefined {
  return candidates.filter(({ id, first }) => id !== own && first > 0).sort((a, b) => b.first - a.first)[0];
}

function relaxationsOf(decision: Decision): { alternative: string; musts: readonly string[] }[] {
  return decision.ranking
    .map((assessment) => ({
      assessment,
      musts: assessment.gates.filter((gate) => gate.outcome === 'fail').map((gate) => gate.need.capability),
    }))
    .sort((a, b) => a.musts.length - b.musts.length || b.assessment.score.score - a.assessment.score.score)
    .map(({ assessment, musts }) => ({ alternative: assessment.alternative.id, musts }));
}
