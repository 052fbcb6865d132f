import { applies, questionsOf } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import { shortTitle } from '../context.js';
import { code, md, type Text } from '../markdown.js';
import { listed, percent, signedPoints } from '../quantities.js';
import { type Table, table } from '../table.js';

export interface OpenQuestions {
  readonly table: Table;
  /** deciding questions beyond those shown, in a sentence; empty without any */
  readonly more: string;
  /** open questions whose answer alone changes nothing, in a sentence; empty without any */
  readonly harmless: string;
  /** what they can still do together */
  readonly together: string;
  readonly openCount: number;
}

/** How many open questions are shown. */
const shown = 10;

/** Worth below this rounds to nothing: a twentieth of a point of 100. */
const leastWorth = 0.0005;

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
    .filter(({ flips, worth }) => flips.length > 0 || worth >= leastWorth)
    .sort((a, b) => b.worth - a.worth || b.chance - a.chance);
  const rows = deciding.slice(0, shown).map(({ key, title, why, flips, chance, worth }): Text[] => {
    const winners = [...new Set(flips.map((flip) => (flip.winner === null ? 'no alternative' : shortTitle(context, flip.winner))))];
    return [
      md`${title} ${code(key)}`,
      worth >= leastWorth ? signedPoints(worth * 100) : '<0.1',
      winners.length === 0 ? 'nothing by itself' : listed(winners, 'or'),
      winners.length === 0 ? '0 %' : percent(chance),
      why,
    ];
  });
  return {
    table: table(
      'Open questions by what their answer is worth: the score that knowing it saves you on average, in points of 100 (failing a must counts as all of them; below 0.1 it is lost in the noise of the draws); and what it could put first by itself, with the chance of such an answer by the priors of the questionnaire',
      [
        ['Question', 'left'],
        ['Worth, points', 'right'],
        ['Could put first', 'left'],
        ['Chance', 'right'],
        ['What it decides, or how you can tell', 'left'],
      ],
      rows,
    ),
    more: moreText(deciding.length - shown),
    together: togetherText(context),
    harmless: harmlessText(context, open.length - deciding.length, rows.length > 0),
    openCount: open.length,
  };
}

function moreText(number: number): string {
  if (number <= 0) return '';
  return number === 1
    ? 'One further open question could change it too, and is worth no more.'
    : `${number} further open questions could change it too, and are worth no more.`;
}

function harmlessText({ winner }: ReportContext, number: number, others: boolean): string {
  if (number === 0) return '';
  if (winner === undefined) {
    const which = others ? 'other ' : '';
    return number === 1
      ? `The ${which}open question leaves no alternative by itself either.`
      : `None of the ${number} ${which}open questions and rows leaves an alternative by itself.`;
  }
  if (others) return number === 1 ? 'The other one changes nothing by itself.' : `The other ${number} change nothing by themselves.`;
  return number === 1
    ? 'The one open question does not change the recommendation by itself.'
    : `None of the ${number} open questions and rows changes the recommendation by itself.`;
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
