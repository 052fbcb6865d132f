import { questionsOf } from '../decision/situation.js';
import type { Contradiction, Question } from '../questionnaire/schema.js';
import { answerWords } from './answer-words.js';
import type { MenuItem, Reply } from './asker.js';
import type { Conversation } from './conversation.js';
import { counted } from './layout.js';
import { applicableQuestions, type Pace, type Session, type Step } from './session.js';
import { standingWords } from './standing-text.js';
import { titleOf } from './surroundings.js';

/** What the person wants when the questions pause. */
export type AfterStop =
  | { readonly kind: 'write' }
  | { readonly kind: 'review' }
  | { readonly kind: 'edit'; readonly id: string }
  | { readonly kind: 'go-on'; readonly pace: Pace };

/** The pause: where things stand, whether what remains could change it, and what to do. */
export async function stopMenu(talk: Conversation, session: Session, step: Exclude<Step, { kind: 'ask' }>): Promise<Reply<AfterStop>> {
  const standing = talk.adviser.standing(session.answers, session.weights);
  const lines = ['', standingWords(standing), ...reasonToStop(step)];
  const essential = applicableQuestions(talk.knowledge.questionnaire, session.answers).filter(
    (one) => one.essential && !session.asked.includes(one.id),
  ).length;
  const remaining = step.kind === 'settled' ? step.remaining : 0;
  const write: MenuItem<AfterStop> = { value: { kind: 'write' }, label: 'Write the report and the starter config' };
  const goOn: MenuItem<AfterStop>[] =
    essential > 0
      ? [{ value: { kind: 'go-on', pace: 'essential' }, label: `Go on with the ${counted(essential, 'essential question')} left` }]
      : [];
  const certain = step.kind === 'complete' || step.certain;
  const items: MenuItem<AfterStop>[] = [
    ...(certain ? [write, ...goOn] : [...goOn, write]),
    { value: { kind: 'review' }, label: 'Look at the answers, change some' },
    ...(remaining > essential
      ? [{ value: { kind: 'go-on', pace: 'everything' } as const, label: `Go on with all ${counted(remaining, 'question')} left` }]
      : []),
  ];
  return talk.asker.menu('What next?', items, lines);
}

function reasonToStop(step: Exclude<Step, { kind: 'ask' }>): string[] {
  if (step.kind === 'complete') return ['Every question that applies has been asked.'];
  return step.certain
    ? [
        `This is settled: the ${counted(step.remaining, 'question')} that remain cannot plausibly change it. They may still sharpen costs and the starter config.`,
      ]
    : [
        `${counted(step.remaining, 'question')} remain. No single one stands out; together they would change the recommendation with a probability of about ${Math.round(100 * step.couldDiffer)}%.`,
      ];
}

/** All answers, each to be picked for a change. */
export async function summary(talk: Conversation, session: Session): Promise<Reply<AfterStop>> {
  const { questionnaire } = talk.knowledge;
  const shown = applicableQuestions(questionnaire, session.answers).filter(
    (question) => session.asked.includes(question.id) || question.type === 'text',
  );
  const items: MenuItem<AfterStop>[] = [
    { value: { kind: 'write' }, label: 'Write the report and the starter config' },
    { value: { kind: 'go-on', pace: session.pace }, label: 'Go on with the questions' },
    ...shown.map(
      (question): MenuItem<AfterStop> => ({
        value: { kind: 'edit', id: question.id },
        label: titleOf(talk, question),
        answer: summaryWords(question, session),
      }),
    ),
  ];
  return talk.asker.menu('Your answers. Pick one to change it.', items);
}

function summaryWords(question: Question, session: Session): string {
  const value = session.answers[question.id];
  if (value === undefined && question.type === 'text' && question.default !== undefined)
    return `${answerWords(question, question.default)} (default)`;
  return answerWords(question, value);
}

/**
 * Shows a contradiction and lets one of its answers be changed.
 * @returns the question to change, or undefined to leave it
 */
export async function resolve(talk: Conversation, contradiction: Contradiction, mayWait: boolean): Promise<Reply<string | undefined>> {
  const ids = [...new Set(contradiction.questions.map((key) => key.split('.')[0] ?? key))];
  const questions = questionsOf(talk.knowledge.questionnaire).filter((question) => ids.includes(question.id));
  const items: MenuItem<string | undefined>[] = questions.map((question) => ({
    value: question.id,
    label: `Change: ${titleOf(talk, question)}`,
  }));
  const wait: MenuItem<string | undefined> = {
    value: undefined,
    label: contradiction.severity === 'warning' ? 'Leave it; the report mentions it' : 'Later; the report needs this resolved',
  };
  return talk.asker.menu(contradiction.resolve, mayWait || contradiction.severity === 'warning' ? [...items, wait] : items, [
    '',
    `These answers do not go together: ${contradiction.message}`,
  ]);
}
