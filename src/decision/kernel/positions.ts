import { f64At, i16At, u16At } from './access';
import { drawsFactorRows, drawsFactors, drawsFactorTable, drawsPositionRows, drawsPositions, drawsSpread } from './draws';
import { blockSize, positionSteps } from './sizes';
import { tableSources } from './tables';

/** One unit of a stored position. */
const positionStep: f64 = 1 / (positionSteps as f64);

/** Address of the positions of a source of work, price or longevity in the block that begins with draw `first`. */
export function positionsOf(position: i32, first: i32): usize {
  return sourcePositionsOf(tableSources + position, first);
}

/** The same of a source of a value. */
export function sourcePositionsOf(source: i32, first: i32): usize {
  return drawsPositions + ((((first * drawsPositionRows + source * blockSize) * drawsSpread) as usize) << 1);
}

/** Address of the factors of a weight. */
export function factorsOf(weight: i32, first: i32): usize {
  return drawsFactors + ((((first * drawsFactorRows + weight * blockSize) * drawsSpread) as usize) << 1);
}

/** The position of one draw, −1 to 1. */
export function positionAt(positions: usize, i: i32): f64 {
  return (i16At(positions, i) as f64) * positionStep;
}

export function factorAt(factors: usize, i: i32): f64 {
  return f64At(drawsFactorTable, u16At(factors, i));
}

/** The positions of two neighbouring draws. */
export function twoPositionsAt(positions: usize, i: i32): v128 {
  const both = i32x4.extend_low_i16x8_s(v128.load32_zero(positions + ((i as usize) << 1)));
  return f64x2.mul(f64x2.convert_low_i32x4_s(both), f64x2.splat(positionStep));
}
