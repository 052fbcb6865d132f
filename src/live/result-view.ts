import { compareDecisions } from '../decision/comparison.js';
import type { Decision } from '../decision/decide.js';
import type { Flip } from '../decision/flips.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import type { Contradiction } from '../questionnaire/schema.js';
import { plain } from '../report/markdown.js';
import { counted, listed, percent } from '../report/quantities.js';
import { type Change, withAnswerAt, withoutChange } from './answered.js';
import { button, element } from './element.js';
import type { CardHost } from './question-card.js';
import { standingList } from './standing-list.js';
import { boldPieces, changeSentence, flipSentence, verdictWords } from './words.js';

/** A decision as far as it has been worked out. */
export interface Standing {
  readonly decision: Decision;
  readonly robustness: Robustness | undefined;
  readonly flips: readonly Flip[] | undefined;
}

/** What the reader sees of it. */
export interface Outcome {
  readonly original: Standing;
  readonly now: Standing;
  readonly changes: readonly Change[];
  readonly contradictions: readonly Contradiction[];
}

export interface ResultView {
  readonly element: HTMLElement;
  /** the result in a line, which stays in sight on a narrow page */
  readonly brief: HTMLElement;
  update(outcome: Outcome): void;
  /** says the result to a screen reader, once it is settled */
  announce(outcome: Outcome): void;
}

/** How many of the nearest flips are offered. */
const offered = 5;

/** The result beside the questions. */
export function resultView(host: CardHost, reset: () => void, download: () => void): ResultView {
  const sentence = element('p', { class: 'sentence', id: 'what-if-sentence' });
  const sure = element('p', { class: 'sure' });
  const spoken = element('p', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const body = element('div', { class: 'result-body' });
  const state = element('span', { class: 'state' });
  const back = button('Back to the original', {}, () => {
    reset();
    heading.focus();
  });
  const save = button('Download the answers', { class: 'main' }, download);
  const heading = element('h3', { tabindex: '-1', id: 'what-if-result' }, 'With these answers');
  const panel = element(
    'section',
    { class: 'result', 'aria-labelledby': 'what-if-result' },
    element('div', { class: 'result-head' }, heading, state, sentence, sure),
    element('div', { class: 'buttons' }, back, save),
    body,
    spoken,
  );

  const brief = element('a', { class: 'brief', href: '#what-if-result' });

  return {
    element: panel,
    brief,
    update(outcome) {
      const { now, original, changes, contradictions } = outcome;
      const refused = contradictions.some(({ severity }) => severity === 'error');
      state.textContent = changes.length === 0 ? 'as in the report' : counted(changes.length, 'change');
      const words = verdictWords(host.knowledge, now.decision, now.robustness);
      sentence.replaceChildren(
        ...boldPieces(refused ? 'These answers cannot all be meant; see below.' : words.sentence).map(({ text, bold }) =>
          bold ? element('strong', {}, text) : text,
        ),
      );
      brief.replaceChildren(...briefParts(outcome, refused));
      sure.textContent = refused ? '' : words.sure;
      back.disabled = changes.length === 0;
      panel.classList.toggle('refused', refused);
      panel.setAttribute('aria-busy', String(!refused && now.flips === undefined));
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['focus'] : undefined;
      body.replaceChildren(
        ...conflictParts(contradictions),
        ...(refused ? [] : [standingList(host.knowledge, now, original)]),
        ...changeParts(host, now.decision, changes),
        ...(refused ? [] : [...effectParts(outcome), ...flipParts(host, now)]),
      );
      if (focused !== undefined) refocus(body, focused, heading);
    },
    announce({ now, changes }) {
      const { sentence: verdict, sure: shares } = verdictWords(host.knowledge, now.decision, now.robustness);
      spoken.textContent = `${plain(verdict)} ${shares} ${changes.length === 0 ? 'Answers as in the report.' : `${counted(changes.length, 'change')} since the report.`}`;
    },
  };
}

/** The first two places and how many changes there are. */
function briefParts({ now, changes }: Outcome, refused: boolean): Node[] {
  if (refused) return [element('span', {}, 'These answers cannot all be meant')];
  const { decision, robustness } = now;
  const places = decision.ranking
    .filter(({ feasible }) => feasible)
    .slice(0, 2)
    .map(({ alternative }, index) => {
      const first = robustness?.alternatives.find(({ id }) => id === alternative.id)?.first;
      return element('span', {}, `${index + 1}. ${alternative.variant.short}${first === undefined ? '' : `, first in ${percent(first)}`}`);
    });
  const state = changes.length === 0 ? 'as in the report' : counted(changes.length, 'change');
  return [...(places.length === 0 ? [element('span', {}, 'No alternative meets every must')] : places), element('small', {}, state)];
}

/** The button that had the focus is made anew with the list; a change that was tried can be taken back where it now stands. */
function refocus(body: HTMLElement, focused: string, heading: HTMLElement): void {
  const buttons = [...body.querySelectorAll<HTMLElement>('[data-focus]')];
  const same = buttons.find((one) => one.dataset['focus'] === focused);
  const key = focused.replace(/^try /, 'take back ').replace(/ => .*/, '');
  (same ?? buttons.find((one) => one.dataset['focus'] === key) ?? heading).focus();
}

function conflictParts(contradictions: readonly Contradiction[]): Node[] {
  if (contradictions.length === 0) return [];
  const items = contradictions.map(({ severity, message, resolve }) =>
    element('li', {}, element('strong', {}, severity === 'error' ? 'Cannot be meant: ' : 'Check: '), `${message} ${resolve}`),
  );
  const refused = contradictions.some(({ severity }) => severity === 'error');
  return [element('ul', { class: refused ? 'conflicts refused' : 'conflicts', role: refused ? 'alert' : 'list' }, ...items)];
}

function changeParts(host: CardHost, decision: Decision, changes: readonly Change[]): Node[] {
  if (changes.length === 0) return [element('p', { class: 'help' }, 'Change an answer or a weight, and everything here is computed anew.')];
  const items = changes.map((change) => {
    const { title, from, to } = changeSentence(host.knowledge, decision, change);
    return element(
      'li',
      { 'data-change': change.key },
      element('span', {}, `${title}: `, element('del', {}, from), ' → ', element('ins', {}, to), ' '),
      button('Take back', { class: 'quiet', 'aria-label': `Take back: ${title}`, 'data-focus': `take back ${change.key}` }, () =>
        host.change(withoutChange(host.current(), change)),
      ),
    );
  });
  return [element('h4', {}, 'Changed'), element('ul', { class: 'changes' }, ...items)];
}

/** What the changes do to first place and to the musts. */
function effectParts({ original, now, changes }: Outcome): Node[] {
  if (changes.length === 0 || original.robustness === undefined || now.robustness === undefined) return [];
  const comparison = compareDecisions(original.decision, now.decision, original.robustness, now.robustness);
  const names = (ids: readonly string[]) => listed(ids.map((id) => gateTitle(now.decision, original.decision, id)));
  const winner = comparison.alternatives.find(({ id }) => id === comparison.winnerAfter)?.title ?? 'No alternative';
  const before = comparison.alternatives.find(({ id }) => id === comparison.winnerBefore)?.title ?? 'no alternative';
  const lines = [
    comparison.changed ? `${winner} is first now, before it was ${before}.` : `${winner} stays first.`,
    ...comparison.alternatives.flatMap(({ title, newlyFails, noLongerFails }) => [
      ...(newlyFails.length === 0 ? [] : [`${title} now fails: ${names(newlyFails)}.`]),
      ...(noLongerFails.length === 0 ? [] : [`${title} no longer fails: ${names(noLongerFails)}.`]),
    ]),
  ];
  return [element('h4', {}, 'What that does'), element('ul', { class: 'effects' }, ...lines.map((line) => element('li', {}, line)))];
}

function gateTitle(now: Decision, before: Decision, id: string): string {
  const gates = [...now.ranking, ...before.ranking].flatMap((one) => one.gates);
  return gates.find(({ need }) => need.capability === id)?.support.capability.title ?? id;
}

function flipParts(host: CardHost, { decision, flips }: Standing): Node[] {
  const title = element('h4', {}, 'Nearest single changes that would put another candidate first');
  if (flips === undefined) return [title, element('p', { class: 'help' }, 'Being worked out …')];
  const others = flips.filter(({ otherCandidate }) => otherCandidate);
  if (others.length === 0) return [title, element('p', { class: 'help' }, 'No single change of one answer does.')];
  const items = nearestOfEach(others).map((flip) => {
    const { change, winner } = flipSentence(host.knowledge, decision, flip);
    const attempt = button(
      'Try',
      { class: 'quiet', 'aria-label': `Try: ${change}`, 'data-focus': `try ${flip.key} => ${String(flip.to)}` },
      () => host.change(withAnswerAt(host.current(), flip.question, flip.key, flip.to)),
    );
    return element('li', { 'data-flip': flip.key }, element('span', {}, `${change}: then ${winner} `), attempt);
  });
  const more = others.length - items.length;
  return [
    title,
    element('ol', { class: 'flips' }, ...items),
    ...(more > 0 ? [element('p', { class: 'help' }, `${counted(more, 'more change')} would, too.`)] : []),
  ];
}

/** The nearest flip of each answer. */
function nearestOfEach(flips: readonly Flip[]): Flip[] {
  const keys = new Set<string>();
  const nearest = flips.filter(({ key }) => {
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
  return nearest.slice(0, offered);
}
