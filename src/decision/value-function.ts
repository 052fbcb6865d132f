import type { ValueFunction } from '../catalog/model-schema.js';
import type { Range } from '../catalog/schema.js';

/**
 * Piecewise-linear value function, constant outside its points (Belton & Stewart 2002, ch. 5; the clipped form of the published
 * example T9 of rsmaa).
 * @returns a value in [0, 1]
 */
export function valueAt(curve: ValueFunction, quantity: number): number {
  const points = curve.points;
  let [fromQuantity, fromValue] = points[0] ?? [0, 0];
  if (quantity <= fromQuantity) return fromValue;
  for (const [toQuantity, toValue] of points) {
    if (quantity <= toQuantity) {
      if (toQuantity === fromQuantity) return toValue;
      return fromValue + ((toValue - fromValue) * (quantity - fromQuantity)) / (toQuantity - fromQuantity);
    }
    fromQuantity = toQuantity;
    fromValue = toValue;
  }
  return fromValue;
}

/** The value of a burden given as (low, likely, high): more burden, less value, so the ends change places. */
export function valueOverRange(curve: ValueFunction, quantities: Range): Range {
  return [valueAt(curve, quantities[2]), valueAt(curve, quantities[1]), valueAt(curve, quantities[0])];
}
