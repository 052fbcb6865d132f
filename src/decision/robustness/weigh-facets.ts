import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords } from './block.js';
import type { CompiledModel } from './compiled-model.js';
import { factorTable } from './distributions.js';
import { factorRow, type ValueDraws } from './draws.js';
import type { EvaluationSettings } from './evaluate-burdens.js';

/** Ω of a facet with one member: its level's weight, or what the user set, times the drawn factor. */
export function weighSingle(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  block: Block,
  { overrides, fixed }: EvaluationSettings,
  facet: number,
  capability: number,
  word: number,
  first: number,
): void {
  const { needs, facets, shares, active } = block;
  const nice = (model.capabilities[capability]?.nice ?? 0) * words + word;
  const override = overrides[facet] ?? -1;
  const held = fixed === undefined ? -1 : (fixed[facet] ?? 0);
  const factor = factorRow(draws, facet, first);
  const { factors } = draws;
  for (let k = 0; k < blockWords; k += 1) {
    const any = word + k < words ? (bits[nice + k] ?? 0) : 0;
    active[facet * blockWords + k] = any;
    if (any === 0) continue;
    const should = bits[nice + words + k] ?? 0;
    const must = bits[nice + 2 * words + k] ?? 0;
    for (let level = 0; level < 3; level += 1) {
      let rest = level === 0 ? any & ~should : level === 1 ? should & ~must : must;
      const omega = override >= 0 ? override : (model.needWeights[level === 0 ? 0 : level === 1 ? 1 : 2] ?? 0);
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const weight = held >= 0 ? held : omega * (factorTable[factors[factor + i] ?? 0] ?? 1);
        needs[i] = (needs[i] ?? 0) + weight;
        facets[facet * blockSize + i] = weight;
        shares[i] = weight;
      }
    }
  }
}

/** Ω of a facet with several members, their greatest, and the share of each. */
export function weighFacet(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  block: Block,
  { overrides, fixed }: EvaluationSettings,
  facet: number,
  members: Int32Array,
  word: number,
  first: number,
): void {
  const { needs, facets, shares, active } = block;
  const [nice, should, must] = model.needWeights;
  const override = overrides[facet] ?? -1;
  const held = fixed === undefined ? -1 : (fixed[facet] ?? 0);
  const factor = factorRow(draws, facet, first);
  for (let k = 0; k < blockWords; k += 1) {
    let any = 0;
    if (word + k < words)
      for (let member = 0; member < members.length; member += 1) {
        any |= bits[(model.capabilities[members[member] ?? 0]?.nice ?? 0) * words + word + k] ?? 0;
      }
    active[facet * blockWords + k] = any;
    while (any !== 0) {
      const low = any & -any;
      any ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      let sum = 0;
      let most = 0;
      for (let member = 0; member < members.length; member += 1) {
        const at = (model.capabilities[members[member] ?? 0]?.nice ?? 0) * words + word + k;
        let weight = 0;
        if (((bits[at] ?? 0) & low) !== 0)
          weight = ((bits[at + 2 * words] ?? 0) & low) !== 0 ? must : ((bits[at + words] ?? 0) & low) !== 0 ? should : nice;
        shares[member * blockSize + i] = weight;
        sum += weight;
        if (weight > most) most = weight;
      }
      if (override >= 0) most = override;
      most = held >= 0 ? held : most * (factorTable[draws.factors[factor + i] ?? 0] ?? 1);
      needs[i] = (needs[i] ?? 0) + most;
      facets[facet * blockSize + i] = most;
      for (let member = 0; member < members.length; member += 1) {
        const at = member * blockSize + i;
        shares[at] = (most * (shares[at] ?? 0)) / sum;
      }
    }
  }
}
