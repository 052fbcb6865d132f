import { burdens } from '../../catalog/terms.js';
import type { Batch } from './batch.js';
import type { CompiledModel, Curve } from './compiled-model.js';

/** Words and scenarios that are evaluated together: small enough for the first-level caches. */
export const blockWords = 4;
export const blockSize = blockWords * 32;

/** Work space of one block. Rows of `blockSize` numbers, or of `blockWords` words for what is a bit per scenario. Made once. */
export interface Block {
  /** bits by alternative: it is to be valued */
  readonly wanted: Int32Array;
  /** bits at hand: still without a statement, taken by one, left undone */
  readonly open: Int32Array;
  readonly taken: Int32Array;
  readonly undone: Int32Array;
  /** by alternative: Σ weight × (1 − value) */
  readonly shortfall: Float64Array;
  /** by alternative: person-days to adopt, person-days a month to run */
  readonly adopt: Float64Array;
  readonly run: Float64Array;
  /** bits by alternative and component: relied on beyond the alternative's own; brought by a must */
  readonly added: Int32Array;
  readonly present: Int32Array;
  /** bits by alternative and flag */
  readonly flags: Int32Array;
  /** sum of the weights of needs, and of all weights */
  readonly needs: Float64Array;
  readonly totals: Float64Array;
  /** Ω_f by facet and W_b by burden */
  readonly facets: Float64Array;
  readonly burdens: Float64Array;
  /** bits by facet: it counts */
  readonly active: Int32Array;
  /** by member of the facet at hand: its share of Ω_f */
  readonly shares: Float64Array;
  /** once, per cluster, per language, per service */
  readonly multipliers: Float64Array;
  readonly ownWork: Float64Array;
  readonly cells: Int32Array;
  readonly effortCells: Int32Array;
  /** by component: drawn days to adopt and to run */
  readonly componentAdopt: Float64Array;
  readonly componentRun: Float64Array;
  /** bits by component and weighed entry: alone too much for a should, and for a nice */
  readonly overShould: Int32Array;
  readonly overNice: Int32Array;
  /** 32 × 32 bits to transpose */
  readonly square: Int32Array;
  /** for the alternative at hand: factors of experience */
  readonly adoptFactor: Float64Array;
  readonly runFactor: Float64Array;
  readonly longevity: Float64Array;
  /** factors that turn days, dollars and milliseconds into shares of team, fleet and budget */
  readonly perTeamProject: Float64Array;
  readonly perTeamMonth: Float64Array;
  readonly perFleet: Float64Array;
  readonly perFleetCore: Float64Array;
  readonly perBudget: Float64Array;
  /** values of the accepted upgrades seen in this block, and which each scenario has */
  readonly accepted: Float64Array;
  readonly acceptedCode: Uint8Array;
  /** how many such values there are (one number) */
  readonly acceptedCount: Uint8Array;
  /** by accepted upgrades, for the alternative at hand: share of the longevity value, and how its position moves it */
  readonly upgradeLikely: Float64Array;
  readonly upgradeHalf: Float64Array;
  readonly upgradeSkew: Float64Array;
}

/** Flags of a scenario and alternative, as rows of {@link Block.flags}: those of the overhead table, and a vendor's build. */
export const flagCount = 5;

export function blockOf(model: CompiledModel): Block {
  const rows = (count: number) => new Float64Array(count * blockSize);
  const bits = (count: number) => new Int32Array(count * blockWords);
  const alternatives = model.alternatives.length;
  const components = model.components.length;
  return {
    wanted: bits(alternatives),
    open: bits(1),
    taken: bits(1),
    undone: bits(1),
    shortfall: rows(alternatives),
    adopt: rows(alternatives),
    run: rows(alternatives),
    added: bits(alternatives * components),
    present: bits(alternatives * components),
    flags: bits(alternatives * flagCount),
    needs: rows(1),
    totals: rows(1),
    facets: rows(model.facets.length),
    burdens: rows(burdens.length),
    active: bits(model.facets.length),
    shares: rows(Math.max(1, ...model.members.map((members) => members.length))),
    multipliers: rows(4),
    ownWork: rows(1),
    cells: new Int32Array(blockSize),
    effortCells: new Int32Array(blockSize),
    componentAdopt: rows(components),
    componentRun: rows(components),
    overShould: bits(Math.ceil((components + model.weighed.length) / 32) * 32),
    overNice: bits(Math.ceil((components + model.weighed.length) / 32) * 32),
    square: new Int32Array(32),
    adoptFactor: rows(1),
    runFactor: rows(1),
    longevity: rows(1),
    perTeamProject: rows(1),
    perTeamMonth: rows(1),
    perFleet: rows(1),
    perFleetCore: rows(1),
    perBudget: rows(1),
    accepted: new Float64Array(blockSize),
    acceptedCode: new Uint8Array(blockSize),
    acceptedCount: new Uint8Array(1),
    upgradeLikely: rows(1),
    upgradeHalf: rows(1),
    upgradeSkew: rows(1),
  };
}

/** A quantity of the profile; zeros when the model does not know it. */
export function column(model: CompiledModel, batch: Batch, id: string): Float64Array {
  return batch.quantities[model.quantity[id] ?? -1] ?? batch.zeros;
}

/**
 * Piecewise-linear, constant outside: a line plus Σ half the change of slope × |q − x|, without branches that a processor would have to
 * guess. Equal to `valueAt` but for rounding in the last digits.
 */
export function valueOn({ knots, halves, slope, start, end }: Curve, quantity: number): number {
  const q = Math.min(quantity, end);
  let value = start + slope * q;
  for (let knot = 0; knot < knots.length; knot += 1) value += (halves[knot] ?? 0) * Math.abs(q - (knots[knot] ?? 0));
  return value;
}
