import type { AnswerValue } from '../condition/condition.js';
import type { Knowledge } from '../decision/decide.js';
import { applies } from '../decision/situation.js';
import { readAnswer } from '../questionnaire/read-answer.js';
import type { Question } from '../questionnaire/schema.js';
import { valueWords } from '../report/change-words.js';
import { type Answered, answerAt, keysOf, withAnswerAt } from './answered.js';
import type { Control, ControlName, OnEntry } from './controls/control.js';
import { numberEntry } from './controls/number-entry.js';
import { pickOne } from './controls/pick-one.js';
import { pickSeveral } from './controls/pick-several.js';
import { button, element } from './element.js';
import { keyTitle } from './words.js';

/** A question with the controls to answer it; made once, so that the focus stays where it is. */
export interface QuestionCard {
  readonly question: Question;
  readonly element: HTMLElement;
  /** shows the answers as they stand, and of the rows of a grid only those that are wanted; hidden when it does not apply */
  update(answered: Answered, wanted: (key: string) => boolean): void;
}

/** What the card does to the answers. */
export interface CardHost {
  readonly knowledge: Knowledge;
  readonly original: Answered;
  current(): Answered;
  change(answered: Answered): void;
}

/** The card of a question; questions for texts have none, since texts decide nothing. */
export function questionCard(host: CardHost, question: Exclude<Question, { type: 'text' }>): QuestionCard {
  const entries = keysOf(question).map((key) => entry(host, question, key));
  const help = element('p', { class: 'help' }, question.help);
  const card =
    question.type === 'grid'
      ? element(
          'fieldset',
          { class: 'question' },
          element('legend', {}, question.prompt),
          help,
          ...entries.map(({ element: inner }) => inner),
        )
      : element('div', { class: 'question' }, ...entries.map(({ element: inner }) => inner));
  if (question.type !== 'grid') entries[0]?.element.querySelector('legend')?.after(help);
  return {
    question,
    element: card,
    update(answered, wanted) {
      let shown = false;
      const applicable = applies(question, answered.answers);
      for (const { key, element: inner, update } of entries) {
        inner.hidden = !applicable || !wanted(key);
        shown ||= !inner.hidden;
        update(answered);
      }
      card.hidden = !shown;
    },
  };
}

interface Entry {
  readonly key: string;
  readonly element: HTMLElement;
  update(answered: Answered): void;
}

function entry(host: CardHost, question: Exclude<Question, { type: 'text' }>, key: string): Entry {
  const id = `what-if-${key.replaceAll('.', '-')}`;
  const name: ControlName = { id, labelledBy: `${id}-name` };
  const before = answerAt(host.original, question, key);
  const set = (value: AnswerValue | undefined) => host.change(withAnswerAt(host.current(), question, key, value));
  const onEntry: OnEntry = (raw) => {
    const read = readKey(question, key, raw);
    if (read.problem !== undefined) return read.problem;
    set(read.value);
    return undefined;
  };
  const control = controlFor(question, name, onEntry);
  const takeBack = button('Take back', { class: 'quiet', 'aria-describedby': `${id}-name` }, () => {
    set(before);
    const first = box.querySelector<HTMLElement>('input:checked') ?? box.querySelector<HTMLElement>('input');
    first?.focus();
  });
  const was = element('p', { class: 'was' }, `Was: ${valueWords(question, before)} `, takeBack);
  const box = element(
    'fieldset',
    { class: question.type === 'grid' ? 'row-of-grid' : 'answer', 'data-key': key },
    element('legend', { id: `${id}-name` }, keyTitle(host.knowledge, question, key)),
    control.element,
    was,
  );
  return {
    key,
    element: box,
    update(answered) {
      const value = answerAt(answered, question, key);
      control.show(value);
      const changed = JSON.stringify(value) !== JSON.stringify(before);
      was.hidden = !changed;
      box.classList.toggle('changed', changed);
    },
  };
}

function controlFor(question: Exclude<Question, { type: 'text' }>, name: ControlName, onEntry: OnEntry): Control {
  switch (question.type) {
    case 'choice':
      return pickOne(
        name,
        question.options.map(({ value, label, hint }) => ({ raw: value, label, hint })),
        'list',
        onEntry,
      );
    case 'choices':
      return pickSeveral(name, question.options, onEntry);
    case 'yes-no':
      return pickOne(
        name,
        [
          { raw: true, label: 'Yes' },
          { raw: false, label: 'No' },
        ],
        'row',
        onEntry,
      );
    case 'number':
      return numberEntry(name, question, onEntry);
    case 'grid':
      return pickOne(
        name,
        [
          { raw: 'must', label: 'Must' },
          { raw: 'should', label: 'Should' },
          { raw: 'nice', label: 'Nice' },
          { raw: 'covered', label: 'Covered' },
          { raw: 'no', label: 'No' },
        ],
        'row',
        onEntry,
      );
  }
}

/** Reads what was entered as an answers file would be read, so that the same limits hold. */
function readKey(question: Question, key: string, raw: unknown): { readonly value?: AnswerValue; readonly problem?: string } {
  if (raw === null) return {};
  const row = key.slice(question.id.length + 1);
  const { value, problems } = readAnswer(question, question.type === 'grid' ? { [row]: raw } : raw);
  const [first] = problems;
  if (first !== undefined) return { problem: `Expected ${first.details.expected ?? 'another value'}.` };
  if (value === undefined || question.type !== 'grid') return value === undefined ? {} : { value };
  const level = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value)[0]?.[1] : undefined;
  return level === undefined ? {} : { value: level };
}
