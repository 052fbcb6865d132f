import type { Assessment, Decision, Knowledge } from '../decision/decide.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { listed, percent, points, signedPoints } from '../report/quantities.js';
import { element, shape } from './element.js';
import { capabilityTitle } from './words.js';

/** The alternatives by place: score with its range, share of first places, and how both differ from the original. */
export function standingList(
  knowledge: Knowledge,
  now: { readonly decision: Decision; readonly robustness: Robustness | undefined },
  original: { readonly decision: Decision; readonly robustness: Robustness | undefined },
): HTMLElement {
  return element(
    'ol',
    { class: 'standing' },
    ...now.decision.ranking.map((assessment) => {
      const { id, variant } = assessment.alternative;
      const before = original.decision.ranking.find(({ alternative }) => alternative.id === id);
      const first = firstShare(now.robustness, id);
      const firstBefore = firstShare(original.robustness, id);
      const failed = assessment.gates
        .filter(({ outcome }) => outcome === 'fail')
        .map(({ need }) => capabilityTitle(knowledge, need.capability));
      const delta = before === undefined ? 0 : assessment.score.score - before.score.score;
      const moved = points(delta) === '0.0' ? '' : ` (${signedPoints(delta)})`;
      return element(
        'li',
        {
          class: assessment.feasible ? 'feasible' : 'ruled-out',
          'data-alternative': id,
          'data-score': String(assessment.score.score),
          'data-first': first === undefined ? undefined : String(first),
        },
        element('span', { class: 'name' }, variant.title),
        element('span', { class: 'score' }, `${points(assessment.score.score)}${moved}`),
        ...(assessment.feasible
          ? [scoreBar(assessment, before), element('span', { class: 'first' }, shareWords(first, firstBefore))]
          : [
              element(
                'span',
                { class: 'why-out' },
                [`ruled out by ${listed(failed.map((title) => `“${title}”`))}`, ...outShare(first, firstBefore)].join('; '),
              ),
            ]),
      );
    }),
  );
}

function firstShare(robustness: Robustness | undefined, id: string): number | undefined {
  return robustness === undefined ? undefined : (robustness.alternatives.find((one) => one.id === id)?.first ?? 0);
}

function shareWords(first: number | undefined, before: number | undefined): string {
  if (first === undefined) return '…';
  const moved = before === undefined || percent(before) === percent(first) ? '' : ` (was ${percent(before)})`;
  return `first in ${percent(first)}${moved}`;
}

/** What is ruled out on the answers as they stand can still be first in draws of the open ones. */
function outShare(first: number | undefined, before: number | undefined): string[] {
  return (first ?? 0) > 0 || (before ?? 0) > 0 ? [shareWords(first, before)] : [];
}

/** The range of the score as a bar, the score as a mark on it, and the original score as a thin line; the figures stand beside it. */
function scoreBar({ score }: Assessment, before: Assessment | undefined): SVGElement {
  const mark = (x: number, width: number, kind: string) =>
    shape('rect', { x: (x - width / 2).toFixed(2), y: '0', width: String(width), height: '10', class: kind });
  return shape(
    'svg',
    { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true', focusable: 'false' },
    shape('rect', { x: '0', y: '4.5', width: '100', height: '1', class: 'track' }),
    shape('rect', { x: score.low.toFixed(2), y: '2', width: (score.high - score.low).toFixed(2), height: '6', class: 'range' }),
    mark(score.score, 1.2, 'mark'),
    ...(before === undefined || points(before.score.score) === points(score.score) ? [] : [mark(before.score.score, 0.5, 'before')]),
  );
}
