import { burdens } from '../../catalog/terms.js';
import { blockSize, blockWords } from './block.js';
import type { Standings, StandingsBlock, StandingsModel } from './standings.js';

/** Adds the weights of the block, normalised to sum 1, to the alternative that is alone in first place. */
export function addFirstWeights(model: StandingsModel, block: StandingsBlock, standings: Standings, count: number): void {
  const { weights, width, first } = standings;
  const { totals, facets, active } = block;
  for (let facet = 0; facet < model.facets.length; facet += 1) {
    for (let k = 0; k < blockWords; k += 1) {
      let rest = active[facet * blockWords + k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const winner = first[i] ?? -1;
        if (winner < 0) continue;
        const at = winner * width + facet;
        weights[at] = (weights[at] ?? 0) + (facets[facet * blockSize + i] ?? 0) / (totals[i] ?? 1);
      }
    }
  }
  for (let burden = 0; burden < burdens.length; burden += 1) {
    for (let i = 0; i < count; i += 1) {
      const winner = first[i] ?? -1;
      const total = totals[i] ?? 0;
      if (winner < 0 || total === 0) continue;
      const at = winner * width + model.facets.length + burden;
      weights[at] = (weights[at] ?? 0) + (block.burdens[burden * blockSize + i] ?? 0) / total;
    }
  }
}

/** The same for a first place that several share, each with its part. */
export function shareFirstWeights(model: StandingsModel, block: StandingsBlock, standings: Standings, tied: number, i: number): void {
  const total = block.totals[i] ?? 0;
  if (total === 0) return;
  for (let one = 0; one < tied; one += 1) {
    const a = standings.order[one] ?? 0;
    for (let row = 0; row < standings.width; row += 1) {
      const facet = row < model.facets.length;
      const counts = !facet || (((block.active[row * blockWords + (i >>> 5)] ?? 0) >>> (i & 31)) & 1) === 1;
      const weight = facet ? block.facets[row * blockSize + i] : block.burdens[(row - model.facets.length) * blockSize + i];
      const at = a * standings.width + row;
      if (counts) standings.weights[at] = (standings.weights[at] ?? 0) + (weight ?? 0) / total / tied;
    }
  }
}
