import { burdens } from '../../catalog/terms.js';
import { importances } from '../../questionnaire/terms.js';
import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords, column, flagCount, valueOn } from './block.js';
import { type CompiledAlternative, type CompiledModel, halfOf, skewOf } from './compiled-model.js';
import { factorTable } from './distributions.js';
import { factorRow, positionRow, positionStep, type ValueDraws } from './draws.js';
import { completeEffort, costRelied } from './evaluate-effort.js';
import { encodeAcceptedUpgrades, valueLongevity } from './evaluate-longevity.js';
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
          (((bits[word + words] ?? 0) >>> bit) & 1) +
          (((bits[word + 2 * words] ?? 0) >>> bit) & 1) +
          (((bits[word + 3 * words] ?? 0) >>> bit) & 1);
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
      if (alternative.mayFlag !== 0)
        for (let one = 0; one < flagCount; one += 1) flag |= (((flags[flagRow + one * blockWords + k] ?? 0) & low) !== 0 ? 1 : 0) << one;
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
