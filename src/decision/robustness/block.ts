import { burdens } from '../../catalog/schema.js';
import type { Batch } from './batch.js';
import type { CompiledModel, TermSpan } from './compiled-model.js';
import type { ValueDraws } from './draws.js';

/** Words and scenarios that are evaluated together: small enough for the first-level cache. */
export const blockWords = 4;
export const blockSize = blockWords * 32;

/** Work space of one block. Per scenario and alternative: `i × stride + alternative`. Made once. */
export interface Block {
  readonly stride: number;
  /** Σ weight × (1 − value) of needs */
  readonly shortfall: Float64Array;
  /** person-days to adopt, person-days a month to run */
  readonly adopt: Float64Array;
  readonly run: Float64Array;
  /** components relied on beyond the alternative's own, one bit each, `addedWords` words */
  readonly added: Int32Array;
  readonly addedWords: number;
  /** components that a must brings, laid out as `added` */
  readonly present: Int32Array;
  readonly flags: Uint8Array;
  /** sum of the weights of needs, and of all weights */
  readonly needs: Float64Array;
  readonly totals: Float64Array;
  /** Ω_f by facet and W_b by burden, `blockSize` per row */
  readonly facets: Float64Array;
  readonly burdens: Float64Array;
  /** scenarios in which a facet counts, `blockWords` per facet */
  readonly active: Int32Array;
  /** weights of the members of the facet at hand */
  readonly shares: Float64Array;
  /** once, per cluster, per language, per service */
  readonly multipliers: Float64Array;
  readonly ownWork: Float64Array;
  readonly cells: Int32Array;
  /** likely days of each component, `blockSize` per row */
  readonly likelyDays: Float64Array;
}

export function blockOf(model: CompiledModel, stride: number): Block {
  const addedWords = Math.max(1, Math.ceil(model.components.length / 32));
  const perAlternative = blockSize * stride;
  return {
    stride,
    shortfall: new Float64Array(perAlternative),
    adopt: new Float64Array(perAlternative),
    run: new Float64Array(perAlternative),
    added: new Int32Array(perAlternative * addedWords),
    addedWords,
    present: new Int32Array(perAlternative * addedWords),
    flags: new Uint8Array(perAlternative),
    needs: new Float64Array(blockSize),
    totals: new Float64Array(blockSize),
    facets: new Float64Array(model.facets.length * blockSize),
    burdens: new Float64Array(burdens.length * blockSize),
    active: new Int32Array(model.facets.length * blockWords),
    shares: new Float64Array(Math.max(1, ...model.members.map((members) => members.length)) * blockSize),
    multipliers: new Float64Array(4 * blockSize),
    ownWork: new Float64Array(blockSize),
    cells: new Int32Array(blockSize),
    likelyDays: new Float64Array(model.components.length * blockSize),
  };
}

/** Adds the work of one owner at its drawn position. */
export function addWork(
  model: CompiledModel,
  draws: ValueDraws,
  block: Block,
  span: TermSpan,
  i: number,
  at: number,
  adoptFactor: number,
  runFactor: number,
  first: number,
): void {
  const { per, adopt, adoptUp, adoptDown, run, runUp, runDown } = model.terms;
  const position = draws.positions[span.position * draws.positionStride + first + i] ?? 0;
  let adopting = 0;
  let running = 0;
  for (let term = span.from; term < span.to; term += 1) {
    const times = block.multipliers[(per[term] ?? 0) * blockSize + i] ?? 0;
    if (position > 0) {
      adopting += times * ((adopt[term] ?? 0) + position * (adoptUp[term] ?? 0));
      running += times * ((run[term] ?? 0) + position * (runUp[term] ?? 0));
    } else {
      adopting += times * ((adopt[term] ?? 0) + position * (adoptDown[term] ?? 0));
      running += times * ((run[term] ?? 0) + position * (runDown[term] ?? 0));
    }
  }
  block.adopt[at] = (block.adopt[at] ?? 0) + adopting * adoptFactor;
  block.run[at] = (block.run[at] ?? 0) + running * runFactor;
}

/** A quantity of the profile; zeros when the model does not know it. */
export function column(model: CompiledModel, batch: Batch, id: string): Float64Array {
  return batch.quantities[model.quantity[id] ?? -1] ?? batch.zeros;
}
