/** From a value to a place; values beyond an end are put at the end. */
export type Scale = (value: number) => number;

/** A linear scale. @param from lowest and highest value, not equal @param to their places */
export function linearScale(from: readonly [number, number], to: readonly [number, number]): Scale {
  return (value) => to[0] + ((clamped(value, from) - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);
}

/** A logarithmic scale; 0 is put at the low end. @param from lowest and highest value, both above 0 */
export function logScale(from: readonly [number, number], to: readonly [number, number]): Scale {
  const linear = linearScale([Math.log10(from[0]), Math.log10(from[1])], to);
  return (value) => linear(Math.log10(clamped(value, from)));
}

/** Below this a quantity is rounding, and its parts would be no numbers. */
const smallest = 1e-9;

/** Round values from 0 to at least the highest one, three to six of them. @param highest 0 or more */
export function ticksTo(highest: number): readonly number[] {
  if (highest < smallest) return [0, 1];
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const step = [0.2, 0.25, 0.5, 1, 2].map((part) => part * magnitude).find((one) => Math.ceil(highest / one) <= 5) ?? 2 * magnitude;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

function clamped(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}
