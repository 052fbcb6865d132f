import { type BurdenId, burdens } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { capabilityOf, differences, isNoMesh, type ReportContext } from '../context.js';
import type { Text } from '../markdown.js';
import { count, figure, rangeText, withUnit } from '../quantities.js';
import { burdenWords, needWords } from '../words.js';

export interface ProofKit {
  readonly trials: readonly TrialView[];
  /** what the trials are for, and how often they are run */
  readonly intro: string;
}

export interface TrialView {
  readonly title: string;
  readonly why: string;
  readonly measure: Text;
  readonly control: Text;
  readonly pass: Text;
  /** what the model expects, where it says something */
  readonly expected: string;
}

/** Themes whose capabilities can be tried in a pilot; the others are read in a licence or a list of platforms. */
const tested = ['security', 'traffic', 'observability'];

const mustWhy = 'it is a must';

/** Differences below this many points decide nothing. */
const decisive = 1.5;

/** A trial for each requirement that decides the recommendation: every must, and where winner and rival differ most. */
export function proofKitSection(context: ReportContext): ProofKit {
  const { winner, rival, decision, guides } = context;
  if (winner === undefined) return { trials: [], intro: '' };
  const musts = decision.situation.needs.filter((need) => need.level === 'must').map((need) => ({ id: need.capability, why: mustWhy }));
  const apart =
    rival === undefined
      ? []
      : differences(winner, rival)
          .filter(({ points }) => Math.max(points, -points) >= decisive)
          .sort((a, b) => Math.max(b.points, -b.points) - Math.max(a.points, -a.points))
          .slice(0, 5)
          .map(({ id, points }) => ({
            id,
            why: `${figure(Math.max(points, -points))} points ${points > 0 ? 'for' : 'against'} ${winner.alternative.variant.short}, compared with ${rival.alternative.variant.short}`,
          }));
  const compared = context.verdict.kind === 'close-call' && rival !== undefined ? [winner, rival] : [winner];
  const wanted = [...musts, ...apart.filter(({ id }) => !musts.some((must) => must.id === id))];
  return {
    intro: introOf(context, winner),
    trials: wanted.flatMap(({ id, why }): TrialView[] => {
      const trial = guides.trials.find((candidate) => candidate.id === id) ?? guides.defaultTrial;
      const burden = burdens.find((candidate) => candidate === id);
      const capability = burden === undefined ? capabilityOf(context, id) : undefined;
      if (burden === 'longevity' || (burden !== undefined && costsNothing(winner, burden))) return [];
      if (burden === 'adopt-effort' && decision.situation.runs.includes(winner.alternative.id)) return [];
      if (capability !== undefined && trial === guides.defaultTrial && !tested.includes(capability.theme)) return [];
      const need = decision.situation.needs.find((candidate) => candidate.capability === id);
      return [
        {
          title: burden === undefined ? (capability?.title ?? id) : burdenWords[burden],
          why: why === mustWhy ? why : `${need === undefined ? '' : `${needWords[need.level]}; `}${why}`,
          measure: filled(context, trial.measure),
          control: filled(context, trial.control),
          pass: filled(context, trial.pass),
          expected: expected(compared, id),
        },
      ];
    }),
  };
}

function introOf({ verdict, rival, decision }: ReportContext, winner: Assessment): string {
  const { short } = winner.alternative.variant;
  const control = isNoMesh(winner) ? '' : ' The controls run without a mesh.';
  if (verdict.kind === 'close-call' && rival !== undefined)
    return `What decides between ${short} and ${rival.alternative.variant.short}, in a week for each. Run each trial three times, with and without; one that only one of the two passes decides for that one.${control}`;
  const what = decision.situation.runs.includes(winner.alternative.id)
    ? `What shows within a week whether ${short} still deserves to stay.`
    : `What could refute ${short} within a week.`;
  return `${what} Run each trial three times, with and without; one that fails its mark counts against the recommendation, whatever this report says.${control}`;
}

function costsNothing({ burdens: measured }: Assessment, burden: BurdenId): boolean {
  return measured.find((candidate) => candidate.burden === burden)?.quantity[2] === 0;
}

function filled(context: ReportContext, text: string): string {
  return text.replace(/\{([a-z-]+)\}/g, (_, id: string) => {
    const value = context.decision.situation.profile[id]?.value;
    if (value === undefined) throw new Error(`a trial asks for the quantity ${id}, which the model does not have`);
    return id === 'call-depth' ? count(value) : withUnit(value, context.knowledge.catalog.model.profile[id]?.unit ?? '');
  });
}

function expected(compared: readonly Assessment[], id: string): string {
  const texts = compared.flatMap((assessment) => {
    const text = expectedOf(assessment, id);
    return text === '' ? [] : [compared.length === 1 ? text : `with ${assessment.alternative.variant.short} ${text}`];
  });
  return texts.length === 0 ? '' : `The model expects ${texts.join('; ')}.`;
}

function expectedOf({ footprint, effort, cash }: Assessment, id: string): string {
  switch (id) {
    case 'latency':
      return rangeText(footprint.latencyP99Ms, 'ms');
    case 'adopt-effort':
      return `${rangeText(effort.adopt, 'person-days')} for all of it`;
    case 'run-effort':
      return rangeText(effort.run, 'person-days a month');
    case 'cash':
      return rangeText(cash.total, 'USD a month');
    case 'footprint':
      return `${figure(footprint.reservedCores)} cores reserved`;
    default:
      return '';
  }
}
