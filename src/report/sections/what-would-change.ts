import type { Flip } from '../../decision/flips.js';
import { changeWords, valueWords } from '../change-words.js';
import { capabilityOf, type ReportContext, shortTitle } from '../context.js';
import { type Fact, supportFact } from '../evidence.js';
import { code, md, type Text } from '../markdown.js';
import { counted } from '../quantities.js';
import { type Table, table } from '../table.js';
import { levelWords } from '../words.js';
import { type WeightsView, weightsSection } from './weights.js';

/** What kind of thing would have to change. */
export type FlipKind = 'requirement' | 'preference' | 'circumstance';

export interface WhatWouldChange {
  /** `408 single changes` */
  readonly tried: string;
  readonly requirements: Table;
  readonly preferences: Table;
  readonly circumstances: Table;
  readonly forms: Table;
  /** two changes that overturn it together while neither does alone */
  readonly pairs: Table;
  readonly weights: WeightsView;
  /** flips beyond those shown, in a sentence; empty without any */
  readonly more: string;
  readonly facts: readonly { readonly text: Text; readonly fact: Fact }[];
  readonly factsHeading: string;
  /** in a sentence; empty without any */
  readonly moreFacts: string;
  readonly none: boolean;
}

/** One change of one answer. */
type Change = Pick<Flip, 'key' | 'question' | 'from' | 'to'>;

/** How many changes are shown of each kind. */
const shown = 8;
const shownPairs = 4;

/** Single changes of one answer, and single facts, that would put something else first. */
export function whatWouldChangeSection(context: ReportContext): WhatWouldChange {
  const flips = nearestPerQuestion(context.flips);
  const others = flips.filter((flip) => flip.otherCandidate);
  const of = (kind: FlipKind) => others.filter((flip) => flipKind(flip) === kind);
  const forms = flips.filter((flip) => !flip.otherCandidate);
  const facts = context.factFlips.map((flip) => {
    const statement = flip.support.statement;
    const outcome = flip.winner === null ? 'no alternative would meet every must' : `${shortTitle(context, flip.winner)} would be first`;
    return {
      text: md`If ${flip.support.capability.title} with ${shortTitle(context, flip.alternative)} were “${levelWords[flip.level]}” instead of “${levelWords[statement.level]}”: ${outcome}.`,
      fact: supportFact(context.knowledge.catalog, flip.support),
    };
  });
  const kinds = [of('requirement'), of('preference'), of('circumstance'), forms];
  return {
    tried: counted(context.changesTried, 'single change'),
    requirements: flipTable(context, 'Hard requirements', of('requirement')),
    preferences: flipTable(context, 'Preferences and wishes', of('preference')),
    circumstances: flipTable(context, 'Circumstances', of('circumstance')),
    pairs: pairTable(context),
    weights: weightsSection(context),
    forms: flipTable(context, 'Changes that choose another form of the same product', forms),
    more: moreText(kinds.reduce((sum, kind) => sum + Math.max(0, kind.length - shown), 0)),
    facts: facts.slice(0, shown),
    factsHeading: context.winner === undefined ? 'Facts that stand in the way' : 'Facts that the recommendation rests on',
    moreFacts: moreFactsText(facts.length - shown),
    none: others.length === 0 && facts.length === 0,
  };
}

function moreText(number: number): string {
  if (number === 0) return '';
  return number === 1
    ? 'One further change has an effect too; it lies further from what you said.'
    : `${number} further changes have an effect too; they lie further from what you said.`;
}

function moreFactsText(number: number): string {
  if (number <= 0) return '';
  return number === 1
    ? 'One further fact carries it in the same way: the lead is small.'
    : `${number} further facts carry it in the same way: the lead is small.`;
}

/** One change in words: `the question: from → to`. */
export function flipWords(context: ReportContext, flip: Change): Text {
  return md`${flipTitle(context, flip)} (${code(flip.key)}): ${valueWords(flip.question, flip.from)} → ${changeWords(flip)}`;
}

/** A change that makes or unmakes a hard requirement, weighs something otherwise, or describes other circumstances. */
function flipKind(flip: Flip): FlipKind {
  const { question, from, to } = flip;
  if (question.type === 'grid') return from === 'must' || to === 'must' ? 'requirement' : 'preference';
  if (question.type === 'choice' || question.type === 'choices') {
    const values = [from, to].flat().map(String);
    const effects = question.options.filter((option) => values.includes(option.value)).flatMap((option) => option.effects);
    if (effects.some((effect) => 'permit' in effect || ('need' in effect && effect.level === 'must'))) return 'requirement';
    return effects.some((effect) => 'priority' in effect || 'need' in effect) ? 'preference' : 'circumstance';
  }
  return 'circumstance';
}

/** Of several changes of one answer with the same outcome, the nearest. */
function nearestPerQuestion(flips: readonly Flip[]): Flip[] {
  const seen = new Set<string>();
  return flips.filter((flip) => {
    const option = flip.question.type === 'choices' ? String(flip.to) : '';
    const key = `${flip.key} ${option} ${flip.winner ?? 'none'}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function flipTable(context: ReportContext, caption: string, flips: readonly Flip[]): Table {
  return table(
    caption,
    [
      ['Answer', 'left'],
      ['Now', 'left'],
      ['Changed to', 'left'],
      ['Then first', 'left'],
    ],
    flips
      .slice(0, shown)
      .map((flip): Text[] => [
        md`${flipTitle(context, flip)} ${code(flip.key)}`,
        valueWords(flip.question, flip.from),
        changeWords(flip),
        flip.winner === null ? 'none: every alternative fails a must' : shortTitle(context, flip.winner),
      ]),
  );
}

/** The nearest pairs. */
function pairTable(context: ReportContext): Table {
  return table(
    'Two changes that put another candidate first together, while neither does alone (nearest found, not all)',
    [
      ['First change', 'left'],
      ['Second change', 'left'],
      ['Then first', 'left'],
    ],
    context.pairFlips
      .slice(0, shownPairs)
      .map(({ changes: [one, other], winner }): Text[] => [
        flipWords(context, one),
        flipWords(context, other),
        winner === null ? 'none: every alternative fails a must' : shortTitle(context, winner),
      ]),
  );
}

function flipTitle(context: ReportContext, flip: Change): string {
  if (flip.question.type !== 'grid') return flip.question.prompt;
  const capability = flip.key.slice(flip.question.id.length + 1);
  return capabilityOf(context, capability).title;
}
