import type { AnswerValue } from '../condition/condition.js';
import type { Knowledge } from '../decision/decide.js';
import { questionsOf } from '../decision/situation.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Contradiction, Question } from '../questionnaire/schema.js';
import { answerWords } from './answer-words.js';
import type { Asker, MenuItem, Reply, Surroundings } from './asker.js';
import type { DraftStore } from './draft-store.js';
import { questionHelp } from './question-help.js';
import {
  answerQuestion,
  applicableQuestions,
  contradictionsAmong,
  fileOf,
  nextStep,
  progressOf,
  questionBefore,
  type Reason,
  revisit,
  type Session,
  type Step,
} from './session.js';
import type { Adviser, Standing } from './standing.js';
import { standingWords } from './standing-text.js';

/** What a conversation works with. */
export interface Conversation {
  readonly asker: Asker;
  readonly knowledge: Knowledge;
  readonly adviser: Adviser;
  readonly draft: DraftStore;
}

/** The person left in the middle; the draft holds everything. */
export type Left = { readonly kind: 'left' };

/**
 * Asks until the person wants the report: questions as {@link nextStep} says, contradictions when they arise, a stop when the
 * recommendation is settled, and a summary in which every answer can be changed. Every answer is saved before the next question.
 */
export async function converse(talk: Conversation, start: Session): Promise<{ readonly kind: 'answers'; readonly session: Session; readonly file: AnswersFile } | Left> {
  const { asker, knowledge, adviser, draft } = talk;
  const { questionnaire } = knowledge;
  let session = start;
  let section = '';
  let toSummary = false;
  let reviewing = false;
  const keep = (next: Session) => {
    session = next;
    draft.save(session);
  };

  for (;;) {
    const step = nextStep(questionnaire, session, () => adviser.guide(session));
    const asks = step.kind === 'ask' && (!reviewing || step.reason === 'revisit' || step.reason === 'again');
    if (toSummary || !asks) {
      const choice: Reply<AfterStop> =
        toSummary || reviewing || step.kind === 'ask' ? await summary(talk, session) : await stopMenu(talk, session, step);
      toSummary = false;
      if (choice.kind === 'quit') return { kind: 'left' };
      const chosen: AfterStop = choice.kind === 'answer' ? choice.value : { kind: 'go-on', pace: session.pace };
      reviewing = chosen.kind === 'review' || chosen.kind === 'edit';
      if (chosen.kind === 'edit') session = revisit(session, chosen.id);
      else if (chosen.kind === 'go-on') session = { ...session, pace: chosen.pace };
      else if (chosen.kind === 'review') toSummary = true;
      else {
        const blocking = contradictionsAmong(questionnaire, session.answers).find((one) => one.severity === 'error');
        if (blocking === undefined) return { kind: 'answers', session, file: fileOf(questionnaire, session) };
        const picked = await resolve(talk, blocking, false);
        if (picked.kind === 'quit') return { kind: 'left' };
        reviewing = true;
        if (picked.kind === 'answer' && picked.value !== undefined) session = revisit(session, picked.value);
      }
      continue;
    }

    const { question, reason } = step;
    const here = sectionOf(talk, question);
    if (here.id !== section && reason !== 'revisit' && reason !== 'again' && reason !== 'decisive') asker.say(['', here.title, here.intro]);
    section = here.id;
    const reply = await asker.question(question, session.answers[question.id], surroundings(talk, session, question, reason, here.title));
    switch (reply.kind) {
      case 'quit':
        return { kind: 'left' };
      case 'summary':
        session = { ...session, revisiting: undefined };
        toSummary = true;
        break;
      case 'back': {
        const before = questionBefore(questionnaire, session, question.id);
        if (before !== undefined) session = revisit(session, before);
        break;
      }
      default: {
        const known = new Set(contradictionsAmong(questionnaire, session.answers).map((one) => one.id));
        keep(answerQuestion(questionnaire, session, question.id, reply.kind === 'answer' ? reply.value : undefined));
        const arisen = contradictionsAmong(questionnaire, session.answers).find((one) => !known.has(one.id));
        if (arisen === undefined) break;
        const picked = await resolve(talk, arisen, true);
        if (picked.kind === 'quit') return { kind: 'left' };
        if (picked.kind === 'answer' && picked.value !== undefined) session = revisit(session, picked.value);
      }
    }
  }
}

type AfterStop =
  | { readonly kind: 'write' }
  | { readonly kind: 'review' }
  | { readonly kind: 'edit'; readonly id: string }
  | { readonly kind: 'go-on'; readonly pace: Session['pace'] };

async function stopMenu(talk: Conversation, session: Session, step: Exclude<Step, { kind: 'ask' }>): Promise<Reply<AfterStop>> {
  const standing = talk.adviser.standing(session.answers, session.weights);
  const lines = ['', standingWords(standing), ...reasonToStop(step)];
  const essential = applicableQuestions(talk.knowledge.questionnaire, session.answers).filter((one) => one.essential && !session.asked.includes(one.id)).length;
  const remaining = step.kind === 'settled' ? step.remaining : 0;
  const items: MenuItem<AfterStop>[] = [
    { value: { kind: 'write' }, label: 'Write the report and the starter config' },
    { value: { kind: 'review' }, label: 'Look at the answers, change some' },
    ...(essential > 0 ? [{ value: { kind: 'go-on', pace: 'essential' } as const, label: `Go on with the ${count(essential, 'essential question')} left` }] : []),
    ...(remaining > essential ? [{ value: { kind: 'go-on', pace: 'everything' } as const, label: `Go on with all ${count(remaining, 'question')} left` }] : []),
  ];
  return talk.asker.menu('What next?', items, lines);
}

function reasonToStop(step: Exclude<Step, { kind: 'ask' }>): string[] {
  if (step.kind === 'complete') return ['Every question that applies has been asked.'];
  return step.certain
    ? [`This is settled: the ${count(step.remaining, 'question')} that remain cannot plausibly change it. They may still sharpen costs and the starter config.`]
    : [`The essential questions are asked. ${count(step.remaining, 'question')} remain; no single one of them stands out.`];
}

async function summary(talk: Conversation, session: Session): Promise<Reply<AfterStop>> {
  const { questionnaire } = talk.knowledge;
  const shown = applicableQuestions(questionnaire, session.answers).filter((question) => session.asked.includes(question.id) || question.type === 'text');
  const items: MenuItem<AfterStop>[] = [
    { value: { kind: 'write' }, label: 'Write the report and the starter config' },
    { value: { kind: 'go-on', pace: session.pace }, label: 'Go on with the questions' },
    ...shown.map((question): MenuItem<AfterStop> => ({ value: { kind: 'edit', id: question.id }, label: `${question.prompt} ${summaryWords(question, session)}` })),
  ];
  return talk.asker.menu('Your answers. Pick one to change it.', items);
}

function summaryWords(question: Question, session: Session): string {
  const value = session.answers[question.id];
  if (value === undefined && question.type === 'text' && question.default !== undefined) return `${answerWords(question, question.default)} (default)`;
  return answerWords(question, value);
}

/** Shows a contradiction and lets one of its answers be changed. @returns the question to change, or undefined to leave it */
async function resolve(talk: Conversation, contradiction: Contradiction, mayWait: boolean): Promise<Reply<string | undefined>> {
  const questions = questionsOf(talk.knowledge.questionnaire);
  const ids = [...new Set(contradiction.questions.map((key) => key.split('.')[0] ?? key))];
  const items: MenuItem<string | undefined>[] = ids.map((id) => ({ value: id, label: `Change: ${questions.find((question) => question.id === id)?.prompt ?? id}` }));
  const wait: MenuItem<string | undefined> = {
    value: undefined,
    label: contradiction.severity === 'warning' ? 'Leave it; the report mentions it' : 'Later; the report needs this resolved',
  };
  return talk.asker.menu(contradiction.resolve, mayWait || contradiction.severity === 'warning' ? [...items, wait] : items, ['', `These answers do not go together: ${contradiction.message}`]);
}

function surroundings(talk: Conversation, session: Session, question: Question, reason: Reason, section: string): Surroundings {
  const { questionnaire, catalog } = talk.knowledge;
  const progress = progressOf(questionnaire, session);
  const { [question.id]: _own, ...others } = session.answers;
  const seen = new Map<string, Standing>();
  return {
    place: `${section}: question ${session.asked.includes(question.id) ? session.asked.indexOf(question.id) + 1 : session.asked.length + 1}, ${progress.essentialAsked} of ${progress.essential} essential ones done`,
    note: noteFor(reason),
    help: questionHelp(catalog, question),
    canGoBack: questionBefore(questionnaire, session, question.id) !== undefined,
    standing(value: AnswerValue | undefined) {
      const key = JSON.stringify(value) ?? '';
      const known = seen.get(key);
      if (known !== undefined) return known;
      const standing = talk.adviser.standing(value === undefined ? others : { ...others, [question.id]: value }, session.weights);
      seen.set(key, standing);
      return standing;
    },
  };
}

function noteFor(reason: Reason): string | undefined {
  switch (reason) {
    case 'again':
      return 'An answer that this depends on was changed; Enter keeps what you said.';
    case 'decisive':
      return 'Asked because the answer could change the recommendation.';
    case 'revisit':
    case 'essential':
    case 'remaining':
      return undefined;
  }
}

function sectionOf(talk: Conversation, question: Question): { readonly id: string; readonly title: string; readonly intro: string } {
  const section = talk.knowledge.questionnaire.sections.find((one) => one.questions.some((inside) => inside.id === question.id));
  return { id: section?.section ?? '', title: section?.title ?? '', intro: section?.intro ?? '' };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
