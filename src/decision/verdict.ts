import type { Assessment, Decision } from './decide.js';

/** How sure the recommendation is. */
export type Verdict =
  | {
      readonly kind: 'clear' | 'leaning' | 'close-call';
      readonly alternative: string;
      readonly runnerUp: string | null;
      readonly margin: number | null;
    }
  | {
      readonly kind: 'no-alternative';
      /** for each alternative the musts it fails: its minimal relaxation, fewest first, then by score */
      readonly relaxations: readonly { readonly alternative: string; readonly musts: readonly string[] }[];
    };

/** Margins in points of score from which the nominal ranking is called leaning and clear. */
export const nominalMargins = { leaning: 2, clear: 6 } as const;

/**
 * The nominal verdict: the margin between the winner and the best feasible alternative of another candidate. A tie between two forms
 * of one product is no close call.
 */
export function nominalVerdict(decision: Decision): Verdict {
  const { winner } = decision;
  if (winner === undefined) return { kind: 'no-alternative', relaxations: relaxationsOf(decision) };
  const runnerUp = rivalOf(decision, winner);
  if (runnerUp === undefined) return { kind: 'clear', alternative: winner.alternative.id, runnerUp: null, margin: null };
  const margin = winner.score.score - runnerUp.score.score;
  return {
    kind: margin >= nominalMargins.clear ? 'clear' : margin >= nominalMargins.leaning ? 'leaning' : 'close-call',
    alternative: winner.alternative.id,
    runnerUp: runnerUp.alternative.id,
    margin,
  };
}

/** The best feasible alternative of another candidate. */
export function rivalOf(decision: Decision, winner: Assessment): Assessment | undefined {
  return decision.ranking.find(
    (assessment) => assessment.feasible && assessment.alternative.candidate.id !== winner.alternative.candidate.id,
  );
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
