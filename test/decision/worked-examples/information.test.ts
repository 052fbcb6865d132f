import { describe, expect, it } from 'vitest';
import { informationSpace, sumHalves, valueOfPartition } from '../../../src/decision/robustness/information.js';
import { standingsOf } from '../../../src/decision/robustness/standings.js';
import { emptyBatch } from './smaa.js';

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
const model = {
  alternatives: [{ candidate: 0 }, { candidate: 1 }, { candidate: 2 }],
  candidates: ['stock', 'fund', 'deposit'],
  facets: [],
  failures: 0,
  impossible: 3,
};

function valueOfKnowing(partition: (state: number) => number, parts: number): number {
  const batch = emptyBatch(4, 3, size);
  const standings = standingsOf(model, batch);
  const bits = new Uint32Array(parts * batch.words);
  for (let n = 0; n < size; n += 1) {
    const state = states[n % states.length] ?? 0;
    const row = pay[state] ?? [];
    for (const [a, value] of row.entries()) standings.regret[n * batch.stride + a] = Math.max(...row) - value;
    const at = partition(state) * batch.words + (n >>> 5);
    bits[at] = (bits[at] ?? 0) | (1 << (n & 31));
  }
  const space = informationSpace(batch, parts);
  sumHalves(model, batch, standings, space);
  return valueOfPartition(
    batch,
    standings,
    space,
    bits,
    Int32Array.from({ length: parts }, (_, part) => part * batch.words),
  ).evppi;
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
