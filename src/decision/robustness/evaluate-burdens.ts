import { burdens } from '../../catalog/schema.js';
import { importances } from '../../questionnaire/schema.js';
import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords, column, flagCount, valueOn } from './block.js';
import { type CompiledAlternative, type CompiledModel, halfOf, skewOf, type TermSpan } from './compiled-model.js';
import { factorTable } from './distributions.js';
import { factorRow, positionRow, positionStep, type ValueDraws } from './draws.js';
import { fillRow, type OverheadCells } from './overhead-cells.js';
import { latencyFigures, overheadFigures, vendorBuildFlag } from './overhead-table.js';

/** What is the same for all scenarios of one evaluation. */
export interface EvaluationSettings {
  /** weights that the user sets, facets then burdens; −1 where not */
  readonly overrides: Float64Array;
  /** the weight vector that replaces all drawn weights, for confidence factors */
  readonly fixed: Float64Array | undefined;
  /** also value alternatives that fail a must; nothing that is counted over draws needs it */
  readonly scoreRuledOut: boolean;
}

/** Burdens of the block, and the value of every alternative. */
export function finishBlock(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  block: Block,
  settings: EvaluationSettings,
  word: number,
  first: number,
  count: number,
): void {
  weighBurdens(model, batch, draws, block, settings, first, count);
  costRelied(model, draws, block, first);
  encodeAcceptedUpgrades(model, batch, block, first, count);
  const { values, stride } = batch;
  const { shortfall, needs, totals } = block;
  for (let index = 0; index < model.alternatives.length; index += 1) {
    const alternative = model.alternatives[index];
    if (alternative === undefined) continue;
    completeEffort(model, batch, draws, block, alternative, index, word, first);
    valueLongevity(model, draws, block, alternative, index, first);
    addBurdens(model, batch, draws, cells, block, alternative, index, first);
    const row = index * blockSize;
    for (let k = 0; k < blockWords; k += 1) {
      let rest = block.wanted[index * blockWords + k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const total = totals[i] ?? 0;
        values[(first + i) * stride + index] = total > 0 ? ((needs[i] ?? 0) - (shortfall[row + i] ?? 0)) / total : 0;
      }
    }
  }
}

/** W_b of the block and the sum of all weights. */
function weighBurdens(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  block: Block,
  { overrides, fixed }: EvaluationSettings,
  first: number,
  count: number,
): void {
  const { bits, words } = batch;
  const { totals, needs, burdens: weights } = block;
  const { importanceWeights } = model;
  for (let i = 0; i < count; i += 1) totals[i] = needs[i] ?? 0;
  scaleBurdens(model, batch, block, first, count);
  for (let burden = 0; burden < burdens.length; burden += 1) {
    const row = model.facets.length + burden;
    const override = overrides[row] ?? -1;
    const held = fixed === undefined ? -1 : (fixed[row] ?? 0);
    const from = (model.layout.importance + burden * importances.length) * words;
    const assumed = model.defaultImportance[burden] ?? -1;
    const unspoken = assumed < 0 ? 0 : (importanceWeights[assumed] ?? 0);
    const factor = factorRow(draws, row, first);
    for (let i = 0; i < count; i += 1) {
      const word = from + ((first + i) >>> 5);
      const bit = (first + i) & 31;
      let weight = override;
      if (override < 0) {
        const level =
          (((bits[word + words] ?? 0) >>> bit) & 1) + (((bits[word + 2 * words] ?? 0) >>> bit) & 1) + (((bits[word + 3 * words] ?? 0) >>> bit) & 1);
        weight = (((bits[word] ?? 0) >>> bit) & 1) === 1 ? (importanceWeights[level] ?? 0) : unspoken;
      }
      if (weight > 0) weight = held >= 0 ? held : weight * (factorTable[draws.factors[factor + i] ?? 0] ?? 1);
      weights[burden * blockSize + i] = weight;
      totals[i] = (totals[i] ?? 0) + weight;
    }
  }
}

/** What days, dollars, cores and milliseconds are measured against in each scenario. */
function scaleBurdens(model: CompiledModel, batch: Batch, block: Block, first: number, count: number): void {
  const engineers = column(model, batch, 'platform-engineers');
  const budget = column(model, batch, 'latency-budget');
  const pods = column(model, batch, 'pods');
  const { project, month, podMonth, podCores } = model.scales;
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    block.perTeamProject[i] = 1 / ((engineers[n] ?? 0) * project);
    block.perTeamMonth[i] = 1 / ((engineers[n] ?? 0) * month);
    block.perFleet[i] = 1 / ((pods[n] ?? 0) * podMonth);
    block.perFleetCore[i] = 1 / ((pods[n] ?? 0) * podCores);
    block.perBudget[i] = 1 / (budget[n] ?? 0);
  }
}

/** Drawn days of the components that some alternative relies on beyond its own, where it does. */
function costRelied(model: CompiledModel, draws: ValueDraws, block: Block, first: number): void {
  const { multipliers, componentAdopt, componentRun, added } = block;
  const { per, adopt, adoptHalf, adoptSkew, run, runHalf, runSkew } = model.terms;
  const { positions } = draws;
  const components = model.components.length;
  const rowWords = components * blockWords;
  for (let component = 0; component < components; component += 1) {
    const span = model.components[component];
    if (span === undefined) continue;
    const row = component * blockSize;
    const position = positionRow(model, draws, span.position, first);
    for (let k = 0; k < blockWords; k += 1) {
      let relied = 0;
      for (let at = component * blockWords + k; at < added.length; at += rowWords) relied |= added[at] ?? 0;
      while (relied !== 0) {
        const low = relied & -relied;
        relied ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const p = (positions[position + i] ?? 0) * positionStep;
        const q = Math.abs(p);
        let adopting = 0;
        let running = 0;
        for (let term = span.from; term < span.to; term += 1) {
          const m = multipliers[(per[term] ?? 0) * blockSize + i] ?? 0;
          adopting += m * ((adopt[term] ?? 0) + p * (adoptHalf[term] ?? 0) + q * (adoptSkew[term] ?? 0));
          running += m * ((run[term] ?? 0) + p * (runHalf[term] ?? 0) + q * (runSkew[term] ?? 0));
        }
        componentAdopt[row + i] = adopting;
        componentRun[row + i] = running;
      }
    }
  }
}

/** The alternative's own work, lowered by experience; components relied on; migration from what runs today. */
function completeEffort(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  word: number,
  first: number,
): void {
  const { added, componentAdopt, componentRun, adopt, run } = block;
  const to = index * blockSize;
  const components = model.components.length;
  findExperience(model, batch, draws, block, alternative, index, word, first);
  const { base } = alternative;
  for (let part = 0; part < base.length; part += 1) {
    const span = base[part];
    if (span !== undefined) addBase(model, draws, block, span, index, first);
  }
  for (let component = 0; component < components; component += 1) {
    const row = component * blockSize;
    const from = (index * components + component) * blockWords;
    for (let k = 0; k < blockWords; k += 1) {
      let rest = added[from + k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        adopt[to + i] = (adopt[to + i] ?? 0) + (componentAdopt[row + i] ?? 0);
        run[to + i] = (run[to + i] ?? 0) + (componentRun[row + i] ?? 0);
      }
    }
  }
}

/** Factors on the alternative's own work where the team knows or runs it; the migration where something else runs. */
function findExperience(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  word: number,
  first: number,
): void {
  const { adoptFactor, runFactor, adopt, multipliers, wanted } = block;
  const to = index * blockSize;
  adoptFactor.fill(1);
  runFactor.fill(1);
  const { experience } = model;
  const migration = positionRow(model, draws, model.migration, first);
  for (let k = 0; k < blockWords; k += 1) {
    const want = wanted[index * blockWords + k] ?? 0;
    if (want === 0) continue;
    const at = word + k;
    const known = bits[alternative.known * words + at] ?? 0;
    const running = bits[alternative.running * words + at] ?? 0;
    let sibling = 0;
    for (let one = 0; one < alternative.siblings.length; one += 1) sibling |= bits[(alternative.siblings[one] ?? 0) * words + at] ?? 0;
    let leaving = 0;
    for (let one = 0; one < alternative.leaving.length; one += 1) leaving |= bits[(alternative.leaving[one] ?? 0) * words + at] ?? 0;
    let rest = (known | running | sibling) & want;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      adoptFactor[i] = (running & low) !== 0 ? experience.runningAdopt : (sibling & low) !== 0 ? experience.siblingAdopt : experience.knownAdopt;
      if ((known & low) !== 0) runFactor[i] = experience.knownRun;
    }
    rest = leaving & ~running & want;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      const days = experience.migrationPerService * (multipliers[3 * blockSize + i] ?? 0);
      const p = (draws.positions[migration + i] ?? 0) * positionStep;
      // from half to twice the likely days: half-width 0.75, skew 0.25
      adopt[to + i] = (adopt[to + i] ?? 0) + days * (1 + 0.75 * p + 0.25 * Math.abs(p));
    }
  }
}

/** Work of one part of the alternative itself, at its drawn position, times experience. */
function addBase(model: CompiledModel, draws: ValueDraws, block: Block, span: TermSpan, index: number, first: number): void {
  const { multipliers, adoptFactor, runFactor, adopt: adopting, run: running, wanted } = block;
  const { per, adopt, adoptHalf, adoptSkew, run, runHalf, runSkew } = model.terms;
  const { positions } = draws;
  const position = positionRow(model, draws, span.position, first);
  const to = index * blockSize;
  for (let term = span.from; term < span.to; term += 1) {
    const times = (per[term] ?? 0) * blockSize;
    const a = adopt[term] ?? 0;
    const ah = adoptHalf[term] ?? 0;
    const as = adoptSkew[term] ?? 0;
    const r = run[term] ?? 0;
    const rh = runHalf[term] ?? 0;
    const rs = runSkew[term] ?? 0;
    for (let k = 0; k < blockWords; k += 1) {
      let rest = wanted[index * blockWords + k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const m = multipliers[times + i] ?? 0;
        const p = (positions[position + i] ?? 0) * positionStep;
        const q = Math.abs(p);
        adopting[to + i] = (adopting[to + i] ?? 0) + m * (a + p * ah + q * as) * (adoptFactor[i] ?? 1);
        running[to + i] = (running[to + i] ?? 0) + m * (r + p * rh + q * rs) * (runFactor[i] ?? 1);
      }
    }
  }
}

/** Adds weight × (1 − value) of every burden; the weights themselves are in `needs` already. */
function addBurdens(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  first: number,
): void {
  const { shortfall, adopt, run, burdens: weights, longevity, wanted } = block;
  const { perTeamProject, perTeamMonth, perFleet, perFleetCore, perBudget } = block;
  const { positions } = draws;
  const { flags } = block;
  const { rows, filled, rowsPerCell } = cells;
  const firstRow = cells.firstRow[index] ?? 0;
  const { latencies } = alternative;
  const flagRow = index * flagCount * blockWords;
  // encryption between nodes is a wish of the platform, the first of the flags
  const encryption = model.nodeEncryption < 0 ? -1 : model.nodeEncryption * batch.words;
  const clusters = column(model, batch, 'clusters');
  const depths = column(model, batch, 'call-depth');
  const { curves } = model;
  const adoptCurve = curves['adopt-effort'];
  const runCurve = curves['run-effort'];
  const cashCurve = curves.cash;
  const latencyCurve = curves.latency;
  const testBed = positionRow(model, draws, model.testBed, first);
  const licence = positionRow(model, draws, alternative.licencePosition, first);
  const row = index * blockSize;
  for (let k = 0; k < blockWords; k += 1) {
    let rest = wanted[index * blockWords + k] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      const n = first + i;
      let gained = (weights[blockSize + i] ?? 0) * valueOn(adoptCurve, (adopt[row + i] ?? 0) * (perTeamProject[i] ?? 0));
      gained += (weights[2 * blockSize + i] ?? 0) * valueOn(runCurve, (run[row + i] ?? 0) * (perTeamMonth[i] ?? 0));
      gained += (weights[4 * blockSize + i] ?? 0) * (longevity[i] ?? 0);
      let flag = encryption < 0 ? 0 : ((batch.bits[encryption + (n >>> 5)] ?? 0) >>> (n & 31)) & 1;
      if (alternative.mayFlag !== 0) for (let one = 0; one < flagCount; one += 1) flag |= (((flags[flagRow + one * blockWords + k] ?? 0) & low) !== 0 ? 1 : 0) << one;
      const known = (block.cells[i] ?? 0) * rowsPerCell + firstRow + (flag & alternative.flagMask);
      if (filled[known] === 0) fillRow(model, cells, block.cells[i] ?? 0, index, flag);
      const at = known * overheadFigures;
      const p = (positions[testBed + i] ?? 0) * positionStep;
      const q = Math.abs(p);
      const lowBill = rows[at] ?? 0;
      const highBill = rows[at + 2] ?? 0;
      let bill = (rows[at + 1] ?? 0) + (p * (highBill - lowBill)) / 2 + q * ((highBill + lowBill) / 2 - (rows[at + 1] ?? 0));
      if (alternative.licenceCosts || (flag & vendorBuildFlag) !== 0) {
        const fee = (flag & vendorBuildFlag) !== 0 ? alternative.vendorLicence : alternative.licence;
        const f = (positions[licence + i] ?? 0) * positionStep;
        bill += (fee[1] + f * halfOf(fee) + Math.abs(f) * skewOf(fee)) * (clusters[n] ?? 0);
      }
      gained += (weights[i] ?? 0) * valueOn(cashCurve, bill * (perFleet[i] ?? 0));
      const depth = Math.max(1, depths[n] ?? 0);
      const of = (flag & alternative.flagMask) * latencyFigures;
      const least = (depth - 1) * (latencies[of] ?? 0) + (latencies[of + 3] ?? 0);
      const likely = ((depth - 1) * (latencies[of + 1] ?? 0) + (latencies[of + 4] ?? 0) + depth * (latencies[of + 4] ?? 0)) / 2;
      const most = depth * (latencies[of + 5] ?? 0);
      const latency = likely + (p * (most - least)) / 2 + q * ((most + least) / 2 - likely);
      gained += (weights[3 * blockSize + i] ?? 0) * valueOn(latencyCurve, latency * (perBudget[i] ?? 0));
      const footprint = weights[5 * blockSize + i] ?? 0;
      if (footprint > 0) gained += footprint * valueOn(curves.footprint, (rows[at + 3] ?? 0) * (perFleetCore[i] ?? 0));
      shortfall[row + i] = (shortfall[row + i] ?? 0) - gained;
    }
  }
}

/** Accepted upgrades take a few values; longevity is tabulated by them. */
function encodeAcceptedUpgrades(model: CompiledModel, batch: Batch, block: Block, first: number, count: number): void {
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
function valueLongevity(model: CompiledModel, draws: ValueDraws, block: Block, alternative: CompiledAlternative, index: number, first: number): void {
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
