import type { Knowledge } from '../decision/decide.js';
import { reanalyse } from '../decision/robustness/analyse.js';
import { prepare } from '../decision/robustness/prepared.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import { type DecisiveSet, decisiveSet } from './decisive-set.js';
import { compareAnswers, type Difference, type NamedAnswers } from './differences.js';
import { type Exchange, errorsAmong, exchangesOf, type Standpoint } from './effects.js';
import { assembled, type FlatAnswers, type FlatValue, flattened } from './flat-answers.js';
import { candidateOf, leadOf, type Outcome, outcomeOf } from './outcome.js';
import { type MergeRule, settle } from './rules.js';

/** The recommendation that some answers lead to. */
export interface Recommendation {
  readonly source: string;
  readonly alternative: string | null;
  /** title of the alternative, or null */
  readonly title: string | null;
  readonly verdict: Robustness['verdict']['kind'];
  /** share of the draws in which a form of the recommended candidate is first, 0 to 1; null without a recommendation */
  readonly first: number | null;
  /** lead over the best other candidate in points of 100; null when there is none */
  readonly lead: number | null;
}

/** A difference with what it matters to the outcome. */
export interface WeighedDifference extends Difference {
  /** empty for names and other texts, which decide nothing */
  readonly exchanges: readonly Exchange[];
  /** what the merged file takes; undefined: left open */
  readonly taken: FlatValue | undefined;
  /** an exchange of it alone puts another candidate first */
  readonly decisive: boolean;
  /** the largest change of a lead by an exchange of it alone, in points of 100 */
  readonly points: number;
}

/** Several people's answers, merged. */
export interface Merge {
  readonly agreed: FlatAnswers;
  /** the decisive ones first, then by falling effect on the lead */
  readonly differences: readonly WeighedDifference[];
  /** from each person to each other one who gets another candidate recommended */
  readonly decisiveSets: readonly DecisiveSet[];
  /** under each file, then under the merged one */
  readonly recommendations: readonly Recommendation[];
  readonly merged: AnswersFile;
  /** ids of contradictions among the merged answers: the merged file is refused until they are resolved */
  readonly contradictions: readonly string[];
}

/** Name of the merged answers among the sources. */
export const mergedSource = 'merged';

/**
 * Merges answers: what is agreed, what differs and whether it matters, the recommendation under each file and under the merged answers.
 * Every effect is decided anew, so it agrees with `what-if`.
 * @param files two or more, each with a source of its own
 */
export function mergeAnswers(knowledge: Knowledge, files: readonly NamedAnswers[], rule: MergeRule): Merge {
  const { questionnaire } = knowledge;
  const { agreed, differences } = compareAnswers(questionnaire, files);
  const deciding = differences.filter(({ question }) => question?.type !== 'text');
  const standpoints = files.map(({ source, file }): Standpoint => {
    const flat = flattened(file);
    return { source, flat, outcome: outcomeOf(knowledge, flat) };
  });
  const weighed = differences
    .map((difference): WeighedDifference => {
      const names = difference.question?.type === 'text';
      const exchanges = names ? [] : exchangesOf(knowledge, standpoints, difference);
      return { ...difference, exchanges, taken: settle(rule, difference), ...weightOf(exchanges) };
    })
    .sort((a, b) => Number(b.decisive) - Number(a.decisive) || b.points - a.points);
  const settled = Object.fromEntries(weighed.flatMap(({ key, taken }) => (taken === undefined ? [] : [[key, taken]])));
  const flat: FlatAnswers = { ...agreed, ...settled };
  const merged: AnswersFile = { name: files[0]?.file.name ?? 'merged', ...assembled(questionnaire, flat) };
  return {
    agreed,
    differences: weighed,
    decisiveSets: standpoints.flatMap((from) =>
      standpoints.flatMap((to) => (from === to ? [] : (decisiveSet(knowledge, from, to, deciding) ?? []))),
    ),
    recommendations: recommendationsOf(knowledge, [...standpoints, { source: mergedSource, flat, outcome: outcomeOf(knowledge, flat) }]),
    merged,
    contradictions: errorsAmong(knowledge, flat),
  };
}

function weightOf(exchanges: readonly Exchange[]): { decisive: boolean; points: number } {
  const decided = exchanges.flatMap(({ effect }) => (effect.kind === 'decided' ? [effect] : []));
  const changes = decided.map(({ leadBefore, leadAfter }) =>
    leadBefore === null || leadAfter === null ? 0 : Math.abs(leadAfter - leadBefore),
  );
  return { decisive: decided.some(({ otherCandidate }) => otherCandidate), points: Math.max(0, ...changes) };
}

function recommendationsOf(knowledge: Knowledge, standpoints: readonly Standpoint[]): Recommendation[] {
  const prepared = prepare(knowledge);
  return standpoints.map(({ source, flat, outcome }): Recommendation => {
    const { answers, weights } = assembled(knowledge.questionnaire, flat);
    const robustness = reanalyse(prepared, answers, weights, outcome.decision);
    return { source, ...recommendedBy(outcome), verdict: robustness.verdict.kind, first: firstOf(outcome, robustness) };
  });
}

function recommendedBy({ decision, winner }: Outcome): Pick<Recommendation, 'alternative' | 'title' | 'lead'> {
  return {
    alternative: winner,
    title: decision.winner?.alternative.variant.title ?? null,
    lead: winner === null ? null : leadOf(decision, candidateOf(winner)),
  };
}

function firstOf({ winner }: Outcome, { candidates }: Robustness): number | null {
  return winner === null ? null : (candidates.find(({ id }) => id === candidateOf(winner))?.first ?? 0);
}
