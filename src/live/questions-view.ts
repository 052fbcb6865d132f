import { questionsOf } from '../decision/situation.js';
import type { Question } from '../questionnaire/schema.js';
import { type Answered, answerAt, changesBetween, keysOf } from './answered.js';
import { element } from './element.js';
import { type CardHost, type QuestionCard, questionCard } from './question-card.js';
import { keyTitle } from './words.js';

type Filter = 'decisive' | 'open' | 'changed' | 'all';

const filters: readonly { readonly id: Filter; readonly label: string }[] = [
  { id: 'decisive', label: 'Most decisive' },
  { id: 'open', label: 'Open' },
  { id: 'changed', label: 'Changed' },
  { id: 'all', label: 'All' },
];

/** The questions by section, with a filter. */
export interface QuestionsView {
  readonly element: HTMLElement;
  update(answered: Answered): void;
  /** tells which keys are worth a look first */
  setDecisive(keys: ReadonlySet<string>): void;
}

/** Makes every card once. What a filter shows is settled when it is chosen, so that nothing moves under the reader's hands. */
export function questionsView(host: CardHost): QuestionsView {
  const { questionnaire } = host.knowledge;
  let filter: Filter = 'decisive';
  let decisive: ReadonlySet<string> | undefined;
  let wanted: ReadonlySet<string> = new Set();
  const sections = questionnaire.sections.map(({ title, questions }) => {
    const cards = questions.flatMap((question): QuestionCard[] => (question.type === 'text' ? [] : [questionCard(host, question)]));
    const count = element('span', { class: 'count' });
    const details = element(
      'details',
      { class: 'section' },
      element('summary', {}, element('span', {}, title), count),
      ...cards.map((card) => card.element),
    );
    return { cards, details, count };
  });
  const search = element('input', { type: 'search', id: 'what-if-search', autocomplete: 'off' });
  const nothing = element('p', { class: 'nothing', role: 'status' });
  const radios = filters.map(({ id, label }) => {
    const input = element('input', { type: 'radio', name: 'what-if-filter', value: id });
    input.checked = id === filter;
    input.addEventListener('change', () => {
      filter = id;
      choose();
    });
    return element('label', { class: 'pick' }, input, element('span', {}, label));
  });
  search.addEventListener('input', choose);

  function choose(): void {
    const answered = host.current();
    const keys = questionsOf(questionnaire).flatMap((question) =>
      keysOf(question).filter((key) => isWanted(question, key, answered) && matches(question, key)),
    );
    wanted = new Set(keys);
    const open = filter !== 'all' || search.value.trim() !== '';
    for (const { details } of sections) details.open = open;
    update(answered);
  }

  function isWanted(question: Question, key: string, answered: Answered): boolean {
    switch (filter) {
      case 'decisive':
        return decisive?.has(key) ?? false;
      case 'open':
        return answerAt(answered, question, key) === undefined;
      case 'changed':
        return changesBetween(questionnaire, host.original, answered).some((change) => change.key === key);
      case 'all':
        return true;
    }
  }

  function matches(question: Question, key: string): boolean {
    const text = search.value.trim().toLowerCase();
    if (text === '') return true;
    const options = question.type === 'choice' || question.type === 'choices' ? question.options.map(({ label }) => label) : [];
    return [question.prompt, key, keyTitle(host.knowledge, question, key), ...options].some((one) => one.toLowerCase().includes(text));
  }

  function update(answered: Answered): void {
    let any = false;
    for (const { cards, details, count } of sections) {
      for (const card of cards) card.update(answered, (key) => wanted.has(key));
      const shown = cards.filter((card) => !card.element.hidden);
      details.hidden = shown.length === 0;
      any ||= shown.length > 0;
      count.textContent = ` ${shown.length}`;
    }
    nothing.textContent = any
      ? ''
      : filter === 'decisive' && decisive === undefined
        ? 'Working out what matters most …'
        : 'No question here.';
  }

  return {
    element: element(
      'div',
      { class: 'questions' },
      element(
        'fieldset',
        { class: 'filter' },
        element('legend', {}, 'Which questions'),
        element('div', { class: 'picks row' }, ...radios),
        element('label', { class: 'search', for: 'what-if-search' }, 'Find ', search),
      ),
      nothing,
      ...sections.map(({ details }) => details),
    ),
    update,
    setDecisive(keys) {
      const first = decisive === undefined;
      decisive = keys;
      if (first && filter === 'decisive') choose();
    },
  };
}
