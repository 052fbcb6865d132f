import { burdens } from '../../catalog/terms.js';
import { blockSize } from './block.js';
import type { CompiledModel } from './compiled-model.js';
import { likelyPlace, triangularPosition, unitFactor } from './distributions.js';
import { randomStream, uniform } from './random.js';

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

/** One unit of a stored position: −32,767 is the low end of a range, 0 the likely value, 32,767 the high end. */
export const positionStep = 1 / 32767;

/** Default seed of the model: a part of its version, never of the answers. */
export const modelSeed = 'mesh-advisor model 1';

/**
 * Draws weights and values once per model: each facet and burden weight log-uniform within a factor of two; each source of a value once
 * per draw, shared by everything that uses it, triangular over its range in steps of a 32,767th of each side. One stream per source id.
 */
export function drawValues(model: CompiledModel, size: number, seed: string): ValueDraws {
  const blocks = Math.ceil(size / blockSize);
  const ranged = [...model.sources.map(({ id, value }) => ({ id, place: likelyPlace(value) })), ...model.positions];
  const positions = new Int16Array(blocks * blockSize * ranged.length);
  for (const [row, { id, place }] of ranged.entries()) {
    const next = randomStream(seed, id);
    for (let draw = 0; draw < size; draw += 1) {
      const block = Math.floor(draw / blockSize);
      positions[(block * ranged.length + row) * blockSize + draw - block * blockSize] = Math.round(
        triangularPosition(uniform(next), place) / positionStep,
      );
    }
  }
  const weighted = weightIds(model);
  const factors = new Uint16Array(blocks * blockSize * weighted.length);
  for (const [row, id] of weighted.entries()) {
    const next = randomStream(seed, `weight:${id}`);
    for (let draw = 0; draw < size; draw += 1) {
      const block = Math.floor(draw / blockSize);
      factors[(block * weighted.length + row) * blockSize + draw - block * blockSize] = next() >>> 20;
    }
  }
  return { size, shared: false, positions, positionRows: ranged.length, factors, factorRows: weighted.length };
}

/** Weights and values at their likely figures, for any number of scenarios. */
export function likelyValues(model: CompiledModel): ValueDraws {
  return {
    size: 0,
    shared: true,
    positions: new Int16Array(blockSize),
    positionRows: model.sources.length + model.positions.length,
    factors: new Uint16Array(blockSize).fill(unitFactor),
    factorRows: weightIds(model).length,
  };
}

/** Start of the positions of a source of work, price or longevity in the block that begins with draw `first`. */
export function positionRow(model: CompiledModel, draws: ValueDraws, position: number, first: number): number {
  return draws.shared ? 0 : first * draws.positionRows + (model.sources.length + position) * blockSize;
}

/** The same of a source of a value. */
export function sourceRow(draws: ValueDraws, source: number, first: number): number {
  return draws.shared ? 0 : first * draws.positionRows + source * blockSize;
}

/** The same of the factors of a weight. */
export function factorRow(draws: ValueDraws, weight: number, first: number): number {
  return draws.shared ? 0 : first * draws.factorRows + weight * blockSize;
}

/** The weight vector of fixed length: facets, then burdens. */
export function weightIds(model: CompiledModel): string[] {
  return [...model.facets, ...burdens];
}

/** Bytes of the draws. */
export function bytesOf(draws: ValueDraws): number {
  return draws.positions.byteLength + draws.factors.byteLength;
}
