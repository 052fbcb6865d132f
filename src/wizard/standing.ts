import { decide, type Knowledge } from '../decision/decide.js';
import { type Answers, applicableAnswers } from '../decision/situation.js';
import { nominalVerdict } from '../decision/verdict.js';
import { applicableQuestions, type Guide, type Session } from './session.js';

/** How one candidate stands. */
export interface CandidateStanding {
  readonly id: string;
  readonly title: string;
  /** its best form, such as "Istio ambient" */
  readonly form: string;
  /** share of first places in percent, or (`measure: score`) points of 100 */
  readonly percent: number;
  /** every form of it fails a must */
  readonly ruledOut: boolean;
}

/** How the candidates stand under the answers so far. */
export interface Standing {
  readonly measure: 'first-places' | 'score';
  /** by falling percent; those ruled out last */
  readonly candidates: readonly CandidateStanding[];
  readonly sure: 'clear' | 'leaning' | 'close-call' | 'no-alternative';
  /** the candidate that would be recommended now */
  readonly leader: string | undefined;
}

/** What the wizard asks of the decision model after every answer. */
export interface Adviser {
  /** @param weights overrides from the answers file */
  standing(answers: Answers, weights: Readonly<Record<string, number>>): Standing;
  guide(session: Session): Guide;
}

/**
 * An adviser from the nominal decision alone: the standing is the score of each candidate's best form. It never calls anything settled
 * before every essential question was asked.
 */
export function nominalAdviser(knowledge: Knowledge): Adviser {
  return {
    standing(answers, weights) {
      const decision = decide(knowledge, applicableAnswers(knowledge.questionnaire, answers), weights);
      const verdict = nominalVerdict(decision);
      const candidates = knowledge.catalog.candidates.map((candidate): CandidateStanding => {
        const best = decision.ranking.find((assessment) => assessment.alternative.candidate.id === candidate.id);
        return {
          id: candidate.id,
          title: candidate.title,
          form: best?.alternative.variant.short ?? candidate.title,
          percent: best?.score.score ?? 0,
          ruledOut: best?.feasible !== true,
        };
      });
      return {
        measure: 'score',
        candidates: byStanding(candidates),
        sure: verdict.kind,
        leader: decision.winner?.alternative.candidate.id,
      };
    },
    guide(session) {
      const open = applicableQuestions(knowledge.questionnaire, session.answers).filter((question) => !session.asked.includes(question.id));
      const decisive = open.filter((question) => question.type !== 'text').map((question) => question.id);
      return { decisive, settled: false };
    },
  };
}

/** Falling percent, ruled out last; equal ones stay in catalog order. */
export function byStanding(candidates: readonly CandidateStanding[]): CandidateStanding[] {
  return [...candidates].sort((a, b) => Number(a.ruledOut) - Number(b.ruledOut) || b.percent - a.percent);
}
