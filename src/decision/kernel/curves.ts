import { f64At, i32At } from './access';
import { curveEnd, curveKnotFrom, curveKnots, curveSlope, curveStart } from './tables';

/**
 * Piecewise-linear, constant outside: a line plus Σ half the change of slope × |q − x|, without branches that a processor would have to
 * guess. Equal to `valueAt` but for rounding in the last digits.
 */
export function valueOn(curve: i32, quantity: f64): f64 {
  const q = min<f64>(quantity, f64At(curveEnd, curve));
  let value = f64At(curveStart, curve) + f64At(curveSlope, curve) * q;
  const to = i32At(curveKnotFrom, curve + 1);
  for (let knot = i32At(curveKnotFrom, curve); knot < to; knot += 1)
    value += f64At(curveKnots, knot * 2 + 1) * abs<f64>(q - f64At(curveKnots, knot * 2));
  return value;
}
