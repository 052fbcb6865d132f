import { applies, questionsOf } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import { shortTitle } from '../context.js';
import { code, md, type Text } from '../markdown.js';
import { listed, percent, signedPoints } from '../quantities.js';
import { type Table, table } from '../table.js';

export interface OpenQuestions {
  readonly table: Table;
  /** deciding questions beyond those shown */
  readonly more: number;
  /** open questions whose answer alone changes nothing */
  readonly harmless: number;
  /** what they can still do together */
  readonly together: string;
  readonly openCount: number;
}

/** How many open questions are shown. */
const shown = 10;

/** Open questions that could change who is first, by the value of knowing their answer (EVPPI, decision-model section 7). */
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
    .map((question) => ({ ...question, worth: worthOf(context, question.key) }))
    .filter(({ flips, worth }) => flips.length > 0 || worth > 0)
    .sort((a, b) => b.worth - a.worth || b.chance - a.chance);
  const rows = deciding.slice(0, shown).map(({ key, title, why, flips, chance, worth }): Text[] => {
    const winners = [...new Set(flips.map((flip) => (flip.winner === null ? 'no alternative' : shortTitle(context, flip.winner))))];
    return [
      md`${title} ${code(key)}`,
      worth >= 0.0005 ? signedPoints(worth * 100) : '',
      listed(winners, 'or'),
      flips.length === 0 ? '' : percent(chance),
      why,
    ];
  });
  return {
    table: table(
      'Open questions by what their answer is worth: the score that knowing it saves you on average, in points of 100 (failing a must counts as all of them), and what it could put first by itself, with the chance of such an answer by the priors of the questionnaire',
      [
        ['Question', 'left'],
        ['Worth', 'right'],
        ['Could put first', 'left'],
        ['Chance', 'right'],
        ['What it decides, or how you can tell', 'left'],
      ],
      rows,
    ),
    more: Math.max(0, deciding.length - shown),
    together: togetherText(context),
    harmless: open.length - deciding.length,
    openCount: open.length,
  };
}

/** EVPPI beyond its standard error, 0 to 1. */
function worthOf({ robustness }: ReportContext, key: string): number {
  const value = robustness.questions.find(({ id }) => id === key);
  return value === undefined ? 0 : Math.max(0, value.evppi - value.standardError);
}

function togetherText({ robustness, winner }: ReportContext): string {
  if (winner === undefined) return '';
  const chance = percent(robustness.couldDiffer);
  return robustness.settled
    ? `Together they change the recommended candidate with a probability of ${chance}, weights and facts at their likely values: no more answers are needed.`
    : `Together they change the recommended candidate with a probability of about ${chance}, weights and facts at their likely values: answering the first of them is the cheapest way to be surer.`;
}
