import { describe, expect, it } from 'vitest';
import { valuesOfPartitions } from '../../../src/decision/robustness/information.js';
import { exampleOf } from './smaa.js';

/**
 * T19 and T20: stock, fund or deposit while the market goes up, stays or goes down (the worked example of the encyclopedia's article on
 * perfect information, restated in a lecture, https://slideplayer.com/amp/5165249). Every ten draws hold the states in their exact
 * proportions, so that both halves choose alike and cross-fitting changes nothing.
 */
const pay = [
  [1500, 900, 500],
  [300, 600, 500],
  [-800, -200, 500],
];
const states = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
const size = 640;

function valueOfKnowing(partition: (state: number) => number, parts: number): number {
  const { model, batch, standings, bits, space } = exampleOf(3, 0, size, parts);
  for (let n = 0; n < size; n += 1) {
    const state = states[n % states.length] ?? 0;
    const row = pay[state] ?? [];
    for (const [a, value] of row.entries()) standings.regret[n * batch.stride + a] = Math.max(...row) - value;
    const at = partition(state) * batch.words + (n >>> 5);
    bits[at] = (bits[at] ?? 0) | (1 << (n & 31));
  }
  const columns = Array.from({ length: parts }, (_, part) => bits.byteOffset + part * batch.words * bits.BYTES_PER_ELEMENT);
  const [value] = valuesOfPartitions(model, batch, standings, space, [{ id: 'state', question: 'state', columns }]);
  return value?.evppi ?? Number.NaN;
}

describe('the value of information', () => {
  it('T19: perfect information is worth 350', () => {
    expect(valueOfKnowing((state) => state, 3)).toBeCloseTo(350, 9);
  });

  it('T20: learning only whether the market falls, rises or stays is worth 260, 320 and 90, so one asks about a rise first', () => {
    const only = (state: number) => valueOfKnowing((other) => (other === state ? 0 : 1), 2);
    expect([2, 0, 1].map(only).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([260, 320, 90]);
  });

  it('nothing learnt is worth nothing', () => {
    expect(valueOfKnowing(() => 0, 1)).toBe(0);
  });
});
