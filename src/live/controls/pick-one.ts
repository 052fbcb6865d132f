import { element } from '../element.js';
import type { Control, ControlName, OnEntry } from './control.js';

/** One thing to pick; `raw` is what stands in an answers file. */
export interface Pick {
  readonly raw: string | boolean;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** One of several, or open: radio buttons, as a list or side by side. */
export function pickOne(name: ControlName, picks: readonly Pick[], look: 'list' | 'row', onEntry: OnEntry): Control {
  const inputs = [...picks, { raw: null, label: 'I don’t know', hint: undefined }].map(({ raw, label, hint }, index) => {
    const input = element('input', { type: 'radio', name: name.id, id: `${name.id}-${index}`, value: String(raw) });
    input.addEventListener('change', () => {
      if (input.checked) onEntry(raw);
    });
    const text = element('span', {}, label, ...(hint === undefined ? [] : [element('small', {}, ` ${hint}`)]));
    return { raw, input, label: element('label', { class: raw === null ? 'pick open' : 'pick' }, input, text) };
  });
  return {
    element: element('div', { class: `picks ${look}` }, ...inputs.map(({ label }) => label)),
    show(value) {
      for (const { raw, input } of inputs) input.checked = raw === (value ?? null);
    },
  };
}
