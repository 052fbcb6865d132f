import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticksTo } from '../../../src/report/pictures/scale.js';

describe('the ticks of an axis', () => {
  it.each([0, Number.MIN_VALUE, 1e-300, 1e-12])('are 0 and 1 where there is nothing to show: %s', (highest) => {
    expect(ticksTo(highest)).toEqual([0, 1]);
  });

  it('begin at 0, rise, reach the highest value, and are few', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (highest) => {
        const ticks = ticksTo(highest);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-5));
        expect(ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? 0))).toBe(true);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
