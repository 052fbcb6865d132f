import type { Decision, Knowledge } from '../decision/decide.js';
import type { Flip } from '../decision/flips.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { rivalOf } from '../decision/verdict.js';
import type { Question } from '../questionnaire/schema.js';
import { changeWords, valueWords } from '../report/change-words.js';
import { counted, figure, percent, points } from '../report/quantities.js';
import { burdenWords } from '../report/words.js';
import type { Change } from './answered.js';

/** The recommendation in a sentence; without a robustness analysis yet, only the order by score. */
export function verdictSentence(decision: Decision, robustness: Robustness | undefined): string {
  const { winner } = decision;
  if (winner === undefined) return 'No alternative meets every must.';
  const { title } = winner.alternative.variant;
  const rival = rivalOf(decision, winner);
  const lead =
    rival === undefined
      ? 'no other candidate meets every must'
      : leadWords(winner.score.score - rival.score.score, rival.alternative.variant.title);
  if (robustness === undefined || robustness.verdict.kind === 'no-alternative') return `First by score: ${title}; ${lead}.`;
  const { verdict } = robustness;
  const other = verdict.rival === null ? undefined : titleOf(decision, verdict.rival.alternative);
  switch (verdict.kind) {
    case 'clear':
      return `Clear: ${title}; ${lead}.`;
    case 'leaning':
      return `Leaning towards ${title}; ${lead}.`;
    case 'close-call':
      if (other === undefined) return `Not sure: ${title}; ${lead}.`;
      return verdict.rivalAhead
        ? `Too close to call: ${title} leads by score, ${other} is first more often.`
        : `Too close to call between ${title} and ${other}.`;
  }
}

/** How sure the recommendation is, in figures. */
export function howSureSentence(decision: Decision, robustness: Robustness): string {
  const { verdict, draws, halfWidth } = robustness;
  const basis = `${counted(draws, 'draw')} of weights, facts and open answers (± ${percent(halfWidth)})`;
  if (verdict.kind === 'no-alternative') return `In ${percent(robustness.none)} of ${basis} every alternative fails a must.`;
  const candidate = (id: string) =>
    decision.ranking.find(({ alternative }) => alternative.candidate.id === id)?.alternative.candidate.title ?? id;
  const own = `${candidate(verdict.recommended.candidate)} is first in ${percent(verdict.recommended.firsts)}`;
  const rival = verdict.rival === null ? '' : `, ${candidate(verdict.rival.candidate)} in ${percent(verdict.rival.firsts)}`;
  return `${own}${rival} of ${basis}.`;
}

/** A changed answer or weight in words. */
export function changeSentence(
  knowledge: Knowledge,
  change: Change,
): { readonly title: string; readonly from: string; readonly to: string } {
  if (change.kind === 'weight')
    return { title: `Weight of ${weightTitle(knowledge, change.key)}`, from: weightWords(change.from), to: weightWords(change.to) };
  return {
    title: keyTitle(knowledge, change.question, change.key),
    from: valueWords(change.question, change.from),
    to: changeWords(change),
  };
}

/** A change that would put something else first, in words. */
export function flipSentence(knowledge: Knowledge, decision: Decision, flip: Flip): { readonly change: string; readonly winner: string } {
  return {
    change: `${keyTitle(knowledge, flip.question, flip.key)}: ${valueWords(flip.question, flip.from)} → ${changeWords(flip)}`,
    winner: flip.winner === null ? 'no alternative meets every must' : titleOf(decision, flip.winner),
  };
}

/** What a key asks: the question's prompt, or the capability of a grid's row. */
export function keyTitle(knowledge: Knowledge, question: Question, key: string): string {
  if (question.type !== 'grid') return question.prompt;
  const capability = key.slice(question.id.length + 1);
  return question.rows.find((row) => row.capability === capability)?.label ?? capabilityTitle(knowledge, capability);
}

/** The title of a capability. */
export function capabilityTitle({ catalog }: Knowledge, id: string): string {
  return catalog.capabilities.find((capability) => capability.id === id)?.title ?? id;
}

/** A weight's name: a burden, or the capabilities that share a facet. */
export function weightTitle({ catalog }: Knowledge, id: string): string {
  const burden = Object.entries(burdenWords).find(([key]) => key === id);
  if (burden !== undefined) return burden[1];
  const titles = catalog.capabilities.filter((capability) => (capability.facet ?? capability.id) === id).map(({ title }) => title);
  const shown = titles.slice(0, 2).join(', ');
  return titles.length > 2 ? `${shown} and ${titles.length - 2} more` : shown;
}

function weightWords(weight: number | undefined): string {
  return weight === undefined ? 'as the answers give it' : figure(weight);
}

function leadWords(lead: number, other: string): string {
  return `${points(lead)} points of 100 ahead of ${other}`;
}

function titleOf(decision: Decision, id: string): string {
  return decision.ranking.find(({ alternative }) => alternative.id === id)?.alternative.variant.title ?? id;
}
