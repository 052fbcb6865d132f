import type { Assessment } from '../../decision/decide.js';
import type { ReportContext } from '../context.js';
import { capabilityOf } from '../context.js';
import { code, type Text } from '../markdown.js';
import { listed, percent, points, scoreBar } from '../quantities.js';
import { type Column, type Table, table } from '../table.js';

/** All alternatives by place, with score, range and a bar. */
export function rankingSection(context: ReportContext): { table: Table } {
  const { robustness } = context;
  const places = [...context.decision.ranking].map((assessment, index) => ({
    assessment,
    place: assessment.feasible ? String(index + 1) : 'out',
  }));
  const columns: Column[] = [
    ['Place', 'right'],
    ['Alternative', 'left'],
    ['Score', 'right'],
    ['Range', 'right'],
    ['0 to 100 points', 'left'],
    ['First in', 'right'],
    ['Remark', 'left'],
  ];
  const rows = places.map(({ assessment, place }): Text[] => {
    const { alternative, score } = assessment;
    return [
      place,
      alternative.variant.title,
      points(score.score),
      `${points(score.low)} to ${points(score.high)}`,
      code(scoreBar(score.low, score.score, score.high)),
      percent(robustness.alternatives.find(({ id }) => id === alternative.id)?.first ?? 0),
      remark(context, assessment),
    ];
  });
  return {
    table: table(
      'Score of each alternative in points of 100, with all values at their low and at their high end. Bar: full to the low end, dark to the score, light to the high end. First in: share of draws of weights, facts and open answers in which it is first.',
      columns,
      rows,
    ),
  };
}

function remark(context: ReportContext, { alternative, gates }: Assessment): string {
  const failed = gates.filter((gate) => gate.outcome === 'fail').map((gate) => capabilityOf(context, gate.need.capability).title);
  const remarks = [
    ...(context.decision.situation.runs.includes(alternative.id) ? ['runs today'] : []),
    ...(failed.length === 0 ? [] : [`ruled out by ${listed(failed.map((title) => `“${title}”`))}`]),
    ...(failed.length === 0 && gates.some((gate) => gate.outcome === 'pass-at-risk') ? ['a must rests on a beta feature'] : []),
    ...(failed.length === 0 && gates.some((gate) => gate.outcome === 'pass-unverified') ? ['a must is unverified'] : []),
    ...(failed.length === 0 && gates.some((gate) => gate.outcome === 'pass-if-permitted') ? ['a must depends on an open answer'] : []),
  ];
  return remarks.join('; ');
}
