import type { Batch } from './batch.js';
import { type Block, blockWords, column, valueOn } from './block.js';
import type { CompiledAlternative, CompiledModel } from './compiled-model.js';
import { positionRow, positionStep, type ValueDraws } from './draws.js';

/** Accepted upgrades take a few values; longevity is tabulated by them. */
export function encodeAcceptedUpgrades(model: CompiledModel, batch: Batch, block: Block, first: number, count: number): void {
  const accepted = column(model, batch, 'accepted-upgrades');
  const { accepted: seen, acceptedCode } = block;
  let distinct = 0;
  for (let i = 0; i < count; i += 1) {
    const value = accepted[first + i] ?? 0;
    let code = 0;
    while (code < distinct && seen[code] !== value) code += 1;
    if (code === distinct) {
      seen[distinct] = value;
      distinct += 1;
    }
    acceptedCode[i] = code;
  }
  block.acceptedCount[0] = distinct;
}

/** Governance, licence, release practice and forced upgrades as in `longevityOf`, each at its drawn position. */
export function valueLongevity(
  model: CompiledModel,
  draws: ValueDraws,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  first: number,
): void {
  const { longevity, accepted, acceptedCode, upgradeLikely, upgradeHalf, upgradeSkew, wanted } = block;
  const { positions } = draws;
  const total = alternative.longevityWeight;
  const { upgrades, longevityParts: parts } = alternative;
  for (let code = 0; code < (block.acceptedCount[0] ?? 0); code += 1) {
    const allowed = accepted[code] ?? 0;
    const worst = valueOn(model.curves.upgrades, excess(upgrades.window[0], allowed));
    const likely = valueOn(model.curves.upgrades, excess(upgrades.window[1], allowed));
    const best = valueOn(model.curves.upgrades, excess(upgrades.window[2], allowed));
    upgradeLikely[code] = alternative.longevityConstant / total + (upgrades.weight * likely) / total;
    upgradeHalf[code] = (upgrades.weight * (best - worst)) / 2 / total;
    upgradeSkew[code] = (upgrades.weight * ((best + worst) / 2 - likely)) / total;
  }
  const position = positionRow(model, draws, upgrades.position, first);
  for (let k = 0; k < blockWords; k += 1) {
    let rest = wanted[index * blockWords + k] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      const code = acceptedCode[i] ?? 0;
      const p = (positions[position + i] ?? 0) * positionStep;
      let value = (upgradeLikely[code] ?? 0) + p * (upgradeHalf[code] ?? 0) + Math.abs(p) * (upgradeSkew[code] ?? 0);
      for (let at = 0; at < parts.length; at += 4) {
        const d = (positions[positionRow(model, draws, parts[at + 3] ?? 0, first) + i] ?? 0) * positionStep;
        value += (parts[at] ?? 0) + d * (parts[at + 1] ?? 0) + Math.abs(d) * (parts[at + 2] ?? 0);
      }
      longevity[i] = value;
    }
  }
}

function excess(months: number, accepted: number): number {
  return months <= 0 ? 0 : Math.max(0, 12 / months - accepted);
}
