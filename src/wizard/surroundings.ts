import type { AnswerValue } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import type { Surroundings } from './asker.js';
import type { Conversation } from './conversation.js';
import { questionHelp } from './question-help.js';
import { progressOf, questionBefore, type Reason, type Session } from './session.js';
import type { Standing } from './standing.js';

/** The standing as shown last; kept up to date by the prompts. */
export interface Shown {
  standing: Standing | undefined;
}

/** What stands around a question: where one is, why it is asked, help, and the standing with any answer. */
export function surroundings(talk: Conversation, session: Session, question: Question, reason: Reason, shown: Shown): Surroundings {
  const { questionnaire, catalog } = talk.knowledge;
  const progress = progressOf(questionnaire, session);
  const { [question.id]: _own, ...others } = session.answers;
  const before = session.asked.indexOf(question.id);
  const suggestion = session.suggested[question.id]?.because;
  const position = (before < 0 ? session.asked.length : before) + 1;
  return {
    title: titleOf(talk, question),
    place: `Question ${position} (${progress.essentialAsked} of ${progress.essential} essential ones done): ${sectionOf(talk, question).title}`,
    note: suggestion === undefined ? noteFor(reason) : `From the cluster: ${suggestion}`,
    help: [...(suggestion === undefined ? [] : [`Suggested by the cluster: ${suggestion}`, '']), ...questionHelp(catalog, question)],
    formerIs: suggestion === undefined || reason === 'revisit' ? 'your answer' : 'suggested',
    now: shown.standing ?? 'pending',
    canGoBack: questionBefore(questionnaire, session, question.id) !== undefined,
    standing(value: AnswerValue | undefined) {
      shown.standing = talk.adviser.standing(value === undefined ? others : { ...others, [question.id]: value }, session.weights);
      return shown.standing;
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

/** A question in words. Grids ask the same of different rows; their section tells them apart. */
export function titleOf(talk: Conversation, question: Question): string {
  return question.type === 'grid' ? `${sectionOf(talk, question).title}: ${question.prompt}` : question.prompt;
}

/** The section of a question. */
export function sectionOf(talk: Conversation, question: Question): { readonly id: string; readonly title: string; readonly intro: string } {
  const section = talk.knowledge.questionnaire.sections.find((one) => one.questions.some((inside) => inside.id === question.id));
  return { id: section?.section ?? '', title: section?.title ?? '', intro: section?.intro ?? '' };
}
