import type { Range } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { parameter } from '../../decision/effort.js';
import { lineTitle } from '../burden-facts.js';
import { capabilityOf, type ReportContext, shownQuantity } from '../context.js';
import { type SourceRef, sourceRefs, sourceText } from '../evidence.js';
import { joined, type Markdown, md, prose, type Text } from '../markdown.js';
import { figure, rangeCell, withUnit } from '../quantities.js';
import { type Table, table } from '../table.js';

export interface Costs {
  readonly resources: Table;
  readonly people: Table;
  readonly inputs: Text;
  readonly details: readonly CostDetail[];
  readonly weak: readonly { readonly text: Text; readonly sources: Markdown; readonly refs: readonly SourceRef[] }[];
}

export interface CostDetail {
  readonly title: string;
  readonly formulas: Table;
  readonly latency: Table;
  readonly effort: Table;
  readonly licence: Text;
  readonly licenceSources: Markdown;
  /** where the parameters of the formulas come from */
  readonly sources: Markdown;
  readonly refs: readonly SourceRef[];
}

const formulaWords = {
  cores: 'CPU used, cores',
  memoryGb: 'memory used, GB',
  reservedCores: 'CPU reserved, cores',
  reservedGb: 'memory reserved, GB',
} as const;

/** What each alternative costs in CPU, memory, latency, money and people's time, and how that is computed for those in play. */
export function costsSection(context: ReportContext): Costs {
  const { catalog } = context.knowledge;
  const { ranking, situation } = context.decision;
  const resources = table(
    'Overhead at peak, and the monthly bill: likely (low to high)',
    [
      ['Alternative', 'left'],
      ['CPU used, cores', 'right'],
      ['Memory used, GB', 'right'],
      ['CPU reserved, cores', 'right'],
      ['Memory reserved, GB', 'right'],
      ['Added p50, ms', 'right'],
      ['Added p99, ms', 'right'],
      ['Infrastructure, USD a month', 'right'],
      ['Licence, USD a month', 'right'],
    ],
    ranking.map(({ alternative, footprint, cash }): Text[] => [
      alternative.variant.short,
      rangeCell(footprint.cores),
      rangeCell(footprint.memoryGb),
      figure(footprint.reservedCores),
      figure(footprint.reservedGb),
      rangeCell(footprint.latencyP50Ms),
      rangeCell(footprint.latencyP99Ms),
      rangeCell(cash.infrastructure),
      rangeCell(cash.licence),
    ]),
  );
  const people = table(
    `People's work in person-days: likely (low to high). A week of the team is what its engineers can give to one project in a week, ${figure(100 * parameter(catalog.model, 'project-share'))} % of their time.`,
    [
      ['Alternative', 'left'],
      ['To adopt', 'right'],
      ['Weeks of the team', 'right'],
      ['To run, a month', 'right'],
      ['Share of the team, %', 'right'],
    ],
    ranking.map(({ alternative, effort, burdens }): Text[] => [
      alternative.variant.short,
      rangeCell(effort.adopt),
      figure(burdens.find(({ burden }) => burden === 'adopt-effort')?.quantity[1] ?? 0),
      rangeCell(effort.run),
      figure(100 * (burdens.find(({ burden }) => burden === 'run-effort')?.quantity[1] ?? 0)),
    ]),
  );
  const inputs = Object.entries(situation.profile)
    .filter(([id]) =>
      ['services', 'pods', 'nodes', 'clusters', 'request-rate', 'call-depth', 'languages', 'platform-engineers'].includes(id),
    )
    .map(
      ([id, { assumed }]) => `${withUnit(shownQuantity(context, id), catalog.model.profile[id]?.unit ?? id)}${assumed ? ' (assumed)' : ''}`,
    );
  const detailed = (context.winner === undefined ? ranking.slice(0, 2) : [context.winner, context.rival]).filter(
    (assessment) => assessment !== undefined,
  );
  const shownIds = detailed.map(({ alternative }) => alternative.id);
  return {
    resources,
    people,
    inputs: joined(inputs, ', '),
    details: detailed.map((assessment) => detail(context, assessment)),
    weak: catalog.footprint.weakEvidence
      .filter(({ alternatives }) => alternatives.some((id) => shownIds.includes(id)))
      .map(({ text, sources }) => {
        const refs = sourceRefs(catalog, sources);
        return { text: prose(text), sources: joined(refs.map(sourceText), '; '), refs };
      }),
  };
}

function detail(context: ReportContext, assessment: Assessment): CostDetail {
  const { catalog } = context.knowledge;
  const { footprint, effort, cash, alternative } = assessment;
  const refs = sourceRefs(
    catalog,
    [...footprint.lines.filter((line) => line.value[2] > 0), ...footprint.latencyLines].flatMap((line) => line.sources),
  );
  const nonZero = (value: Range) => value[2] > 0;
  const formulas = table(
    'How CPU and memory are computed',
    [
      ['Part', 'left'],
      ['Gives', 'left'],
      ['Formula', 'left'],
      ['Likely (low to high)', 'right'],
    ],
    footprint.lines
      .filter((line) => nonZero(line.value))
      .map((line): Text[] => [line.part, formulaWords[line.quantity], line.formula, rangeCell(line.value)]),
  );
  const latency = table(
    'Latency that one call between two services gains',
    [
      ['Layer', 'left'],
      ['p50, ms', 'right'],
      ['p99, ms', 'right'],
    ],
    footprint.latencyLines.map((line): Text[] => [line.part, rangeCell(line.p50Ms), rangeCell(line.p99Ms)]),
  );
  const effortTable = table(
    "People's work, line by line, in person-days",
    [
      ['Line', 'left'],
      ['Needed for', 'left'],
      ['To adopt', 'right'],
      ['To run, a month', 'right'],
    ],
    [...effort.lines]
      .sort((a, b) => b.adopt[1] - a.adopt[1])
      .map((line): Text[] => [
        lineTitle(line),
        line.neededFor.map((id) => capabilityOf(context, id).title).join(', ') ||
          (line.kind === 'migration' ? 'leaving what runs today' : 'the alternative itself'),
        rangeCell(line.adopt),
        rangeCell(line.run),
      ]),
  );
  const licence = sourceRefs(catalog, cash.licenceSources);
  return {
    title: alternative.variant.title,
    formulas,
    latency,
    effort: effortTable,
    licence: cash.licenceNote === '' ? '' : prose(cash.licenceNote),
    licenceSources: joined(licence.map(sourceText), '; '),
    sources: joined(refs.map(sourceText), '; '),
    refs: [...refs, ...licence],
  };
}

/** Cost of the winner in one line, for the first page. */
export function costLine({ effort, footprint, cash }: Assessment): Text {
  const adds = [footprint.latencyP99Ms, cash.total, footprint.cores, footprint.memoryGb].some((range) => range[2] > 0);
  if (!adds)
    return md`${rangeCell(effort.adopt)} person-days to adopt, ${rangeCell(effort.run)} a month to run; nothing is added to latency, bill, CPU or memory.`;
  return md`${rangeCell(effort.adopt)} person-days to adopt, ${rangeCell(effort.run)} a month to run; ${rangeCell(footprint.latencyP99Ms)} ms added at the 99th percentile; ${rangeCell(cash.total)} USD a month; ${rangeCell(footprint.cores)} cores and ${rangeCell(footprint.memoryGb)} GB used.`;
}
