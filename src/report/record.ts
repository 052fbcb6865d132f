import type { Assessment } from '../decision/decide.js';
import type { AnswerChange } from '../decision/flips.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import type { Sensitivity } from '../decision/robustness/sensitivity.js';
import type { ReportInput } from './input.js';
import { type DecisionRecord, recordVersion } from './record-schema.js';

type RecordInput = Pick<ReportInput, 'decision' | 'file' | 'edition' | 'robustness' | 'sensitivity'>;

/**
 * The decision as a machine-readable record (decision.json): the verdict first, then everything it rests on.
 */
export function decisionRecord({ decision, file, edition, robustness, sensitivity }: RecordInput): DecisionRecord {
  const { situation, winner } = decision;
  return {
    formatVersion: recordVersion,
    name: file.name,
    edition,
    verdict: robustness.verdict,
    recommendation:
      winner === undefined
        ? null
        : { candidate: winner.alternative.candidate.id, alternative: winner.alternative.id, title: winner.alternative.variant.title },
    ranking: decision.ranking.map(assessmentRecord),
    robustness: robustnessRecord(robustness),
    openQuestions: robustness.questions.map(({ id, evppi, standardError }) => ({ question: id, evppi, standardError })),
    sensitivity: sensitivityRecord(sensitivity),
    needs: situation.needs,
    importance: situation.importance,
    permissions: situation.permissions,
    profile: situation.profile,
    weights: decision.weights,
    findings: decision.findings.map(({ id, severity, title, appliesTo }) => ({
      id,
      severity,
      title,
      ...(appliesTo === undefined ? {} : { appliesTo }),
    })),
    answers: file.answers,
    weightOverrides: file.weights,
  };
}

function robustnessRecord(robustness: Robustness): DecisionRecord['robustness'] {
  const { draws, counted, halfWidth, alternatives, candidates, none, pairwise, centralWeights, entropy, couldDiffer, settled } = robustness;
  return {
    draws,
    counted,
    halfWidth,
    candidates,
    none,
    alternatives: alternatives.map(({ id, first, rankAcceptability }) => ({ alternative: id, first, rankAcceptability })),
    pairwise: pairwise.map((row, index) => ({
      alternative: alternatives[index]?.id ?? '',
      before: Object.fromEntries(row.flatMap((share, other) => (other === index ? [] : [[alternatives[other]?.id ?? '', share]]))),
    })),
    centralWeights: centralWeights.map(({ id, weights, confidence }) => ({ alternative: id, confidence: confidence ?? null, weights })),
    entropy,
    couldDiffer,
    settled,
  };
}

function sensitivityRecord(sensitivity: Sensitivity): DecisionRecord['sensitivity'] {
  const { flips, changesTried, pairFlips, factFlips, weightIntervals, nearestWeights } = sensitivity;
  return {
    changesTried,
    flips: flips.map((flip) => ({ ...changeRecord(flip), winner: flip.winner, otherCandidate: flip.otherCandidate })),
    pairFlips: pairFlips.map(({ changes, winner, distance }) => ({ changes: changes.map(changeRecord), winner, distance })),
    factFlips: factFlips.map(({ alternative, support, level, winner }) => ({
      alternative,
      capability: support.capability.id,
      from: support.statement.level,
      to: level,
      winner,
    })),
    weightIntervals,
    nearestWeights: nearestWeights ?? null,
  };
}

type RecordedChange = DecisionRecord['sensitivity']['pairFlips'][number]['changes'][number];

function changeRecord({ key, from, to, distance, prior }: Omit<AnswerChange, 'answers'>): RecordedChange {
  return { key, from: from ?? null, to, distance, prior };
}

function assessmentRecord(assessment: Assessment): DecisionRecord['ranking'][number] {
  const { alternative, feasible, score, gates, needs, burdens, effort, footprint, cash } = assessment;
  return {
    alternative: alternative.id,
    title: alternative.variant.title,
    feasible,
    score: score.score,
    range: [score.low, score.high],
    ruledOutBy: gates
      .filter((gate) => gate.outcome === 'fail')
      .map((gate) => ({
        capability: gate.need.capability,
        reason: gate.reason,
        origins: gate.need.origins,
        statedBy: gate.support.statedBy,
        level: gate.support.statement.level,
        sources: gate.support.statement.sources,
      })),
    conditions: gates
      .filter((gate) => gate.outcome !== 'fail' && gate.outcome !== 'pass')
      .map((gate) => ({
        capability: gate.need.capability,
        outcome: gate.outcome,
        reason: gate.reason,
        ...(gate.dependsOn === undefined ? {} : { dependsOn: gate.dependsOn }),
      })),
    contributions: score.contributions,
    needs: needs.map(({ need, support, value, reliedOn, excludedBy }) => ({
      capability: need.capability,
      need: need.level,
      level: support.statement.level,
      value,
      reliedOn,
      ...(excludedBy === undefined ? {} : { excludedBy }),
      statedBy: support.statedBy,
      sources: support.statement.sources,
    })),
    burdens: burdens.map(({ burden, value, quantity, unit }) => ({ burden, value, quantity, unit })),
    effort: { adoptDays: effort.adopt, runDaysPerMonth: effort.run, lines: effort.lines },
    footprint: {
      cores: footprint.cores,
      memoryGb: footprint.memoryGb,
      reservedCores: footprint.reservedCores,
      reservedGb: footprint.reservedGb,
      latencyP50Ms: footprint.latencyP50Ms,
      latencyP99Ms: footprint.latencyP99Ms,
    },
    cash,
  };
}

/** The record as text: JSON with numbers of six significant digits, so that it is stable and no digit beyond the model's is printed. */
export function recordText(record: DecisionRecord): string {
  return `${JSON.stringify(record, (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value), 2)}\n`;
}
