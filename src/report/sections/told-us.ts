import { applicableAnswers, applies, questionsOf } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import { capabilityOf, shownQuantity } from '../context.js';
import { code, joined, md, prose, type Text } from '../markdown.js';
import { figure, withUnit } from '../quantities.js';
import { type Table, table } from '../table.js';
import { answerWords } from '../words.js';

export interface ToldUs {
  readonly answers: Table;
  readonly assumptions: Table;
  /** weights set by hand */
  readonly weights: readonly Text[];
  readonly open: Text;
  readonly openCount: number;
}

/** Answers in words, figures assumed for what was left open, and what is open. */
export function toldUsSection(context: ReportContext): ToldUs {
  const { knowledge, file, decision } = context;
  const applicable = applicableAnswers(knowledge.questionnaire, file.answers);
  const questions = questionsOf(knowledge.questionnaire);
  const rows = questions.flatMap((question): Text[][] => {
    const value = applicable[question.id];
    const prompt = question.type === 'grid' ? md`${sectionTitle(context, question.id)}: ${question.prompt}` : question.prompt;
    return value === undefined ? [] : [[prompt, answerWords(question, value, (id) => capabilityOf(context, id).title)]];
  });
  const { profile } = knowledge.catalog.model;
  const assumed = Object.entries(decision.situation.profile)
    .filter(([id, { assumed }]) => assumed && profile[id] !== undefined && id !== 'own-work-factor')
    .map(([id]): Text[] => {
      const entry = profile[id];
      const from = entry?.from === undefined ? '' : `${figure(entry.times ?? 1)} × ${entry.from}. `;
      return [id.replaceAll('-', ' '), withUnit(shownQuantity(context, id), entry?.unit ?? ''), prose(`${from}${entry?.rationale ?? ''}`)];
    });
  const open = questions.filter(
    (question) => applicable[question.id] === undefined && question.type !== 'text' && applies(question, file.answers),
  );
  return {
    answers: table(
      'Your answers',
      [
        ['Question', 'left'],
        ['Answer', 'left'],
      ],
      rows,
    ),
    assumptions: table(
      'Assumed, because it was not answered',
      [
        ['Quantity', 'left'],
        ['Assumed', 'right'],
        ['Why', 'left'],
      ],
      assumed,
    ),
    weights: Object.entries(file.weights).map(([id, weight]) => md`${code(id)}: ${figure(weight)}`),
    open: joined(
      open.map((question) => code(question.id)),
      ', ',
    ),
    openCount: open.length,
  };
}

function sectionTitle(context: ReportContext, question: string): string {
  return context.knowledge.questionnaire.sections.find((section) => section.questions.some(({ id }) => id === question))?.title ?? '';
}
