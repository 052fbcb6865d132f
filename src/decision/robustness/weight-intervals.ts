import type { Assessment, Decision } from '../decide.js';

/** Where one weight may lie, all others held, so that the winner stays first. */
export interface WeightInterval {
  /** facet or burden */
  readonly id: string;
  readonly kind: 'facet' | 'burden';
  readonly weight: number;
  /** inclusive; 0 and null where no rival ever ties */
  readonly low: number;
  readonly high: number | null;
  /** who ties with the winner at that end */
  readonly lowRival: string | null;
  readonly highRival: string | null;
}

/** A weight vector nearest to the present one at which a rival ties with the winner. */
export interface NearestWeights {
  readonly rival: string;
  /** Σ |w′ − w| over normalised weights: 0 to 2 */
  readonly distance: number;
  /** ids whose weight changes, normalised weights before and after, largest change first */
  readonly changes: readonly { readonly id: string; readonly from: number; readonly to: number }[];
}

/**
 * The exact stability interval of every weight that counts (decision-model section 6): the score's sign against a rival is that of
 * Σ W_j d_j with d the differences of values, so weight k ties at t* = −Σ_{j≠k} W_j d_j / d_k; the interval reaches to the nearest tie on
 * each side. Without renormalising this is Triantaphyllou & Sanchez 1997 (Decision Sciences 28:151–194); t* / (t* + other weights) gives
 * the renormalised stability interval. Ends in ascending order of facets, then burdens; empty when nothing is recommended.
 */
export function weightIntervals(decision: Decision): WeightInterval[] {
  const { winner } = decision;
  if (winner === undefined) return [];
  const { rows, weights } = weightVector(decision);
  const rivals = decision.ranking.filter((one) => one.feasible && one !== winner);
  const own = valuesOf(decision, winner);
  const differences = rivals.map((rival) => ({ id: rival.alternative.id, d: subtract(own, valuesOf(decision, rival)) }));
  return rows.map(({ id, kind }, k) => ({ id, kind, weight: weights[k] ?? 0, ...stableInterval(weights, differences, k) }));
}

/** The interval of weight `k`; `differences` are winner minus rival, per weight. */
export function stableInterval(
  weights: readonly number[],
  differences: readonly { readonly id: string; readonly d: readonly number[] }[],
  k: number,
): Pick<WeightInterval, 'low' | 'high' | 'lowRival' | 'highRival'> {
  let low = 0;
  let high: number | null = null;
  let lowRival: string | null = null;
  let highRival: string | null = null;
  for (const { id, d } of differences) {
    const own = d[k] ?? 0;
    if (own === 0) continue;
    const rest = weights.reduce((sum, weight, j) => (j === k ? sum : sum + weight * (d[j] ?? 0)), 0);
    const tie = -rest / own;
    if (own > 0 && tie > low) {
      low = tie;
      lowRival = id;
    } else if (own < 0 && tie >= 0 && (high === null || tie < high)) {
      high = tie;
      highRival = id;
    }
  }
  return { low, high, lowRival, highRival };
}

/**
 * The preferences nearest to the stated ones, as Σ |w′ − w| over normalised weights, at which some rival of another candidate ties with
 * the winner; undefined when no weights can do that. The linear programme (Kadziński et al. 2016, J. Global Optimization 65:531–562)
 * has a solution by moving weight from where the winner leads most to where the rival does, since each unit moved costs the same.
 */
export function nearestWeights(decision: Decision): NearestWeights | undefined {
  const { winner } = decision;
  if (winner === undefined) return undefined;
  const { rows, weights } = weightVector(decision);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  const normalised = weights.map((weight) => weight / total);
  const own = valuesOf(decision, winner);
  return decision.ranking
    .filter((one) => one.feasible && one.alternative.candidate.id !== winner.alternative.candidate.id)
    .flatMap((rival): NearestWeights[] => {
      const tie = nearestTie(normalised, subtract(own, valuesOf(decision, rival)));
      if (tie === undefined) return [];
      const changes = rows
        .map(({ id }, j) => ({ id, from: normalised[j] ?? 0, to: tie[j] ?? 0 }))
        .filter(({ from, to }) => from !== to)
        .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
      return [{ rival: rival.alternative.id, distance: changes.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0), changes }];
    })
    .sort((a, b) => a.distance - b.distance)[0];
}

/** Weights on the simplex nearest to `weights` in L1 with Σ w′ d ≤ 0, or undefined when every d is positive. */
export function nearestTie(weights: readonly number[], d: readonly number[]): number[] | undefined {
  const gap = weights.reduce((sum, weight, j) => sum + weight * (d[j] ?? 0), 0);
  const receiver = d.reduce((best, value, j) => (value < (d[best] ?? 0) ? j : best), 0);
  const least = d[receiver] ?? 0;
  if (gap <= 0) return [...weights];
  if (least > 0) return undefined;
  const moved = [...weights];
  let left = gap;
  for (const donor of d.map((_, j) => j).sort((a, b) => (d[b] ?? 0) - (d[a] ?? 0) || a - b)) {
    const gain = (d[donor] ?? 0) - least;
    if (left <= 0 || gain <= 0) break;
    const amount = Math.min(weights[donor] ?? 0, left / gain);
    moved[donor] = (moved[donor] ?? 0) - amount;
    moved[receiver] = (moved[receiver] ?? 0) + amount;
    left -= amount * gain;
  }
  return moved;
}

interface WeightRow {
  readonly id: string;
  readonly kind: 'facet' | 'burden';
}

/** The weights that count, facets first. */
function weightVector({ weights }: Decision): { rows: WeightRow[]; weights: number[] } {
  const facets = Object.entries(weights.facets).map(([id, weight]) => ({ id, kind: 'facet' as const, weight }));
  const burdens = Object.entries(weights.burdens)
    .filter(([, weight]) => weight > 0)
    .map(([id, weight]) => ({ id, kind: 'burden' as const, weight }));
  const all = [...facets, ...burdens];
  return { rows: all.map(({ id, kind }) => ({ id, kind })), weights: all.map(({ weight }) => weight) };
}

/** Likely values of an alternative in the order of the weight vector: of a facet the mean of its needs by their weight. */
function valuesOf({ weights }: Decision, assessment: Assessment): number[] {
  const facets = Object.keys(weights.facets).map((facet) => {
    let sum = 0;
    let total = 0;
    for (const { need, value } of assessment.needs) {
      const entry = weights.needs[need.capability];
      if (entry?.facet !== facet) continue;
      sum += entry.weight * value[1];
      total += entry.weight;
    }
    return total === 0 ? 0 : sum / total;
  });
  const burdens = Object.entries(weights.burdens)
    .filter(([, weight]) => weight > 0)
    .map(([id]) => assessment.burdens.find(({ burden }) => burden === id)?.value[1] ?? 0);
  return [...facets, ...burdens];
}

function subtract(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, j) => value - (b[j] ?? 0));
}
