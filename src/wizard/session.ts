import { type AnswerValue, holds, questionsIn } from '../condition/condition.js';
import { type Answers, applicableAnswers, questionsOf } from '../decision/situation.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Contradiction, Question, Questionnaire } from '../questionnaire/schema.js';

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
}

/** Why a question is asked now. */
export type Reason = 'revisit' | 'again' | 'essential' | 'decisive' | 'remaining';

/** What comes next. */
export type Step =
  | { readonly kind: 'ask'; readonly question: Question; readonly reason: Reason }
  /**
   * a good place to stop: with `certain`, nothing left can plausibly change the recommendation; without, no open question by itself is
   * worth asking. `remaining` questions could still be asked.
   */
  | { readonly kind: 'settled'; readonly certain: boolean; readonly remaining: number }
  /** every question that applies has been asked */
  | { readonly kind: 'complete' };

/** What the session needs to know about the decision to choose the next question. */
export interface Guide {
  /** the open questions that are worth asking, most decisive first */
  readonly decisive: readonly string[];
  /** nothing open can plausibly change the recommendation */
  readonly settled: boolean;
}

/** A new talk, or one that continues with answers that exist. Answers given count as asked. */
export function startSession(file: AnswersFile, asked: readonly string[] = Object.keys(file.answers), again: readonly string[] = []): Session {
  return { name: file.name, weights: file.weights, answers: file.answers, asked, again, revisiting: undefined, pace: 'until-settled' };
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
 * What to ask next: a question gone back to; those to be confirmed; then, until the recommendation is settled, the essential questions
 * in the order of the sections and after them the most decisive open ones; and everything else when the person wants to go on.
 */
export function nextStep(questionnaire: Questionnaire, session: Session, guide: () => Guide): Step {
  const open = applicableQuestions(questionnaire, session.answers);
  const byId = (id: string | undefined) => open.find((question) => question.id === id);
  const revisited = byId(session.revisiting);
  if (revisited !== undefined) return { kind: 'ask', question: revisited, reason: 'revisit' };
  const again = open.find((question) => session.again.includes(question.id));
  if (again !== undefined) return { kind: 'ask', question: again, reason: 'again' };

  const unasked = open.filter((question) => !session.asked.includes(question.id));
  if (unasked.length === 0) return { kind: 'complete' };
  const essential = unasked.find((question) => question.essential);
  if (essential !== undefined && session.pace !== 'until-settled') return { kind: 'ask', question: essential, reason: 'essential' };
  const { decisive, settled } = guide();
  if (session.pace === 'until-settled' && settled && firstPageDone(questionnaire, session)) return { kind: 'settled', certain: true, remaining: unasked.length };
  if (essential !== undefined) return { kind: 'ask', question: essential, reason: 'essential' };
  if (session.pace === 'essential') return { kind: 'settled', certain: settled, remaining: unasked.length };
  const best = decisive.map((id) => unasked.find((question) => question.id === id)).find((question) => question !== undefined);
  if (best !== undefined) return { kind: 'ask', question: best, reason: 'decisive' };
  const [first] = unasked;
  if (session.pace === 'everything' && first !== undefined) return { kind: 'ask', question: first, reason: 'remaining' };
  return { kind: 'settled', certain: settled, remaining: unasked.length };
}

/** The questions that apply to the answers so far, in the order of the sections. */
export function applicableQuestions(questionnaire: Questionnaire, answers: Answers): Question[] {
  const applicable = applicableAnswers(questionnaire, answers);
  return questionsOf(questionnaire).filter((question) => question.when === undefined || holds(question.when, factsOf(applicable)));
}

/** Contradictions among the answers that apply. */
export function contradictionsAmong(questionnaire: Questionnaire, answers: Answers): Contradiction[] {
  const facts = factsOf(applicableAnswers(questionnaire, answers));
  return questionnaire.contradictions.filter((contradiction) => holds(contradiction.when, facts));
}

/** The answers as a file: those that apply, in the order of the questionnaire. */
export function fileOf(questionnaire: Questionnaire, session: Session): AnswersFile {
  return { name: session.name, answers: applicableAnswers(questionnaire, session.answers), weights: session.weights };
}

/** How many of the essential questions that apply have been asked. */
export function progressOf(questionnaire: Questionnaire, session: Session): { readonly asked: number; readonly essential: number; readonly essentialAsked: number } {
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

/** The first section settles whether a mesh is needed at all; nothing is called settled before its essential questions were asked. */
function firstPageDone(questionnaire: Questionnaire, session: Session): boolean {
  return questionnaire.sections[0]?.questions.every((question) => !question.essential || session.asked.includes(question.id)) ?? true;
}

function factsOf(answers: Answers) {
  return {
    answer: (key: string): AnswerValue | undefined => {
      const direct = answers[key];
      const dot = key.indexOf('.');
      if (direct !== undefined || dot < 0) return direct;
      const grid = answers[key.slice(0, dot)];
      return typeof grid === 'object' && !isList(grid) ? grid[key.slice(dot + 1)] : undefined;
    },
    need: () => undefined,
    profile: (id: string) => {
      const value = answers[id];
      return typeof value === 'number' ? value : undefined;
    },
  };
}

function isList(value: AnswerValue): value is readonly string[] {
  return Array.isArray(value);
}
