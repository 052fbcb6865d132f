import { applies, questionsOf } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import { shortTitle } from '../context.js';
import { code, md, type Text } from '../markdown.js';
import { listed, percent } from '../quantities.js';
import { type Table, table } from '../table.js';

export interface OpenQuestions {
  readonly table: Table;
  /** open questions whose answer alone changes nothing */
  readonly harmless: number;
  readonly openCount: number;
}

/** Open questions that could change who is first, the likeliest to do so first. */
export function openQuestionsSection(context: ReportContext): OpenQuestions {
  const { knowledge, file } = context;
  const open = questionsOf(knowledge.questionnaire)
    .filter((question) => question.type !== 'text' && applies(question, file.answers))
    .flatMap((question): { key: string; title: string; why: string }[] => {
      const value = file.answers[question.id];
      if (question.type !== 'grid') return value === undefined ? [{ key: question.id, title: question.prompt, why: question.why }] : [];
      const stated: readonly string[] = typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
      return question.rows
        .filter((row) => !stated.includes(row.capability))
        .map((row) => ({
          key: `${question.id}.${row.capability}`,
          title: row.label ?? knowledge.catalog.capabilities.find(({ id }) => id === row.capability)?.title ?? row.capability,
          why: knowledge.catalog.capabilities.find(({ id }) => id === row.capability)?.signs ?? question.why,
        }));
    });
  const deciding = open
    .map((question) => ({ ...question, flips: context.flips.filter((flip) => flip.key === question.key) }))
    .map((question) => ({ ...question, flips: question.flips.filter((flip) => flip.otherCandidate) }))
    .map((question) => ({
      ...question,
      chance: Math.min(
        1,
        question.flips.reduce((sum, flip) => sum + flip.prior, 0),
      ),
    }))
    .filter(({ flips }) => flips.length > 0)
    .sort((a, b) => b.chance - a.chance);
  const rows = deciding.slice(0, 10).map(({ key, title, why, flips, chance }): Text[] => {
    const winners = [...new Set(flips.map((flip) => (flip.winner === null ? 'no alternative' : shortTitle(context, flip.winner))))];
    return [md`${title} ${code(key)}`, listed(winners, 'or'), percent(chance), why];
  });
  return {
    table: table(
      'Open questions whose answer alone could put something else first, and how likely such an answer is by the priors of the questionnaire',
      [
        ['Question', 'left'],
        ['Could put first', 'left'],
        ['Chance', 'right'],
        ['What it decides, or how you can tell', 'left'],
      ],
      rows,
    ),
    harmless: open.length - deciding.length,
    openCount: open.length,
  };
}
