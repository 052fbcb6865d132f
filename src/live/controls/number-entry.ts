import { element } from '../element.js';
import type { Control, ControlName, OnEntry } from './control.js';

/** What a number is measured in and how it may be entered. */
export interface NumberLook {
  readonly unit: string;
  readonly integer: boolean;
}

/** A number, or empty for an open answer. What cannot be read is said beside it and changes nothing. */
export function numberEntry(name: ControlName, { unit, integer }: NumberLook, onEntry: OnEntry): Control {
  const input = element('input', {
    type: 'text',
    inputmode: integer ? 'numeric' : 'decimal',
    autocomplete: 'off',
    id: `${name.id}-entry`,
    'aria-labelledby': `${name.labelledBy} ${name.id}-unit`,
    'aria-describedby': `${name.id}-problem`,
    placeholder: 'not known',
    size: '9',
  });
  const problem = element('p', { class: 'problem', id: `${name.id}-problem` });
  const said = (text: string | undefined) => {
    problem.textContent = text ?? '';
    if (text === undefined) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  };
  input.addEventListener('input', () => {
    const text = input.value.trim();
    said(onEntry(text === '' ? null : /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text));
  });
  return {
    element: element(
      'div',
      { class: 'number-entry' },
      element('span', {}, input, ' ', element('span', { id: `${name.id}-unit` }, unit)),
      problem,
    ),
    show(value) {
      const text = typeof value === 'number' ? String(value) : '';
      // the reader may be in the middle of typing 1. or 040, which means the same
      if (document.activeElement === input && (Number(input.value.replace(',', '.')) === value || problem.textContent !== '')) return;
      input.value = text;
      said(undefined);
    },
  };
}
