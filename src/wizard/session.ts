import { type AnswerValue, holds, questionsIn } from '../condition/condition.js';
import { type Answers, applicableAnswers, questionsOf } from '../decision/situation.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import { statedFacts } from '../questionnaire/contradictions.js';
import type { Contradiction, Effect, Question, Questionnaire } from '../questionnaire/schema.js';

/** How far the person wants to be asked once the recommendation is settled. */
export type Pace = 'until-settled' | 'essential' | 'everything';

/** A talk through the questionnaire: plain data, no terminal, no clock. */
export interface Session {
  readonly name: string;
  readonly weights: Readonly<Record<string, number>>;
  /** also answers to questions that do not apply at the moment: they come back when the question applies again */
  readonly answers: Answers;
  /** questions asked so far, in that order; one without an answer was skipped */
  readonly asked: readonly string[];
  /** answered questions to be confirmed, because an answer that they depend on was changed */
  readonly again: readonly string[];
  /** the question that the person went back to or picked for editing */
  readonly revisiting: string | undefined;
  readonly pace: Pace;
  /** by question, what a cluster suggests about it */
  readonly suggested: Readonly<Record<string, SuggestionNote>>;
}

/** Where a suggestion comes from. */
export interface SuggestionNote {
  /** why, with the objects that show it */
  readonly because: string;
  /** stands in the question when it is asked, and is no answer before; undefined for what was taken as an answer at once */
  readonly proposed: AnswerValue | undefined;
}

/** Why a question is asked now. */
export type Reason = 'revisit' | 'again' | 'essential' | 'decisive' | 'remaining';

/** What comes next. */
export type Step =
  | { readonly kind: 'ask'; readonly question: Question; readonly reason: Reason }
  /**
   * a good place to stop: with `certain`, nothing left can plausibly change the recommendation; without, no open question stands out by
   * itself, and `couldDiffer` is the probability that those left change it together. `remaining` questions could still be asked.
   */
  | { readonly kind: 'settled'; readonly certain: boolean; readonly couldDiffer: number; readonly remaining: number }
  /** every question that applies has been asked */
  | { readonly kind: 'complete' };

/** What the session needs to know about the decision to choose the next question. */
export interface Guide {
  /** the open questions that are worth asking for themselves */
  readonly decisive: readonly string[];
  /** probability that the answers to everything not asked yet change the recommendation */
  readonly couldDiffer: number;
  /** nothing open can plausibly change the recommendation */
  readonly settled: boolean;
}

/** A new talk, or one that continues with answers that exist. Answers given count as asked. */
export function startSession(
  file: AnswersFile,
  asked: readonly string[] = Object.keys(file.answers),
  again: readonly string[] = [],
  suggested: Session['suggested'] = {},
): Session {
  const { name, weights, answers } = file;
  return { name, weights, answers, asked, again, revisiting: undefined, pace: 'until-settled', suggested };
}

/** What stands in a question when it is asked: the answer so far, or what is proposed. */
export function standingAnswer(session: Session, id: string): AnswerValue | undefined {
  return session.answers[id] ?? (session.asked.includes(id) ? undefined : session.suggested[id]?.proposed);
}

/**
 * Takes an answer (`undefined`: "I don't know"). When it differs from the one before, the answered questions whose condition mentions it
 * and that still apply are put up for confirmation; every answer is kept.
 */
export function answerQuestion(questionnaire: Questionnaire, session: Session, id: string, value: AnswerValue | undefined): Session {
  const { [id]: before, ...others } = session.answers;
  const answers: Answers = value === undefined ? others : { ...others, [id]: value };
  const again = session.again.filter((one) => one !== id);
  const changed = session.asked.includes(id) && JSON.stringify(before) !== JSON.stringify(value);
  const dependents = changed ? dependentsOf(questionnaire, id).filter((one) => session.asked.includes(one) && !again.includes(one)) : [];
  return {
    ...session,
    answers,
    asked: session.asked.includes(id) ? session.asked : [...session.asked, id],
    again: [...again, ...dependents],
    revisiting: undefined,
  };
}

/** Goes to a question, to look at it or to change its answer. */
export function revisit(session: Session, id: string): Session {
  return { ...session, revisiting: id };
}

/** The question asked before this one (or last, when this one is new), among those that apply; undefined at the beginning. */
export function questionBefore(questionnaire: Questionnaire, session: Session, id: string | undefined): string | undefined {
  const position = id === undefined ? -1 : session.asked.indexOf(id);
  const earlier = position < 0 ? session.asked : session.asked.slice(0, position);
  const open = new Set(applicableQuestions(questionnaire, session.answers).map((question) => question.id));
  return earlier.filter((one) => open.has(one)).at(-1);
}

/**
 * What to ask next: a question gone back to; those to be confirmed; then, until the recommendation is settled, the essential questions of
 * the first section, the essential ones that can rule something out, and what else stands out, each in the order of the sections so that
 * the talk stays natural. The other essential questions, and everything else, when the person wants to go on.
 */
export function nextStep(questionnaire: Questionnaire, session: Session, guide: () => Guide): Step {
  const open = applicableQuestions(questionnaire, session.answers);
  const revisited = open.find((question) => question.id === session.revisiting);
  if (revisited !== undefined) return { kind: 'ask', question: revisited, reason: 'revisit' };
  const again = open.find((question) => session.again.includes(question.id));
  if (again !== undefined) return { kind: 'ask', question: again, reason: 'again' };

  const unasked = open.filter((question) => !session.asked.includes(question.id));
  const [first] = unasked;
  if (first === undefined) return { kind: 'complete' };
  const essential = unasked.filter((question) => question.essential);
  const firstPage = essential.find((question) => questionnaire.sections[0]?.questions.includes(question) === true);
  const due = session.pace === 'until-settled' ? firstPage : essential[0];
  if (due !== undefined) return { kind: 'ask', question: due, reason: 'essential' };
  if (session.pace === 'everything') return { kind: 'ask', question: first, reason: 'remaining' };

  const { decisive, couldDiffer, settled } = guide();
  if (settled) return { kind: 'settled', certain: true, couldDiffer, remaining: unasked.length };
  const ruling = essential.find(canRuleOut);
  if (ruling !== undefined) return { kind: 'ask', question: ruling, reason: 'essential' };
  const standsOut = unasked.find((question) => decisive.includes(question.id));
  if (standsOut !== undefined) return { kind: 'ask', question: standsOut, reason: 'decisive' };
  return { kind: 'settled', certain: false, couldDiffer, remaining: unasked.length };
}

/** Whether an answer can be a hard requirement, which rules alternatives out. */
function canRuleOut(question: Question): boolean {
  switch (question.type) {
    case 'grid':
      return true;
    case 'choice':
    case 'choices':
      return question.options.some((option) => option.effects.some(isMust));
    case 'yes-no':
      return [...question.yes, ...question.no].some(isMust);
    case 'number':
    case 'text':
      return false;
  }
}

function isMust(effect: Effect): boolean {
  return 'need' in effect && effect.level === 'must';
}

/** The questions that apply to the answers so far, in the order of the sections. */
export function applicableQuestions(questionnaire: Questionnaire, answers: Answers): Question[] {
  const applicable = applicableAnswers(questionnaire, answers);
  return questionsOf(questionnaire).filter((question) => question.when === undefined || holds(question.when, statedFacts(applicable)));
}

/** Contradictions among the answers that apply. */
export function contradictionsAmong(questionnaire: Questionnaire, answers: Answers): Contradiction[] {
  const facts = statedFacts(applicableAnswers(questionnaire, answers));
  return questionnaire.contradictions.filter((contradiction) => holds(contradiction.when, facts));
}

/** The answers as a file: those that apply, in the order of the questionnaire. */
export function fileOf(questionnaire: Questionnaire, session: Session): AnswersFile {
  return { name: session.name, answers: applicableAnswers(questionnaire, session.answers), weights: session.weights };
}

/** How many of the essential questions that apply have been asked. */
export function progressOf(
  questionnaire: Questionnaire,
  session: Session,
): { readonly asked: number; readonly essential: number; readonly essentialAsked: number } {
  const essential = applicableQuestions(questionnaire, session.answers).filter((question) => question.essential);
  return {
    asked: session.asked.length,
    essential: essential.length,
    essentialAsked: essential.filter((question) => session.asked.includes(question.id)).length,
  };
}

/** The questions whose condition mentions this one. */
function dependentsOf(questionnaire: Questionnaire, id: string): string[] {
  return questionsOf(questionnaire)
    .filter((question) => question.when !== undefined && questionsIn(question.when).some((mentioned) => mentioned.split('.')[0] === id))
    .map((question) => question.id);
}
