import type { Option } from '../../questionnaire/schema.js';
import { ticked } from '../answered.js';
import { element } from '../element.js';
import type { Control, ControlName, OnEntry } from './control.js';

/** Any number of options, or open: tick boxes. Nothing ticked is an answer of its own ("none of these") unless "I don't know" is ticked. */
export function pickSeveral(name: ControlName, options: readonly Option[], onEntry: OnEntry): Control {
  let chosen: readonly string[] = [];
  const boxes = options.map(({ value, label, hint }, index) => {
    const input = element('input', { type: 'checkbox', id: `${name.id}-${index}`, value });
    input.addEventListener('change', () => {
      onEntry(ticked(chosen, value, input.checked));
    });
    const text = element('span', {}, label, ...(hint === undefined ? [] : [element('small', {}, ` ${hint}`)]));
    return { value, input, label: element('label', { class: 'pick' }, input, text) };
  });
  const open = element('input', { type: 'checkbox', id: `${name.id}-open` });
  open.addEventListener('change', () => {
    onEntry(open.checked ? null : []);
  });
  return {
    element: element(
      'div',
      { class: 'picks list' },
      ...boxes.map(({ label }) => label),
      element('label', { class: 'pick open' }, open, element('span', {}, 'I don’t know')),
    ),
    show(value) {
      chosen = Array.isArray(value) ? value.map(String) : [];
      open.checked = value === undefined;
      for (const box of boxes) box.input.checked = chosen.includes(box.value);
    },
  };
}
