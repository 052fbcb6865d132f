import { type Alternative, alternativesOf, type Catalog } from '../catalog/catalog.js';
import type { Finding } from '../catalog/schema.js';
import { holds } from '../condition/condition.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import { aggregate, type Score, type Weights, weightsOf } from './aggregate.js';
import { type Burden, burdensOf, type Cash } from './burdens.js';
import { type EffortAccount, effortOf } from './effort.js';
import type { FootprintEstimate } from './footprint.js';
import { footprintFor } from './footprint-profile.js';
import { type Gate, gateOf } from './gates.js';
import type { LongevityPart } from './longevity.js';
import { type NeedValue, needValues } from './needs-value.js';
import { type Answers, type Situation, situationOf } from './situation.js';

/** Everything the decision needs to know besides the answers. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly questionnaire: Questionnaire;
}

/** One alternative, judged. */
export interface Assessment {
  readonly alternative: Alternative;
  readonly feasible: boolean;
  /** one per must */
  readonly gates: readonly Gate[];
  readonly needs: readonly NeedValue[];
  readonly burdens: readonly Burden[];
  readonly effort: EffortAccount;
  readonly footprint: FootprintEstimate;
  readonly cash: Cash;
  readonly longevityParts: readonly LongevityPart[];
  readonly score: Score;
}

/** The nominal decision. */
export interface Decision {
  readonly situation: Situation;
  readonly weights: Weights;
  /** feasible alternatives by falling score, then those ruled out by falling score; equal scores in catalog order */
  readonly ranking: readonly Assessment[];
  /** the first feasible one, or undefined when every alternative fails a must */
  readonly winner: Assessment | undefined;
  /** findings about the platform and the plan; those about single products name them */
  readonly findings: readonly Finding[];
}

/**
 * answers → needs → gates → values → ranking (decision-model sections 1 to 4). Pure: the same answers and knowledge give the same
 * decision; nothing throws on answers that passed validation.
 * @param overrides weights of single facets or burdens, from the answers file
 */
export function decide(knowledge: Knowledge, answers: Answers, overrides: Readonly<Record<string, number>> = {}): Decision {
  const { catalog, questionnaire } = knowledge;
  const situation = situationOf(questionnaire, catalog.model, answers);
  const weights = weightsOf(catalog, situation, overrides);
  const assessments = alternativesOf(catalog).map((alternative) => assess(catalog, alternative, situation, weights));
  const ranking = [...assessments].sort((a, b) => Number(b.feasible) - Number(a.feasible) || b.score.score - a.score.score);
  const winner = ranking.find((assessment) => assessment.feasible);
  const findings = catalog.findings.filter((finding) => holds(finding.when, situation.facts));
  return { situation, weights, ranking, winner, findings };
}

/** One alternative: what it gives for each need, its gates, its burdens and its score. */
export function assess(catalog: Catalog, alternative: Alternative, situation: Situation, weights: Weights): Assessment {
  const needs = needValues(catalog, alternative, situation);
  const gates = needs
    .filter(({ need }) => need.level === 'must')
    .map((value) => excludedGate(value) ?? gateOf(value.need, value.support, situation));
  const reliedOn = needs.filter((value) => value.reliedOn);
  const effort = effortOf(catalog, alternative, reliedOn, situation);
  const footprint = footprintFor(catalog, alternative, situation, reliedOn);
  const { burdens, cash, longevityParts } = burdensOf(catalog, alternative, situation, effort, footprint, reliedOn);
  const score = aggregate(weights, needs, burdens);
  return {
    alternative,
    feasible: gates.every((gate) => gate.outcome !== 'fail'),
    gates,
    needs,
    burdens,
    effort,
    footprint,
    cash,
    longevityParts,
    score,
  };
}

function excludedGate(value: NeedValue): Gate | undefined {
  if (value.excludedBy === undefined) return undefined;
  return {
    need: value.need,
    support: value.support,
    outcome: 'fail',
    reason: `cannot be used together with ${value.excludedBy} in this product`,
  };
}
