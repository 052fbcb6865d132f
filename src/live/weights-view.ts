import { burdens } from '../catalog/terms.js';
import { type Weights, weightsOf } from '../decision/aggregate.js';
import type { Decision } from '../decision/decide.js';
import { type WeightInterval, weightIntervals } from '../decision/robustness/weight-intervals.js';
import { figure } from '../report/quantities.js';
import { type Answered, withWeight } from './answered.js';
import { button, element } from './element.js';
import type { CardHost } from './question-card.js';
import { weightName } from './words.js';

/** Up to how many times its stated value a slider takes a weight, and in what steps. */
const factor = { most: 4, step: 0.05 } as const;

/** What an answers file allows. */
const mostWeight = 1000;

/** Sliders and numbers for the weights that count. */
export interface WeightsView {
  readonly element: HTMLElement;
  update(answered: Answered, decision: Decision): void;
}

/** One row per facet of needs and per burden, made when it first counts. */
export function weightsView(host: CardHost): WeightsView {
  const rows = new Map<string, WeightRow>();
  const list = element('div', {});
  const details = element(
    'details',
    { class: 'section' },
    element('summary', {}, 'Weights'),
    element(
      'p',
      { class: 'help' },
      'How much each wish and each burden counts against the others. The stated weight follows from the answers above.',
    ),
    list,
  );
  return {
    element: details,
    update(answered, decision) {
      const { catalog } = host.knowledge;
      const stated = weightsOf(catalog, decision.situation, {});
      const intervals = new Map(weightIntervals(decision).map((interval) => [interval.id, interval]));
      const ids = [...Object.keys(stated.facets), ...burdens];
      for (const id of ids) {
        const row = rows.get(id) ?? weightRow(host, id);
        if (!rows.has(id)) {
          rows.set(id, row);
          list.append(row.element);
        }
        row.update(answered, weightIn(stated, id), intervals.get(id), decision);
      }
      for (const [id, row] of rows) row.element.hidden = !ids.includes(id);
    },
  };
}

interface WeightRow {
  readonly element: HTMLElement;
  update(answered: Answered, stated: number, interval: WeightInterval | undefined, decision: Decision): void;
}

function weightRow(host: CardHost, id: string): WeightRow {
  const original = host.original.weights[id];
  let stated = 0;
  const name = `weight-${id}`;
  const slider = element('input', {
    type: 'range',
    min: '0',
    max: String(factor.most),
    step: String(factor.step),
    'aria-labelledby': `${name}-name ${name}-factor`,
  });
  const entry = element('input', {
    type: 'number',
    min: '0',
    max: String(mostWeight),
    step: 'any',
    inputmode: 'decimal',
    'aria-labelledby': `${name}-name ${name}-weight`,
  });
  const title = element('legend', { id: `${name}-name` });
  const said = element('p', { class: 'help' });
  const set = (weight: number | undefined) => host.change(withWeight(host.current(), id, weight === stated ? original : weight));
  slider.addEventListener('input', () => set(Number((stated * Number(slider.value)).toFixed(3))));
  entry.addEventListener('input', () => {
    const weight = Number(entry.value);
    if (entry.value !== '' && entry.validity.valid) set(weight);
  });
  const takeBack = button('Take back', { class: 'quiet', 'aria-describedby': `${name}-name` }, () => {
    set(original);
    entry.focus();
  });
  const box = element(
    'fieldset',
    { class: 'weight', 'data-weight': id },
    title,
    element('div', { class: 'weight-entry' }, slider, entry, takeBack),
    element('span', { id: `${name}-factor`, hidden: true }, 'times the stated weight'),
    element('span', { id: `${name}-weight`, hidden: true }, 'weight'),
    said,
  );
  return {
    element: box,
    update(answered, statedNow, interval, decision) {
      stated = statedNow;
      title.textContent = weightName(host.knowledge, decision, id);
      const weight = answered.weights[id] ?? stated;
      const times = stated === 0 ? undefined : weight / stated;
      slider.disabled = times === undefined;
      if (document.activeElement !== slider) slider.value = String(Math.min(factor.most, times ?? 0));
      slider.setAttribute('aria-valuetext', `${figure(times ?? 0)} times, weight ${figure(weight)}`);
      if (document.activeElement !== entry) entry.value = String(Number(weight.toFixed(3)));
      takeBack.hidden = answered.weights[id] === original;
      box.classList.toggle('changed', !takeBack.hidden);
      said.textContent = [
        `Stated ${figure(stated)}${times === undefined ? '' : `, now × ${figure(times)}`}.`,
        ...(interval === undefined ? [] : [intervalWords(interval, decision)]),
      ].join(' ');
    },
  };
}

function intervalWords({ low, high, lowRival, highRival }: WeightInterval, decision: Decision): string {
  const short = (rival: string | null) =>
    decision.ranking.find(({ alternative }) => alternative.id === rival)?.alternative.variant.short ?? '';
  if (lowRival === null && high === null) return 'No value of it alone changes what is first.';
  if (high === null) return `First place holds from ${figure(low)} on; below, ${short(lowRival)} is first.`;
  if (lowRival === null) return `First place holds up to ${figure(high)}; above, ${short(highRival)} is first.`;
  return `First place holds from ${figure(low)} to ${figure(high)}; below, ${short(lowRival)} is first, above, ${short(highRival)}.`;
}

function weightIn({ facets, burdens: ofBurdens }: Weights, id: string): number {
  return facets[id] ?? Object.entries(ofBurdens).find(([burden]) => burden === id)?.[1] ?? 0;
}
