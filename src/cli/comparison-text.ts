import type { Comparison, Standing } from '../decision/comparison.js';

/**
 * Two decisions side by side, at most 80 columns wide: score, and in what share of the draws the alternative is first. Scores have one
 * decimal and shares whole percent, as far as the model's figures go.
 */
export function comparisonTable(comparison: Comparison, before: string, after: string): string {
  const title = Math.max(11, ...comparison.alternatives.map((one) => Math.min(34, one.title.length)));
  const header = `${''.padEnd(title)}  ${before.padEnd(17)}  ${after.padEnd(17)}\n${'alternative'.padEnd(title)}  ${'score'.padStart(9)} ${'first'.padStart(7)}  ${'score'.padStart(9)} ${'first'.padStart(7)}`;
  const rows = comparison.alternatives.map(
    ({ title: name, before: then, after: now }) => `${name.slice(0, title).padEnd(title)}  ${cell(then)}  ${cell(now)}`,
  );
  return `${[header, ...rows].join('\n')}\n`;
}

/** Gates that the change opens and shuts, a line each; empty when there are none. */
export function gateLines(comparison: Comparison): string[] {
  return comparison.alternatives.flatMap(({ title, newlyFails, noLongerFails }) => [
    ...(newlyFails.length === 0 ? [] : [`${title}: now fails ${newlyFails.join(', ')}`]),
    ...(noLongerFails.length === 0 ? [] : [`${title}: no longer fails ${noLongerFails.join(', ')}`]),
  ]);
}

function cell({ score, feasible, first }: Standing): string {
  return `${(feasible ? score.toFixed(1) : 'ruled out').padStart(9)} ${`${Math.round(first * 100)} %`.padStart(7)}`;
}
