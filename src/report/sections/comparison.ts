import { levelRank } from '../../condition/condition.js';
import { weighs } from '../../decision/needs-value.js';
import type { ReportContext } from '../context.js';
import { capabilityOf } from '../context.js';
import type { Text } from '../markdown.js';
import { figure, points, rangeCell } from '../quantities.js';
import { type Table, table } from '../table.js';
import { isChoice, needWords, supportWords } from '../words.js';

export interface Comparison {
  readonly table: Table;
  /** needs that something which stays already meets */
  readonly covered: readonly string[];
  readonly leftUndone: boolean;
  /** something is needed at all */
  readonly needed: boolean;
}

/** Needs against alternatives, levels as words; then score and the burdens. */
export function comparisonSection(context: ReportContext): Comparison {
  const { decision } = context;
  const { ranking } = decision;
  const needs = [...decision.situation.needs].filter((need) => weighs(need.level)).sort((a, b) => levelRank(b.level) - levelRank(a.level));
  const rows = needs.map((need): Text[] => [
    capabilityOf(context, need.capability).title,
    needWords[need.level],
    ...ranking.map(({ needs }) => {
      const value = needs.find((candidate) => candidate.need.capability === need.capability);
      return value === undefined ? '' : supportWords(value);
    }),
  ]);
  const burden = (title: string, cell: (index: number) => string): Text[] => [title, '', ...ranking.map((_, index) => cell(index))];
  const burdens = [
    burden('Effort to adopt, person-days', (index) => rangeCell(ranking[index]?.effort.adopt ?? [0, 0, 0])),
    burden('Effort to run, person-days a month', (index) => rangeCell(ranking[index]?.effort.run ?? [0, 0, 0])),
    burden('Added latency at p99, ms', (index) => rangeCell(ranking[index]?.footprint.latencyP99Ms ?? [0, 0, 0])),
    burden('Monthly bill, USD', (index) => figure(ranking[index]?.cash.total[1] ?? 0)),
    burden('Score, points of 100', (index) => points(ranking[index]?.score.score ?? 0)),
    ...(needs.some(({ level }) => level === 'must')
      ? [burden('Meets every must', (index) => (ranking[index]?.feasible === true ? 'yes' : 'no'))]
      : []),
  ];
  return {
    table: table(
      'What each alternative gives for each need, and what it costs',
      [['Need', 'left'], ['Wanted', 'left'], ...ranking.map(({ alternative }) => [alternative.variant.short, 'left'] as const)],
      [...rows, ...burdens],
    ),
    covered: decision.situation.needs
      .filter((need) => need.level === 'covered')
      .map((need) => capabilityOf(context, need.capability).title),
    needed: needs.length > 0,
    leftUndone: ranking.some(({ needs }) =>
      needs.some((value) => !value.reliedOn && value.excludedBy === undefined && isChoice(value.support.statement.level)),
    ),
  };
}
