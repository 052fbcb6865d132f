import type { Weights } from './aggregate.js';

/** A trade-off stated by swing weighting: what going from `worst` to `best` (values in [0, 1]) is worth, the largest swing being 100. */
export interface Swing {
  readonly points: number;
  readonly worst: number;
  readonly best: number;
}

/**
 * Weights from swings (SMARTS; Edwards & Barron 1994): W_i = k · points_i / (best_i − worst_i). Points speak of the stated range, so a
 * wide range needs less weight for the same points. k keeps the sum of the rated weights as it was, so that the balance with what
 * was not rated stays.
 * @param weights the weights before, from levels and importances
 * @returns overrides by facet or burden id; a rated id that weighs nothing in these answers is left out
 */
export function swingWeights(swings: Readonly<Record<string, Swing>>, weights: Weights): Record<string, number> {
  const before: Readonly<Record<string, number>> = { ...weights.facets, ...weights.burdens };
  const rated = Object.entries(swings).filter(([id]) => (before[id] ?? 0) > 0);
  const raw = rated.map(([id, { points, worst, best }]): [string, number] => [id, points / (best - worst)]);
  const total = raw.reduce((sum, [, weight]) => sum + weight, 0);
  const kept = rated.reduce((sum, [id]) => sum + (before[id] ?? 0), 0);
  return total === 0 ? {} : Object.fromEntries(raw.map(([id, weight]) => [id, (weight * kept) / total]));
}
