import type { Knowledge } from '../decision/decide.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Asker, Reply } from './asker.js';
import type { DraftStore } from './draft-store.js';
import { type AfterStop, resolve, stopMenu, summary } from './menus.js';
import {
  answerQuestion,
  contradictionsAmong,
  fileOf,
  nextStep,
  questionBefore,
  revisit,
  type Session,
  type Step,
  standingAnswer,
} from './session.js';
import type { Adviser } from './standing.js';
import { type Shown, sectionOf, surroundings } from './surroundings.js';

/** What a conversation works with. */
export interface Conversation {
  readonly asker: Asker;
  readonly knowledge: Knowledge;
  readonly adviser: Adviser;
  readonly draft: DraftStore;
}

/** How a conversation ends: with answers, or the person left in the middle and the draft holds everything. */
export type ConversationEnd =
  | { readonly kind: 'answers'; readonly session: Session; readonly file: AnswersFile }
  | { readonly kind: 'left' };

/** Where a conversation is. */
interface Position {
  readonly session: Session;
  /** `reviewing`: only what was picked and what depends on it is asked; `summary`: the summary comes next */
  readonly mode: 'asking' | 'reviewing' | 'summary';
  /** the section introduced last */
  readonly section: string;
}

type Turn = { readonly kind: 'on'; readonly position: Position } | ConversationEnd;
type Asking = Extract<Step, { kind: 'ask' }>;

const left: ConversationEnd = { kind: 'left' };

/**
 * Asks until the person wants the report: questions as {@link nextStep} says, contradictions when they arise, a stop when the
 * recommendation is settled, and a summary in which every answer can be changed. Every answer is saved before the next question.
 */
export async function converse(talk: Conversation, start: Session): Promise<ConversationEnd> {
  const shown: Shown = { standing: undefined };
  let position: Position = { session: start, mode: 'asking', section: '' };
  for (;;) {
    const { session, mode } = position;
    const step = nextStep(talk.knowledge.questionnaire, session, () => talk.adviser.guide(session));
    const turn = step.kind === 'ask' && isDue(mode, step) ? await ask(talk, position, step, shown) : await pause(talk, position, step);
    if (turn.kind !== 'on') return turn;
    position = turn.position;
  }
}

function isDue(mode: Position['mode'], step: Asking): boolean {
  return mode === 'asking' || (mode === 'reviewing' && (step.reason === 'revisit' || step.reason === 'again'));
}

/** One question. */
async function ask(talk: Conversation, position: Position, { question, reason }: Asking, shown: Shown): Promise<Turn> {
  const { session } = position;
  const { questionnaire } = talk.knowledge;
  const section = sectionOf(talk, question);
  const inOrder = reason === 'essential' || reason === 'remaining';
  if (inOrder && section.id !== position.section) talk.asker.say(['', section.title, section.intro]);
  const on = (next: Session, mode = position.mode): Turn => ({ kind: 'on', position: { session: next, mode, section: section.id } });

  const reply = await talk.asker.question(
    question,
    standingAnswer(session, question.id),
    surroundings(talk, session, question, reason, shown),
  );
  switch (reply.kind) {
    case 'quit':
      return left;
    case 'summary':
      return on({ ...session, revisiting: undefined }, 'summary');
    case 'back': {
      const before = questionBefore(questionnaire, session, question.id);
      return on(before === undefined ? session : revisit(session, before));
    }
    case 'answer':
    case 'skip': {
      const next = answerQuestion(questionnaire, session, question.id, reply.kind === 'answer' ? reply.value : undefined);
      talk.draft.save(next);
      const known = new Set(contradictionsAmong(questionnaire, session.answers).map((one) => one.id));
      const arisen = contradictionsAmong(questionnaire, next.answers).find((one) => !known.has(one.id));
      if (arisen === undefined) return on(next);
      return revisitPicked(await resolve(talk, arisen, true), next, on);
    }
  }
}

/** The stop menu or the summary, and what comes of it. */
async function pause(talk: Conversation, position: Position, step: Step): Promise<Turn> {
  const { session, mode } = position;
  const reply = mode !== 'asking' || step.kind === 'ask' ? await summary(talk, session) : await stopMenu(talk, session, step);
  if (reply.kind === 'quit') return left;
  const chosen: AfterStop = reply.kind === 'answer' ? reply.value : { kind: 'go-on', pace: session.pace };
  const on = (next: Session, nextMode: Position['mode']): Turn => ({
    kind: 'on',
    position: { ...position, session: next, mode: nextMode },
  });
  switch (chosen.kind) {
    case 'edit':
      return on(revisit(session, chosen.id), 'reviewing');
    case 'go-on':
      return on({ ...session, pace: chosen.pace }, 'asking');
    case 'review':
      return on(session, 'summary');
    case 'write': {
      const { questionnaire } = talk.knowledge;
      const blocking = contradictionsAmong(questionnaire, session.answers).find((one) => one.severity === 'error');
      if (blocking === undefined) return { kind: 'answers', session, file: fileOf(questionnaire, session) };
      return revisitPicked(await resolve(talk, blocking, false), session, (next) => on(next, 'reviewing'));
    }
  }
}

function revisitPicked(picked: Reply<string | undefined>, session: Session, on: (next: Session) => Turn): Turn {
  if (picked.kind === 'quit') return left;
  return on(picked.kind === 'answer' && picked.value !== undefined ? revisit(session, picked.value) : session);
}
