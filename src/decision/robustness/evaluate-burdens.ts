import { burdens } from '../../catalog/schema.js';
import { importances } from '../../questionnaire/schema.js';
import type { Batch } from './batch.js';
import { addWork, type Block, blockSize, column } from './block.js';
import type { CompiledAlternative, CompiledModel, Curve } from './compiled-model.js';
import type { ValueDraws } from './draws.js';
import { type OverheadCells, overheadRow } from './overhead-cells.js';
import { overheadFlags, vendorBuildFlag } from './overhead-table.js';

/** What is the same for all scenarios of one evaluation. */
export interface EvaluationSettings {
  /** weights that the user sets, facets then burdens; −1 where not */
  readonly overrides: Float64Array;
  /** the weight vector that replaces all drawn weights, for confidence factors */
  readonly fixed: Float64Array | undefined;
}

/** Burdens of the block, and the value of every alternative. */
export function finishBlock(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  block: Block,
  settings: EvaluationSettings,
  first: number,
  count: number,
): void {
  weighBurdens(model, batch, draws, block, settings, first, count);
  const { stride } = block;
  for (let index = 0; index < model.alternatives.length; index += 1) {
    const alternative = model.alternatives[index];
    if (alternative === undefined) continue;
    completeEffort(model, batch, draws, block, alternative, index, first, count);
    addBurdens(model, batch, draws, cells, block, alternative, index, first, count);
  }
  const { values } = batch;
  const { shortfall, needs, totals } = block;
  for (let i = 0; i < count; i += 1) {
    const given = needs[i] ?? 0;
    const total = totals[i] ?? 0;
    for (let index = 0; index < model.alternatives.length; index += 1) {
      const at = i * stride + index;
      values[(first + i) * stride + index] = total > 0 ? (given - (shortfall[at] ?? 0)) / total : 0;
    }
  }
}

/** W_b of the block and the sum of all weights. */
function weighBurdens(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  block: Block,
  { overrides, fixed }: EvaluationSettings,
  first: number,
  count: number,
): void {
  const { totals, needs } = block;
  for (let i = 0; i < count; i += 1) totals[i] = needs[i] ?? 0;
  for (let burden = 0; burden < burdens.length; burden += 1) {
    const row = model.facets.length + burden;
    const override = overrides[row] ?? -1;
    const held = fixed === undefined ? -1 : (fixed[row] ?? 0);
    const from = (model.layout.importance + burden * importances.length) * words;
    const assumed = model.defaultImportance[burden] ?? -1;
    const factor = draws.factorStride === 0 ? 0 : row * draws.factorStride + first;
    for (let i = 0; i < count; i += 1) {
      const word = from + ((first + i) >>> 5);
      const bit = (first + i) & 31;
      let level = assumed;
      if ((((bits[word] ?? 0) >>> bit) & 1) === 1) {
        level = (((bits[word + words] ?? 0) >>> bit) & 1) + (((bits[word + 2 * words] ?? 0) >>> bit) & 1) + (((bits[word + 3 * words] ?? 0) >>> bit) & 1);
      }
      let weight = override >= 0 ? override : level < 0 ? 0 : (model.importanceWeights[level] ?? 0);
      if (weight > 0) weight = held >= 0 ? held : weight * (draws.factors[factor + i] ?? 1);
      block.burdens[burden * blockSize + i] = weight;
      totals[i] = (totals[i] ?? 0) + weight;
    }
  }
}

/** The alternative's own work, lowered by experience; components relied on; migration from what runs today. */
function completeEffort(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  first: number,
  count: number,
): void {
  const { added, addedWords, stride } = block;
  const perService = model.effort['migration-adopt-per-service'] ?? 0;
  const knownAdopt = model.effort['known-adopt-factor'] ?? 1;
  const knownRun = model.effort['known-run-factor'] ?? 1;
  const runningAdopt = model.effort['running-adopt-factor'] ?? 1;
  const siblingAdopt = model.effort['sibling-adopt-factor'] ?? 1;
  for (let i = 0; i < count; i += 1) {
    const at = i * stride + index;
    const word = (first + i) >>> 5;
    const bit = 1 << ((first + i) & 31);
    const known = ((bits[alternative.known * words + word] ?? 0) & bit) !== 0;
    const running = ((bits[alternative.running * words + word] ?? 0) & bit) !== 0;
    let adopt = known ? knownAdopt : 1;
    if (running) adopt = runningAdopt;
    else if (anyBit(bits, alternative.siblings, words, word, bit)) adopt = siblingAdopt;
    const run = known ? knownRun : 1;
    const { base } = alternative;
    for (let part = 0; part < base.length; part += 1) {
      const span = base[part];
      if (span !== undefined) addWork(model, draws, block, span, i, at, adopt, run, first);
    }
    for (let mark = 0; mark < addedWords; mark += 1) {
      let rest = added[at * addedWords + mark] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const span = model.components[mark * 32 + 31 - Math.clz32(low)];
        if (span !== undefined) addWork(model, draws, block, span, i, at, 1, 1, first);
      }
    }
    if (!running && anyBit(bits, alternative.leaving, words, word, bit)) {
      const days = perService * (block.multipliers[3 * blockSize + i] ?? 0);
      const position = draws.positions[model.migration * draws.positionStride + first + i] ?? 0;
      block.adopt[at] = (block.adopt[at] ?? 0) + (position > 0 ? days + position * days : days + (position * days) / 2);
    }
  }
}

/** Adds weight × (1 − value) of every burden. */
function addBurdens(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  block: Block,
  alternative: CompiledAlternative,
  index: number,
  first: number,
  count: number,
): void {
  const { stride, shortfall, flags } = block;
  const { positions, positionStride } = draws;
  const engineers = column(model, batch, 'platform-engineers');
  const budget = column(model, batch, 'latency-budget');
  const pods = column(model, batch, 'pods');
  const clusters = column(model, batch, 'clusters');
  const depths = column(model, batch, 'call-depth');
  const accepted = column(model, batch, 'accepted-upgrades');
  const project = 5 * (model.effort['project-share'] ?? 1);
  const days = model.effort['days-per-month'] ?? 1;
  const podMonth = model.effort['cash-pod-month'] ?? 1;
  const podCores = model.effort['pod-reserved-cores'] ?? 1;
  const { curves } = model;
  const testBed = model.testBed * positionStride + first;
  const licence = alternative.licencePosition * positionStride + first;
  const encryption = model.nodeEncryption < 0 ? -1 : model.nodeEncryption * batch.words;
  const weights = block.burdens;
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const at = i * stride + index;
    let lost = 0;
    const team = engineers[n] ?? 0;
    const adoptWeight = weights[blockSize + i] ?? 0;
    if (adoptWeight > 0) lost += adoptWeight * (1 - valueOn(curves['adopt-effort'], (block.adopt[at] ?? 0) / (team * project)));
    const runWeight = weights[2 * blockSize + i] ?? 0;
    if (runWeight > 0) lost += runWeight * (1 - valueOn(curves['run-effort'], (block.run[at] ?? 0) / (team * days)));

    let flag = flags[at] ?? 0;
    if (encryption >= 0 && (((batch.bits[encryption + (n >>> 5)] ?? 0) >>> (n & 31)) & 1) === 1) flag |= overheadFlags.nodeEncryption;
    const row = overheadRow(model, cells, block.cells[i] ?? 0, index, flag);
    const { rows } = cells;
    const drawn = positions[testBed + i] ?? 0;
    const cashWeight = weights[i] ?? 0;
    if (cashWeight > 0) {
      const bill = between(rows[row] ?? 0, rows[row + 1] ?? 0, rows[row + 2] ?? 0, drawn);
      const [low, likely, high] = (flag & vendorBuildFlag) !== 0 ? alternative.vendorLicence : alternative.licence;
      const fee = high > 0 ? between(low, likely, high, positions[licence + i] ?? 0) * (clusters[n] ?? 0) : 0;
      lost += cashWeight * (1 - valueOn(curves.cash, (bill + fee) / ((pods[n] ?? 0) * podMonth)));
    }
    const latencyWeight = weights[3 * blockSize + i] ?? 0;
    if (latencyWeight > 0) {
      const depth = Math.max(1, depths[n] ?? 0);
      const low = (depth - 1) * (rows[row + 3] ?? 0) + (rows[row + 6] ?? 0);
      const likely = ((depth - 1) * (rows[row + 4] ?? 0) + (rows[row + 7] ?? 0) + depth * (rows[row + 7] ?? 0)) / 2;
      const high = depth * (rows[row + 8] ?? 0);
      lost += latencyWeight * (1 - valueOn(curves.latency, between(low, likely, high, drawn) / (budget[n] ?? 0)));
    }
    const footprintWeight = weights[5 * blockSize + i] ?? 0;
    if (footprintWeight > 0) lost += footprintWeight * (1 - valueOn(curves.footprint, (rows[row + 9] ?? 0) / ((pods[n] ?? 0) * podCores)));
    const longevityWeight = weights[4 * blockSize + i] ?? 0;
    if (longevityWeight > 0) lost += longevityWeight * (1 - longevityValue(model, draws, alternative, accepted[n] ?? 0, n));
    shortfall[at] = (shortfall[at] ?? 0) + lost - (weights[i] ?? 0) - adoptWeight - runWeight - latencyWeight - longevityWeight - footprintWeight;
  }
}

/** Governance, licence, release practice and forced upgrades as in `longevityOf`, each at its drawn position. */
function longevityValue(model: CompiledModel, draws: ValueDraws, alternative: CompiledAlternative, accepted: number, n: number): number {
  const { longevity, upgrades } = alternative;
  let sum = alternative.longevityConstant;
  for (let part = 0; part < longevity.length; part += 1) {
    const one = longevity[part];
    if (one === undefined) continue;
    const [low, likely, high] = one.value;
    sum += one.weight * between(low, likely, high, draws.positions[one.position * draws.positionStride + n] ?? 0);
  }
  const [shortest, likely, longest] = upgrades.window;
  const curve = model.curves.upgrades;
  const position = draws.positions[upgrades.position * draws.positionStride + n] ?? 0;
  const middle = valueOn(curve, excess(likely, accepted));
  const end = position === 0 ? middle : valueOn(curve, excess(position > 0 ? longest : shortest, accepted));
  sum += upgrades.weight * (position > 0 ? middle + position * (end - middle) : middle + position * (middle - end));
  return sum / alternative.longevityWeight;
}

function excess(months: number, accepted: number): number {
  return months <= 0 ? 0 : Math.max(0, 12 / months - accepted);
}

function between(low: number, likely: number, high: number, position: number): number {
  return position > 0 ? likely + position * (high - likely) : likely + position * (likely - low);
}

/** Piecewise-linear, constant outside; as `valueAt`. */
export function valueOn({ x, y }: Curve, quantity: number): number {
  let from = x[0] ?? 0;
  let value = y[0] ?? 0;
  if (quantity <= from) return value;
  for (let point = 1; point < x.length; point += 1) {
    const to = x[point] ?? 0;
    const next = y[point] ?? 0;
    if (quantity <= to) return to === from ? next : value + ((next - value) * (quantity - from)) / (to - from);
    from = to;
    value = next;
  }
  return value;
}

function anyBit(bits: Uint32Array, columns: readonly number[], words: number, word: number, bit: number): boolean {
  for (let index = 0; index < columns.length; index += 1) if (((bits[(columns[index] ?? 0) * words + word] ?? 0) & bit) !== 0) return true;
  return false;
}
