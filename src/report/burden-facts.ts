import type { BurdenId, Range } from '../catalog/schema.js';
import type { Assessment } from '../decision/decide.js';
import type { EffortLine } from '../decision/effort.js';
import { quantity } from '../decision/effort.js';
import { type Basis, type Fact, factOf } from './evidence.js';
import type { ReportInput } from './input.js';
import { count, counted, figure, percent, rangeText } from './quantities.js';

/** A burden of an alternative in one sentence, with the sources that its figures come from. */
export function burdenFact(input: ReportInput, assessment: Assessment, burden: BurdenId): Fact {
  const { alternative } = assessment;
  const { text, basis, sources } = described(input, assessment, burden);
  const known = sources.length > 0 ? sources : alternative.candidate.baseline.sources;
  return factOf(input.knowledge.catalog, `${alternative.id}#${burden}`, text, basis, known);
}

/** The likely figures of a burden of two alternatives side by side: `20 against 25 person-days`. */
export function burdenFigures(one: Assessment, other: Assessment, burden: BurdenId): string {
  return `${likelyFigure(one, burden)} against ${likelyFigure(other, burden)}${burdenUnits[burden]}`;
}

const burdenUnits: Readonly<Record<BurdenId, string>> = {
  'adopt-effort': ' person-days',
  'run-effort': ' person-days a month',
  latency: ' ms at the 99th percentile',
  cash: ' USD a month',
  longevity: ' of the full value',
  footprint: ' cores reserved',
};

function likelyFigure({ effort, footprint, cash, burdens }: Assessment, burden: BurdenId): string {
  switch (burden) {
    case 'adopt-effort':
      return figure(effort.adopt[1]);
    case 'run-effort':
      return figure(effort.run[1]);
    case 'latency':
      return figure(footprint.latencyP99Ms[1]);
    case 'cash':
      return figure(cash.total[1]);
    case 'longevity':
      return percent(burdens.find((candidate) => candidate.burden === burden)?.value[1] ?? 0);
    case 'footprint':
      return figure(footprint.reservedCores);
  }
}

interface Described {
  readonly text: string;
  readonly basis: Basis;
  readonly sources: readonly string[];
}

function described(input: ReportInput, assessment: Assessment, burden: BurdenId): Described {
  const { situation } = input.decision;
  const { effort, footprint, cash, longevityParts } = assessment;
  const measured = assessment.burdens.find((candidate) => candidate.burden === burden);
  const likely = measured?.quantity[1] ?? 0;
  switch (burden) {
    case 'adopt-effort':
      return {
        text: `${rangeText(effort.adopt, 'person-days')}: ${figure(likely)} weeks of the project time of ${counted(quantity(situation, 'platform-engineers'), 'engineer')}.${largest(effort.lines, 'adopt')}`,
        basis: 'judgement',
        sources: effortSources(input, assessment),
      };
    case 'run-effort':
      return {
        text: `${rangeText(effort.run, 'person-days a month')}: ${percent(likely)} of the team's time.${largest(effort.lines, 'run')}`,
        basis: 'judgement',
        sources: effortSources(input, assessment),
      };
    case 'latency':
      return {
        text: isZero(footprint.latencyP99Ms)
          ? 'Adds nothing to a request between services.'
          : `Adds ${rangeText(footprint.latencyP99Ms, 'ms')}, to the 99th percentile of a request through ${counted(quantity(situation, 'call-depth'), 'service')} in a row: ${percent(likely)} of the budget of ${figure(quantity(situation, 'latency-budget'))} ms.`,
        basis: latencyBasis(input, assessment),
        sources: footprint.latencyLines.flatMap((line) => line.sources),
      };
    case 'cash': {
      const { catalog } = input.knowledge;
      const licence = cash.licence[2] === 0 ? 'no licence' : `licence ${rangeText(cash.licence, 'USD')}`;
      return {
        text: `${rangeText(cash.total, 'USD a month')} (${licence}): ${percent(likely)} of what the fleet itself costs.${cash.licenceNote === '' || cash.licence[2] === 0 ? '' : ` ${cash.licenceNote}`}`,
        basis: 'documented',
        sources: [
          ...(cash.licence[2] === 0 ? [] : cash.licenceSources),
          ...catalog.prices.vcpuHour.sources,
          ...catalog.prices.gbHour.sources,
        ],
      };
    }
    case 'longevity': {
      const weakest = [...longevityParts].sort((a, b) => a.value[1] - b.value[1])[0];
      return {
        text: `${percent(likely)} of the full value.${weakest === undefined || weakest.value[1] === 1 ? '' : ` Weakest part, ${weakest.id.replaceAll('-', ' ')} (${percent(weakest.value[1])}): ${weakest.note}`}`,
        basis: 'documented',
        sources: [...(weakest?.sources ?? []), ...longevityParts.flatMap((part) => part.sources)],
      };
    }
    case 'footprint':
      return {
        text: `Reserves ${figure(footprint.reservedCores)} cores: ${percent(likely)} of what the fleet of ${count(quantity(situation, 'pods'))} pods itself reserves.`,
        basis: 'documented',
        sources: footprint.lines.filter((line) => line.quantity === 'reservedCores').flatMap((line) => line.sources),
      };
  }
}

function largest(lines: readonly EffortLine[], kind: 'adopt' | 'run'): string {
  const sorted = [...lines].filter((line) => line[kind][1] > 0).sort((a, b) => b[kind][1] - a[kind][1]);
  const shown = sorted.slice(0, 2).map((line) => `${lineTitle(line)} ${figure(line[kind][1])}`);
  return shown.length === 0 ? '' : ` Largest: ${shown.join('; ')}.`;
}

/** A line of the effort account by its short name. */
export function lineTitle(line: EffortLine): string {
  if (line.kind === 'migration') return 'Migration';
  if (line.kind !== 'work') return line.title;
  const [before] = line.title.split(':');
  return line.neededFor.length > 0 && before !== undefined ? before : 'own upkeep';
}

function effortSources(input: ReportInput, { alternative, effort, needs }: Assessment): string[] {
  const { catalog } = input.knowledge;
  const lines = [...effort.lines].sort((a, b) => b.adopt[1] - a.adopt[1]);
  return [
    ...lines.flatMap((line) => {
      if (line.kind === 'component') return catalog.components.find(({ id }) => id === line.id)?.sources ?? [];
      if (line.kind === 'work') return needs.find(({ need }) => need.capability === line.id)?.support.statement.sources ?? [];
      return [];
    }),
    ...alternative.variant.support.sources,
  ];
}

function latencyBasis(input: ReportInput, { alternative }: Assessment): Basis {
  const plane = input.knowledge.catalog.footprint.alternatives[alternative.id]?.dataPlane;
  return plane === undefined || plane.kind === 'none' ? 'documented' : plane.latency.p99.basis;
}

function isZero(range: Range): boolean {
  return range[2] === 0;
}
