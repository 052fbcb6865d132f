import type { Alternative } from '../catalog/catalog.js';
import { type BurdenId, burdens, type SupportLevel } from '../catalog/terms.js';
import { isGrid, isList } from '../condition/answer-value.js';
import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import type { NeedValue } from '../decision/needs-value.js';
import { type Origin, questionsOf } from '../decision/situation.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import { code, type Markdown, md } from './markdown.js';
import { listed, withUnit } from './quantities.js';

/** Support levels in words, as in the comparison table. */
export const levelWords: Readonly<Record<SupportLevel, string>> = {
  'built-in': 'built in',
  'add-on': 'add-on',
  'do-it-yourself': 'own work',
  'commercial-only': 'paid edition',
  experimental: 'experimental',
  unsupported: 'no',
  unknown: 'unknown',
};

export const needWords: Readonly<Record<NeedLevel, string>> = {
  must: 'must',
  should: 'should',
  nice: 'nice to have',
  covered: 'covered already',
  no: 'not wanted',
};

export const burdenWords: Readonly<Record<BurdenId, string>> = {
  cash: 'Monthly bill',
  'adopt-effort': 'Effort to adopt',
  'run-effort': 'Effort to run',
  latency: 'Added latency',
  longevity: 'Longevity',
  footprint: 'Reserved CPU',
};

/** The words of a burden by its id. */
export function burdenTitle(id: string): string {
  const burden = burdens.find((candidate) => candidate === id);
  return burden === undefined ? id : burdenWords[burden];
}

/** What an alternative gives for a need, in a table cell. */
export function supportWords({ support, reliedOn, excludedBy }: NeedValue): string {
  const word = levelWords[support.statement.level];
  if (excludedBy !== undefined) return `${word}, not beside ${excludedBy.replaceAll('-', ' ')}`;
  return reliedOn || !isChoice(support.statement.level) ? word : `${word}, left undone`;
}

/** Whether what stands behind a level could be used, so that leaving it undone is a choice. */
export function isChoice(level: SupportLevel): boolean {
  return level !== 'unsupported' && level !== 'commercial-only';
}

/** Where a need comes from, in words. */
export function originText(questionnaire: Questionnaire, origin: Origin): Markdown {
  if (origin.kind === 'rule') return md`${origin.value.replace(/\.$/, '')} (rule ${code(origin.id)})`;
  const question = questionsOf(questionnaire).find(({ id }) => id === (origin.id.split('.')[0] ?? ''));
  if (question === undefined) return md`${code(origin.id)} is ${origin.value}`;
  if (origin.id.includes('.')) return md`you said ${origin.value} (${code(origin.id)})`;
  return md`you said “${answerWords(question, question.type === 'choices' ? [origin.value] : question.type === 'yes-no' ? origin.value === 'yes' : origin.value)}” (${code(origin.id)})`;
}

/** An answer in the words of its question. */
export function answerWords(question: Question, value: AnswerValue, capabilityTitle: (id: string) => string = (id) => id): string {
  switch (question.type) {
    case 'choice':
      return labelOf(question.options, String(value));
    case 'choices':
      return listOf(value)
        .map((item) => labelOf(question.options, item))
        .join('; ');
    case 'yes-no':
      return value === true ? 'yes' : 'no';
    case 'number':
      return typeof value === 'number' ? withUnit(value, question.unit) : String(value);
    case 'text':
      return listOf(value).join(', ');
    case 'grid': {
      if (!isGrid(value)) return String(value);
      const levels: readonly NeedLevel[] = ['must', 'should', 'nice', 'covered', 'no'];
      return levels
        .flatMap((level) => {
          const rows = question.rows
            .filter((row) => value[row.capability] === level)
            .map((row) => row.label ?? capabilityTitle(row.capability));
          return rows.length === 0 ? [] : [`${needWords[level]}: ${rows.join(', ')}`];
        })
        .join('; ');
    }
  }
}

/** Titles of alternatives in a sentence: `Istio sidecar, Istio ambient and Linkerd open source`. */
export function alternativeNames(alternatives: readonly Alternative[]): string {
  return listed(alternatives.map(({ variant }) => variant.short));
}

function labelOf(options: readonly { readonly value: string; readonly label: string }[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

function listOf(value: AnswerValue): readonly string[] {
  return isList(value) ? value : [String(value)];
}
