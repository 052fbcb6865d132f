import type { Assessment, Decision } from './decide.js';
import type { Robustness } from './robustness/robustness.js';

/** One alternative under two sets of answers. */
export interface ComparedAlternative {
  readonly id: string;
  readonly title: string;
  readonly before: Standing;
  readonly after: Standing;
  /** musts that it fails only before, and only after the change */
  readonly noLongerFails: readonly string[];
  readonly newlyFails: readonly string[];
}

export interface Standing {
  readonly score: number;
  readonly feasible: boolean;
  /** place among the feasible, from 1; null when ruled out */
  readonly place: number | null;
  /** share of draws in which it is first */
  readonly first: number;
}

/** What a change of answers does. */
export interface Comparison {
  /** in the order of the ranking after the change */
  readonly alternatives: readonly ComparedAlternative[];
  readonly winnerBefore: string | null;
  readonly winnerAfter: string | null;
  readonly changed: boolean;
}

/** Two decisions side by side, with the robustness of each; both of the same catalog. */
export function compareDecisions(before: Decision, after: Decision, robustBefore: Robustness, robustAfter: Robustness): Comparison {
  const winnerBefore = before.winner?.alternative.id ?? null;
  const winnerAfter = after.winner?.alternative.id ?? null;
  return {
    winnerBefore,
    winnerAfter,
    changed: winnerBefore !== winnerAfter,
    alternatives: after.ranking.flatMap((one): ComparedAlternative[] => {
      const { id, variant } = one.alternative;
      const other = before.ranking.find(({ alternative }) => alternative.id === id);
      if (other === undefined) return [];
      const failed = failedMusts(other);
      const fails = failedMusts(one);
      return [
        {
          id,
          title: variant.title,
          before: standingOf(before, other, robustBefore),
          after: standingOf(after, one, robustAfter),
          noLongerFails: failed.filter((must) => !fails.includes(must)),
          newlyFails: fails.filter((must) => !failed.includes(must)),
        },
      ];
    }),
  };
}

function standingOf({ ranking }: Decision, assessment: Assessment, robustness: Robustness): Standing {
  const { id } = assessment.alternative;
  return {
    score: assessment.score.score,
    feasible: assessment.feasible,
    place: assessment.feasible ? ranking.indexOf(assessment) + 1 : null,
    first: robustness.alternatives.find((one) => one.id === id)?.first ?? 0,
  };
}

function failedMusts({ gates }: Assessment): string[] {
  return gates.filter(({ outcome }) => outcome === 'fail').map(({ need }) => need.capability);
}
