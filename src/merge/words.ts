import { stringify } from 'yaml';
import { sameAnswer } from '../condition/answer-value.js';
import { distinctValues, type Opinion } from './differences.js';
import type { Exchange } from './effects.js';
import type { FlatValue } from './flat-answers.js';
import type { Merge, Recommendation } from './merge.js';

/** An answer as it stands in an answers file, on one line. */
export function valueText(value: FlatValue): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trim();
}

/** Who said what, each answer once: `40 (a.yaml, c.yaml); 50 (b.yaml); left open (d.yaml)`. */
export function opinionsText(opinions: readonly Opinion[]): string {
  return distinctValues(opinions)
    .map((value) => {
      const sources = opinions.filter((one) => sameAnswer(one.value, value)).map(({ source }) => source);
      return `${answerText(value)} (${sources.join(', ')})`;
    })
    .join('; ');
}

/** An answer, or that there is none. */
export function answerText(value: FlatValue | undefined): string {
  return value === undefined ? 'left open' : valueText(value);
}

/** What an exchange does, as a sentence without its full stop. @param titleOf title of an alternative */
export function exchangeText({ source, to, effect }: Exchange, titleOf: (alternative: string) => string): string {
  const start = `in ${source}, ${answerText(to)}`;
  if (effect.kind === 'contradicts') return `${start} would contradict other answers (${effect.contradictions.join(', ')})`;
  const winner = effect.winner === null ? 'no alternative meets every must' : `${titleOf(effect.winner)} is recommended`;
  return `${start}: ${effect.changed ? winner : 'the recommendation stays'}${leadText(effect.leadBefore, effect.leadAfter)}`;
}

/** How a lead moved: ` (lead +0.6 → -4.6 points)`; empty where there is none to speak of. */
function leadText(before: number | null, after: number | null): string {
  if (before === null) return '';
  return after === null
    ? ` (lead ${signed(before)} points → no lead left to measure)`
    : ` (lead ${signed(before)} → ${signed(after)} points)`;
}

/** How sure a recommendation is: `a close call, first in 48 % of the draws, lead +0.6 points`. */
export function surenessText({ verdict, first, lead }: Recommendation): string {
  const parts = [
    verdictWords[verdict],
    ...(first === null ? [] : [`first in ${Math.round(100 * first)} % of the draws`]),
    ...(lead === null ? [] : [`lead ${signed(lead)} points`]),
  ];
  return parts.join(', ');
}

/** How many answers agree and differ, in one sentence. */
export function countText({ agreed, differences }: Pick<Merge, 'agreed' | 'differences'>): string {
  const conflicts = differences.filter(({ kind }) => kind === 'conflict').length;
  const open = differences.length - conflicts;
  return `${count(Object.keys(agreed).length, 'answer is agreed', 'answers are agreed')}, ${count(conflicts, 'contradicts', 'contradict')} one another, ${count(open, 'is', 'are')} given by some only.`;
}

const verdictWords = {
  clear: 'clear',
  leaning: 'leaning',
  'close-call': 'a close call',
  'no-alternative': 'every alternative fails a must',
} as const;

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function signed(points: number): string {
  return `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(1)}`;
}
