import { burdens } from '../../catalog/terms.js';
import { blockSize, positionSteps } from '../kernel/sizes.js';
import type { CompiledModel } from './compiled-model.js';
import { likelyPlace, unitFactor } from './distributions.js';
import type { Kernel } from './kernel.js';
import { type Arena, i16, place, u16 } from './memory.js';
import { streamState } from './random.js';

/**
 * Drawn weights and values. Rows of one block stand next to each other, `blockSize` draws per row, so that a block reads memory in order.
 * With `shared` there is one block of likely figures for all scenarios.
 */
export interface ValueDraws {
  readonly size: number;
  readonly shared: boolean;
  /** by source of a value, then by source of work, price or longevity: position of the range, see {@link positionStep} */
  readonly positions: Int16Array;
  readonly positionRows: number;
  /** by facet, then by burden: index into `factorTable` */
  readonly factors: Uint16Array;
  readonly factorRows: number;
}

/** One unit of a stored position. */
export const positionStep = 1 / positionSteps;

/** Default seed of the model: a part of its version, never of the answers. */
export const modelSeed = 'mesh-advisor model 1';

/**
 * Draws weights and values once per model: each facet and burden weight log-uniform within a factor of two; each source of a value once
 * per draw, shared by everything that uses it, triangular over its range in steps of a 32,767th of each side. One stream per source id.
 */
export function drawValues(arena: Arena, kernel: Kernel, model: CompiledModel, size: number, seed: string): ValueDraws {
  const ranged = [...model.sources.map(({ id, value }) => ({ id, place: likelyPlace(value) })), ...model.positions];
  const weighted = weightIds(model);
  const { positions, factors } = place(arena, drawPlaces(model, size));
  for (const [row, { id, place: likely }] of ranged.entries())
    kernel.drawPositions(...streamState(seed, id), likely, positions.byteOffset, ranged.length, row, size);
  for (const [row, id] of weighted.entries())
    kernel.drawFactors(...streamState(seed, `weight:${id}`), factors.byteOffset, weighted.length, row, size);
  return { size, shared: false, positions, positionRows: ranged.length, factors, factorRows: weighted.length };
}

/** What some draws have in linear memory. */
export function drawPlaces(model: CompiledModel, size: number) {
  const draws = Math.ceil(size / blockSize) * blockSize;
  return {
    positions: i16(draws * (model.sources.length + model.positions.length)),
    factors: u16(draws * weightIds(model).length),
  };
}

/** One row of each, for likely figures. */
export const likelyPlaces = { positions: i16(blockSize), factors: u16(blockSize) };

/** Weights and values at their likely figures, for any number of scenarios. */
export function likelyValues(arena: Arena, model: CompiledModel): ValueDraws {
  const { positions, factors } = place(arena, likelyPlaces);
  factors.fill(unitFactor);
  return {
    size: 0,
    shared: true,
    positions,
    positionRows: model.sources.length + model.positions.length,
    factors,
    factorRows: weightIds(model).length,
  };
}

/** The weight vector of fixed length: facets, then burdens. */
export function weightIds(model: CompiledModel): string[] {
  return [...model.facets, ...burdens];
}

/** Bytes of the draws. */
export function bytesOf(draws: ValueDraws): number {
  return draws.positions.byteLength + draws.factors.byteLength;
}
