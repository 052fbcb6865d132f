import { alternativesOf } from '../catalog/catalog.js';
import type { AnswerValue } from '../condition/condition.js';
import { decide, type Knowledge } from '../decision/decide.js';
import { reanalyse } from '../decision/robustness/analyse.js';
import { type Prepared, prepare } from '../decision/robustness/prepared.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { type Answers, applicableAnswers, questionsOf } from '../decision/situation.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import { levelsOf } from './answer-words.js';
import type { Session } from './session.js';
import { type Adviser, byStanding, type CandidateStanding, type Standing } from './standing.js';

/** Draws of a wizard: 95 % half-width of a share 0.016 at most, so that whole percents are all that is shown. */
export const wizardDraws = 4000;

/** From this gain in expected value (of 1) on, beyond its standard error, a question is worth asking for itself. */
export const worthAsking = 0.002;

/**
 * An adviser from the robustness analysis: shares of first places over weights, facts and unanswered questions; the stop rule and the
 * value of each open question as the decision model defines them (sections 5 and 7).
 */
export function robustAdviser(knowledge: Knowledge, draws = wizardDraws): Adviser {
  let prepared: Prepared | undefined;
  const recent = new Map<string, Robustness>();
  const forms = new Map(alternativesOf(knowledge.catalog).map((alternative) => [alternative.id, alternative]));

  const analyse = (answers: Answers, weights: Readonly<Record<string, number>>, held: Answers = answers): Robustness => {
    const known = applicableAnswers(knowledge.questionnaire, held);
    const key = JSON.stringify([known, weights]);
    const cached = recent.get(key);
    if (cached !== undefined) return cached;
    prepared ??= prepare(knowledge, { draws });
    const robustness = reanalyse(prepared, known, weights, decide(knowledge, applicableAnswers(knowledge.questionnaire, answers), weights));
    if (recent.size > 200) recent.clear();
    recent.set(key, robustness);
    return robustness;
  };

  return {
    prepare: () => {
      analyse({}, {});
    },
    standing(answers, weights) {
      const robustness = analyse(answers, weights);
      return standingOf(knowledge, robustness, (id) => forms.get(id)?.variant.short ?? id);
    },
    guide(session: Session) {
      const robustness = analyse(session.answers, session.weights, withSkippedHeld(knowledge.questionnaire, session));
      const gain = new Map<string, number>();
      for (const { question, evppi, standardError } of robustness.questions) {
        if (session.asked.includes(question)) continue;
        gain.set(question, (gain.get(question) ?? 0) + Math.max(0, evppi - standardError));
      }
      const decisive = [...gain].filter(([, value]) => value > worthAsking).map(([question]) => question);
      return { decisive, couldDiffer: robustness.couldDiffer, settled: robustness.settled };
    },
  };
}

/**
 * The answers with what was asked and is not known held where the nominal decision has it: no need, nothing ticked, the likeliest option
 * that brings nothing about, the middle of the range. Asking on cannot resolve it, so it must not keep the questions going; in the
 * standing and in the report it stays unknown.
 */
function withSkippedHeld(questionnaire: Questionnaire, session: Session): Answers {
  const held: Record<string, AnswerValue> = { ...session.answers };
  for (const question of questionsOf(questionnaire)) {
    if (!session.asked.includes(question.id)) continue;
    const value = session.answers[question.id];
    if (question.type === 'grid') {
      const levels = levelsOf(value);
      held[question.id] = Object.fromEntries(question.rows.map((row) => [row.capability, levels[row.capability] ?? 'no']));
    } else if (value === undefined) {
      const assumed = assumedAnswer(question);
      if (assumed !== undefined) held[question.id] = assumed;
    }
  }
  return held;
}

function assumedAnswer(question: Exclude<Question, { type: 'grid' }>): AnswerValue | undefined {
  switch (question.type) {
    case 'choice': {
      const neutral = question.options.filter((option) => option.effects.length === 0);
      return (
        [...neutral].sort((a, b) => (b.prior ?? 0) - (a.prior ?? 0))[0] ?? question.options.find((option) => option.value === 'normal')
      )?.value;
    }
    case 'choices':
      return [];
    case 'yes-no':
      return question.prior >= 0.5;
    case 'number':
      return question.prior[1];
    case 'text':
      return undefined;
  }
}

function standingOf(knowledge: Knowledge, robustness: Robustness, formTitle: (id: string) => string): Standing {
  const { verdict } = robustness;
  const recommended = verdict.kind === 'no-alternative' ? undefined : verdict;
  const candidates = knowledge.catalog.candidates.map((candidate): CandidateStanding => {
    const forms = robustness.alternatives.filter((alternative) => alternative.candidate === candidate.id);
    const best = [...forms].sort((a, b) => b.first - a.first)[0];
    const form = recommended?.candidate === candidate.id ? recommended.alternative : best?.id;
    return {
      id: candidate.id,
      title: candidate.title,
      form: form === undefined ? candidate.title : formTitle(form),
      percent: 100 * (robustness.candidates.find((one) => one.id === candidate.id)?.first ?? 0),
      ruledOut: forms.every((one) => one.rankAcceptability.every((share) => share === 0)),
    };
  });
  return {
    candidates: byStanding(candidates),
    sure: verdict.kind,
    leader: recommended?.candidate,
    oftenerFirst: verdict.kind !== 'no-alternative' && verdict.rivalAhead ? verdict.rival?.candidate : undefined,
  };
}
