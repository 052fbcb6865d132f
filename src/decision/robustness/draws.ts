import { burdens } from '../../catalog/schema.js';
import { blockSize } from './block.js';
import type { CompiledModel } from './compiled-model.js';
import { factorOf, likelyPlace, rangeAt, triangularPosition } from './distributions.js';
import { randomStream, uniform } from './random.js';

/** Drawn weights and values, one row or column per source; a stride of 0 means that all scenarios share the likely values. */
export interface ValueDraws {
  readonly size: number;
  /** 1 − value of each source, sources side by side per draw */
  readonly deficits: Float64Array;
  readonly sources: number;
  readonly deficitStride: number;
  /** position of each range between its ends, one row per source of work or price; −1 low, 0 likely, 1 high */
  readonly positions: Float32Array;
  readonly positionStride: number;
  /** factor of each facet weight and then of each burden weight, one row each */
  readonly factors: Float64Array;
  readonly factorStride: number;
}

/** Default seed of the model: a part of its version, never of the answers. */
export const modelSeed = 'mesh-advisor model 1';

/**
 * Draws weights and values once per model: each facet and burden weight log-uniform within a factor of two; each source of a value once
 * per draw, shared by everything that uses it, triangular over its range. One stream per source id.
 */
export function drawValues(model: CompiledModel, size: number, seed: string): ValueDraws {
  const sources = model.sources.length;
  const deficits = new Float64Array(size * sources);
  for (const [index, { id, value }] of model.sources.entries()) {
    const next = randomStream(seed, id);
    const place = likelyPlace(value);
    const certain = value[0] === value[2];
    for (let draw = 0; draw < size; draw += 1) {
      deficits[draw * sources + index] = 1 - (certain ? value[1] : rangeAt(value, triangularPosition(uniform(next), place)));
    }
  }
  const positions = new Float32Array(size * model.positions.length);
  for (const [index, { id, place }] of model.positions.entries()) {
    const next = randomStream(seed, id);
    for (let draw = 0; draw < size; draw += 1) positions[index * size + draw] = triangularPosition(uniform(next), place);
  }
  const weighted = weightIds(model);
  const factors = new Float64Array(size * weighted.length);
  for (const [index, id] of weighted.entries()) {
    const next = randomStream(seed, `weight:${id}`);
    for (let draw = 0; draw < size; draw += 1) factors[index * size + draw] = factorOf(next());
  }
  return { size, deficits, sources, deficitStride: sources, positions, positionStride: size, factors, factorStride: size };
}

/** Weights and values at their likely figures, for any number of scenarios up to `size`. */
export function likelyValues(model: CompiledModel, size: number): ValueDraws {
  return {
    size,
    deficits: Float64Array.from(model.sources, ({ value }) => 1 - value[1]),
    sources: model.sources.length,
    deficitStride: 0,
    positions: new Float32Array(size),
    positionStride: 0,
    factors: new Float64Array(Math.max(size, blockSize)).fill(1),
    factorStride: 0,
  };
}

/** The weight vector of fixed length: facets, then burdens. */
export function weightIds(model: CompiledModel): string[] {
  return [...model.facets, ...burdens];
}

/** Bytes of the draws. */
export function bytesOf(draws: ValueDraws): number {
  return draws.deficits.byteLength + draws.positions.byteLength + draws.factors.byteLength;
}
