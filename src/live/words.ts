import { burdens } from '../catalog/terms.js';
import type { Decision, Knowledge } from '../decision/decide.js';
import type { Flip } from '../decision/flips.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { rivalOf } from '../decision/verdict.js';
import type { Question } from '../questionnaire/schema.js';
import { changeWords, valueWords } from '../report/change-words.js';
import { plain, type Text } from '../report/markdown.js';
import { counted, figure, percent } from '../report/quantities.js';
import { type Judged, sharesSentence, verdictSentence } from '../report/sections/verdict-sentence.js';
import { weightTitle } from '../report/sections/weights.js';
import type { Change } from './answered.js';

/** The verdict in the report's own words; without a robustness analysis yet, only what is first by score. */
export function verdictWords(
  knowledge: Knowledge,
  decision: Decision,
  robustness: Robustness | undefined,
): { readonly sentence: Text; readonly sure: string } {
  const { winner } = decision;
  if (robustness === undefined) {
    return {
      sentence: winner === undefined ? 'No alternative meets every must.' : `First by score: ${winner.alternative.variant.title}.`,
      sure: 'Working out how sure that is …',
    };
  }
  const rival = winner === undefined ? undefined : rivalOf(decision, winner, robustness.candidates);
  const judged: Judged = { knowledge, decision, robustness, verdict: robustness.verdict, winner, rival };
  return {
    sentence: verdictSentence(judged),
    sure:
      winner === undefined
        ? `In ${percent(robustness.none)} of ${counted(robustness.counted, 'draw')} of weights, facts and open answers every alternative fails a must.`
        : sharesSentence(judged, winner),
  };
}

/** Text in pieces, each bold or not. */
export function boldPieces(text: Text): { readonly text: string; readonly bold: boolean }[] {
  if (typeof text === 'string') return [{ text, bold: false }];
  return text.markdown
    .split('**')
    .flatMap((markdown, index) => (markdown === '' ? [] : [{ text: plain({ markdown }), bold: index % 2 === 1 }]));
}

/** A changed answer or weight in words. */
export function changeSentence(
  knowledge: Knowledge,
  decision: Decision,
  change: Change,
): { readonly title: string; readonly from: string; readonly to: string } {
  if (change.kind === 'weight')
    return {
      title: `Weight of ${weightName(knowledge, decision, change.key)}`,
      from: weightWords(change.from),
      to: weightWords(change.to),
    };
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

/** A weight's name: a burden, or the needs of a facet; of a facet without needs the first capability that belongs to it. */
export function weightName(knowledge: Knowledge, decision: Decision, id: string): string {
  const kind = burdens.some((burden) => burden === id) ? 'burden' : 'facet';
  const title = weightTitle({ knowledge, decision }, { id, kind });
  return title !== id
    ? title
    : (knowledge.catalog.capabilities.find((capability) => (capability.facet ?? capability.id) === id)?.title ?? id);
}

function weightWords(weight: number | undefined): string {
  return weight === undefined ? 'as the answers give it' : figure(weight);
}

function titleOf(decision: Decision, id: string): string {
  return decision.ranking.find(({ alternative }) => alternative.id === id)?.alternative.variant.title ?? id;
}
