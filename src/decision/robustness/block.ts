import { blockSize, blockWords, burdenCount, flagCount, multiplierCount } from '../kernel/sizes.js';
import type { CompiledModel } from './compiled-model.js';
import { f64, i32, u8 } from './memory.js';

/** Work space of one block, by the names that the kernel has for it (../kernel/block.ts). */
export function blockPlaces(model: CompiledModel) {
  const rows = (count: number) => f64(count * blockSize);
  const bits = (count: number) => i32(count * blockWords);
  const alternatives = model.alternatives.length;
  const components = model.components.length;
  const mostMembers = Math.max(1, ...model.members.map((members) => members.length));
  const over = Math.ceil((components + model.weighed.length) / 32) * 32;
  return {
    wanted: bits(alternatives),
    shortfall: rows(alternatives),
    effort: rows(alternatives * 2),
    added: bits(alternatives * components),
    present: bits(alternatives * components),
    flags: bits(alternatives * flagCount),
    needs: rows(1),
    ...weightPlaces(model.facets.length),
    shares: rows(mostMembers),
    levels: f64(mostMembers * 3),
    multipliers: rows(multiplierCount - 1),
    ownWork: rows(2),
    cells: i32(blockSize),
    effortCells: i32(blockSize),
    componentEffort: rows(components * 2),
    overShould: bits(over),
    overNice: bits(over),
    experience: rows(2),
    longevity: rows(1),
    adopt: rows(1),
    run: rows(1),
    bill: rows(1),
    cores: rows(1),
    latency: rows(1),
    perTeam: rows(2),
    perFleet: rows(1),
    perFleetCore: rows(1),
    perBudget: rows(1),
    accepted: rows(1),
    acceptedCode: u8(blockSize),
    upgradeLikely: rows(1),
    upgradeHalf: rows(1),
    upgradeSkew: rows(1),
    square: i32(32),
  };
}

/** What standings are counted from, beside values: weights of a block. */
export function weightPlaces(facets: number) {
  return {
    totals: f64(blockSize),
    facets: f64(facets * blockSize),
    burdens: f64(burdenCount * blockSize),
    active: i32(facets * blockWords),
  };
}
