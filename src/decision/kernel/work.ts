import { bothAt, halfOf, i32At, pairAt, rangeAt, rowOf, setPair } from './access';
import { blockMultipliers } from './block';
import { positionAt, positionsOf } from './positions';
import { termDays, termHalf, termPer, termSkew } from './tables';

/**
 * Drawn days to adopt and to run of some work terms, which one position moves together, in the scenarios of `where`.
 * @param effort row of pairs that they are added to
 * @param factors row of pairs that they are multiplied with; 0 for none
 * @param fresh what stands in the row does not count
 */
export function addWork(from: i32, to: i32, position: i32, first: i32, where: v128, effort: usize, factors: usize, fresh: bool): void {
  const positions = positionsOf(position, first);
  for (let term = from; term < to; term += 1) {
    const times = rowOf(blockMultipliers, i32At(termPer, term));
    const days = pairAt(termDays, term);
    const steep = pairAt(termHalf, term);
    const skew = pairAt(termSkew, term);
    const replaces = fresh && term === from;
    for (let half = 0; half < 2; half += 1) {
      for (let rest = halfOf(where, half); rest !== 0; rest &= rest - 1) {
        const i = half * 64 + (ctz(rest) as i32);
        let drawn = f64x2.mul(bothAt(times, i), rangeAt(days, steep, skew, f64x2.splat(positionAt(positions, i))));
        if (factors !== 0) drawn = f64x2.mul(drawn, pairAt(factors, i));
        setPair(effort, i, replaces ? drawn : f64x2.add(pairAt(effort, i), drawn));
      }
    }
  }
}
