import type { WeightInterval } from '../../decision/robustness/weight-intervals.js';
import { capabilityOf, type ReportContext, shortTitle } from '../context.js';
import { code, joined, md, type Text } from '../markdown.js';
import { figure, percent } from '../quantities.js';
import { type Table, table } from '../table.js';
import { burdenTitle } from '../words.js';

export interface WeightsView {
  readonly table: Table;
  /** the weights that the table does not have, in a sentence; empty without any */
  readonly free: string;
  /** the smallest change of all weights together that ties another candidate with the first; empty when none can */
  readonly nearest: Text;
}

/** How many weights are shown. */
const shown = 8;

/** The interval of each weight in which the first alternative stays first, the nearest end first (decision-model section 6). */
export function weightsSection(context: ReportContext): WeightsView {
  const bound = context.weightIntervals
    .filter(({ weight, low, high }) => weight > 0 && (low > 0 || high !== null))
    .sort((a, b) => reach(a) - reach(b));
  const { must, should, nice } = context.knowledge.catalog.model.needWeights;
  return {
    table: table(
      `Weights: how far each may move, the others as they are, before something else is first. A must weighs ${must.value}, a should ${should.value}, a nice to have ${nice.value}.`,
      [
        ['Weight of', 'left'],
        ['Now', 'right'],
        ['Stays first from', 'right'],
        ['to', 'right'],
        ['Below', 'left'],
        ['Above', 'left'],
      ],
      bound
        .slice(0, shown)
        .map((interval): Text[] => [
          weightTitle(context, interval),
          figure(interval.weight),
          interval.low > 0 ? figure(interval.low) : '0',
          interval.high === null ? 'any' : figure(interval.high),
          interval.lowRival === null ? '' : shortTitle(context, interval.lowRival),
          interval.highRival === null ? '' : shortTitle(context, interval.highRival),
        ]),
    ),
    free: freeText(bound.length - shown, context.weightIntervals.filter(({ weight }) => weight > 0).length - bound.length),
    nearest: nearestText(context),
  };
}

function freeText(wider: number, free: number): string {
  const texts = [
    ...(wider <= 0 ? [] : [wider === 1 ? 'One more weight has wider bounds.' : `${wider} more weights have wider bounds.`]),
    ...(free === 0 ? [] : [free === 1 ? 'One other weight may take any value.' : `The other ${free} weights may take any value.`]),
  ];
  return texts.join(' ');
}

/** What a weight is about, in words: a burden, or the needs of a facet. */
export function weightTitle(
  context: Pick<ReportContext, 'knowledge' | 'decision'>,
  { id, kind }: Pick<WeightInterval, 'id' | 'kind'>,
): string {
  if (kind === 'burden') return burdenTitle(id);
  const { needs } = context.decision.weights;
  const members = Object.keys(needs).filter((capability) => needs[capability]?.facet === id);
  return members.length === 0 ? id : members.map((capability) => capabilityOf(context, capability).title).join(' / ');
}

/** The factor by which a weight would have to move to its nearest end. */
function reach({ weight, low, high }: WeightInterval): number {
  return Math.min(low > 0 ? weight / low : Number.POSITIVE_INFINITY, high === null ? Number.POSITIVE_INFINITY : high / weight);
}

function nearestText(context: ReportContext): Text {
  const { nearestWeights: nearest } = context;
  if (nearest === undefined) return '';
  const kindOf = (id: string) => context.weightIntervals.find((interval) => interval.id === id)?.kind ?? 'facet';
  const moves = nearest.changes
    .slice(0, 4)
    .map(({ id, from, to }) => md`${weightTitle(context, { id, kind: kindOf(id) })} (${code(id)}) ${share(from)} → ${share(to)}`);
  return md`The nearest set of weights that ties ${shortTitle(context, nearest.rival)} with it moves ${percent(nearest.distance / 2)} of the total weight: ${joined(moves, '; ')}.`;
}

/** A share of the total weight, to a tenth of a percent. */
function share(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
