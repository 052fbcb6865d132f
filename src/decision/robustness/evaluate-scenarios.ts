import type { Batch } from './batch.js';
import type { CompiledEntry, CompiledModel } from './compiled-model.js';
import type { ValueDraws } from './draws.js';
import { type EvaluationSettings, finishBlock } from './evaluate-burdens.js';
import { addWork, type Block, blockSize, blockWords, column } from './block.js';
import { evaluateGates } from './gates-by-column.js';
import { cellOf, type OverheadCells, trimCells } from './overhead-cells.js';

/**
 * Value of every alternative in every scenario (decision-model sections 3 and 4), written to `batch.values`; failed gates are in the
 * columns from `model.failures`. At likely values it equals `decide` (a test holds the two together to 1e-9); exact except that reliance on
 * wishes is decided on likely work, as a team decides on estimates.
 *
 * Works on blocks of scenarios that fit the first-level cache. Needs are visited bit by bit, so the work is proportional to what is
 * needed; what an alternative meets in full costs nothing (only shortfalls are added up). Nothing is allocated per scenario.
 *
 * @param onBlock called after each block, with its weights, for tallies
 */
export function evaluateScenarios(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  block: Block,
  settings: EvaluationSettings,
  onBlock: ((first: number, count: number) => void) | undefined,
): void {
  trimCells(cells);
  evaluateGates(model, batch);
  for (let word = 0; word < batch.words; word += blockWords) {
    const first = word * 32;
    const count = Math.min(blockSize, batch.size - first);
    startBlock(model, batch, cells, block, first, count);
    markMusts(model, batch, block, word);
    for (let facet = 0; facet < model.facets.length; facet += 1) {
      weighFacet(model, batch, draws, block, settings, facet, word, first);
      const members = model.members[facet] ?? new Int32Array(0);
      for (let member = 0; member < members.length; member += 1) {
        addShortfalls(model, batch, draws, block, members[member] ?? 0, member * blockSize, word, first);
      }
    }
    finishBlock(model, batch, draws, cells, block, settings, first, count);
    if (onBlock !== undefined) onBlock(first, count);
  }
}

/** Multipliers of work and the overhead cell of each scenario. */
function startBlock(model: CompiledModel, batch: Batch, cells: OverheadCells, block: Block, first: number, count: number): void {
  const { multipliers, likelyDays } = block;
  block.shortfall.fill(0);
  block.adopt.fill(0);
  block.run.fill(0);
  block.added.fill(0);
  block.present.fill(0);
  block.flags.fill(0);
  block.needs.fill(0);
  const services = column(model, batch, 'services');
  const pods = column(model, batch, 'pods');
  const nodes = column(model, batch, 'nodes');
  const counted = batch.given[model.quantity['nodes'] ?? -1] ?? batch.zeros;
  const clusters = column(model, batch, 'clusters');
  const languages = column(model, batch, 'languages');
  const rate = column(model, batch, 'request-rate');
  const own = column(model, batch, 'own-work-factor');
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const s = services[n] ?? 0;
    const c = clusters[n] ?? 0;
    multipliers[i] = 1;
    multipliers[blockSize + i] = Math.sqrt(c * Math.sqrt(c));
    multipliers[2 * blockSize + i] = languages[n] ?? 0;
    multipliers[3 * blockSize + i] = Math.sqrt(s * Math.sqrt(s));
    block.ownWork[i] = own[n] ?? 0;
    const assumed = Number.isNaN(counted[n] ?? Number.NaN);
    block.cells[i] = cellOf(cells, s, pods[n] ?? 0, assumed ? Math.max(nodes[n] ?? 0, c * 3) : (nodes[n] ?? 0), c, rate[n] ?? 0);
  }
  const { per, adopt } = model.terms;
  for (let component = 0; component < model.components.length; component += 1) {
    const span = model.components[component];
    if (span === undefined) continue;
    const at = component * blockSize;
    for (let i = 0; i < count; i += 1) {
      let days = 0;
      for (let term = span.from; term < span.to; term += 1) days += (adopt[term] ?? 0) * (multipliers[(per[term] ?? 0) * blockSize + i] ?? 0);
      likelyDays[at + i] = days;
    }
  }
}

/** Components that a must brings: wishes get them for nothing. */
function markMusts(model: CompiledModel, { bits, words }: Batch, block: Block, word: number): void {
  const { present, addedWords, stride } = block;
  const last = Math.min(blockWords, words - word);
  for (let index = 0; index < model.bringing.length; index += 1) {
    const { must, alternative, entries } = model.bringing[index] ?? noBringing;
    for (let k = 0; k < last; k += 1) {
      let open = bits[must * words + word + k] ?? 0;
      for (let at = 0; at < entries.length && open !== 0; at += 1) {
        const entry = entries[at];
        if (entry === undefined) continue;
        let taken = entry.when < 0 ? open : open & (bits[entry.when * words + word + k] ?? 0);
        open &= ~taken;
        if (entry.brings.length === 0) continue;
        while (taken !== 0) {
          const low = taken & -taken;
          taken ^= low;
          const to = ((k * 32 + 31 - Math.clz32(low)) * stride + alternative) * addedWords;
          for (let which = 0; which < entry.brings.length; which += 1) {
            const component = entry.brings[which] ?? 0;
            const mark = to + (component >>> 5);
            present[mark] = (present[mark] ?? 0) | (1 << (component & 31));
          }
        }
      }
    }
  }
}

const noBringing = { must: 0, alternative: 0, entries: [] };

/** Ω_f of the block, the share of each member, and the sum of weights. */
function weighFacet(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  block: Block,
  { overrides, fixed }: EvaluationSettings,
  facet: number,
  word: number,
  first: number,
): void {
  const { bits, words } = batch;
  const { needs, facets, shares, active } = block;
  const members = model.members[facet] ?? new Int32Array(0);
  const [nice, should, must] = model.needWeights;
  const override = overrides[facet] ?? -1;
  const held = fixed === undefined ? -1 : (fixed[facet] ?? 0);
  const factor = draws.factorStride === 0 ? 0 : facet * draws.factorStride + first;
  const { factors } = draws;
  const here = facet * blockSize;
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
      most = held >= 0 ? held : most * (factors[factor + i] ?? 1);
      needs[i] = (needs[i] ?? 0) + most;
      facets[here + i] = most;
      for (let member = 0; member < members.length; member += 1) {
        const at = member * blockSize + i;
        shares[at] = (most * (shares[at] ?? 0)) / sum;
      }
    }
  }
}

/** Adds weight × (1 − value) of one need for every alternative, and the work that it is relied on for. */
function addShortfalls(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  block: Block,
  capability: number,
  share: number,
  word: number,
  first: number,
): void {
  const compiled = model.capabilities[capability];
  if (compiled === undefined) return;
  const { bits, words } = batch;
  const { shortfall, shares } = block;
  const { deficits, deficitStride } = draws;
  const { plain, cells } = compiled;
  const last = Math.min(blockWords, words - word);
  for (let k = 0; k < last; k += 1) {
    const active = bits[compiled.nice * words + word + k] ?? 0;
    if (active === 0) continue;
    if (plain.length > 0) {
      let rest = active;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const weight = shares[share + i] ?? 0;
        const source = (first + i) * deficitStride;
        const to = i * block.stride;
        for (let pair = 0; pair < plain.length; pair += 2) {
          const at = to + (plain[pair] ?? 0);
          shortfall[at] = (shortfall[at] ?? 0) + weight * (deficits[source + (plain[pair + 1] ?? 0)] ?? 0);
        }
      }
    }
    const should = bits[(compiled.nice + 1) * words + word + k] ?? 0;
    const must = bits[(compiled.nice + 2) * words + word + k] ?? 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      if (cell === undefined) continue;
      let open = active;
      if (cell.excluded >= 0) {
        const excluded = open & (bits[cell.excluded * words + word + k] ?? 0);
        if (excluded !== 0) addValue(block, draws, cell.alternative, 0, excluded, share, k, first);
        open &= ~excluded;
      }
      for (let at = 0; at < cell.entries.length && open !== 0; at += 1) {
        const entry = cell.entries[at];
        if (entry === undefined) continue;
        const taken = entry.when < 0 ? open : open & (bits[entry.when * words + word + k] ?? 0);
        open &= ~taken;
        if (taken === 0) continue;
        if (entry.costs) addCostly(model, draws, block, entry, cell.alternative, taken, should, must, share, k, first);
        else if (!entry.whole) addValue(block, draws, cell.alternative, entry.source, taken, share, k, first);
      }
      if (open !== 0) addValue(block, draws, cell.alternative, model.unstated, open, share, k, first);
    }
  }
}

function addValue(block: Block, draws: ValueDraws, alternative: number, source: number, taken: number, share: number, k: number, first: number): void {
  const { shortfall, shares, stride } = block;
  const { deficits, deficitStride } = draws;
  let rest = taken;
  while (rest !== 0) {
    const low = rest & -rest;
    rest ^= low;
    const i = k * 32 + 31 - Math.clz32(low);
    const at = i * stride + alternative;
    shortfall[at] = (shortfall[at] ?? 0) + (shares[share + i] ?? 0) * (deficits[(first + i) * deficitStride + source] ?? 0);
  }
}

/** A statement that costs work: left undone for a wish that is not worth it, else its value and its work count. */
function addCostly(
  model: CompiledModel,
  draws: ValueDraws,
  block: Block,
  entry: CompiledEntry,
  alternative: number,
  taken: number,
  should: number,
  must: number,
  share: number,
  k: number,
  first: number,
): void {
  const { shortfall, shares, stride, multipliers, likelyDays, added, present, addedWords, flags } = block;
  const { deficits, deficitStride } = draws;
  const { work, added: components, source } = entry;
  const { per, adopt } = model.terms;
  let rest = taken;
  while (rest !== 0) {
    const low = rest & -rest;
    rest ^= low;
    const i = k * 32 + 31 - Math.clz32(low);
    const at = i * stride + alternative;
    const weight = shares[share + i] ?? 0;
    const factor = entry.ownWork ? (block.ownWork[i] ?? 1) : 1;
    if ((must & low) === 0) {
      let days = 0;
      for (let term = work.from; term < work.to; term += 1) days += (adopt[term] ?? 0) * (multipliers[(per[term] ?? 0) * blockSize + i] ?? 0);
      days *= factor;
      let others = 0;
      for (let index = 0; index < components.length; index += 1) {
        const component = components[index] ?? 0;
        if ((((present[at * addedWords + (component >>> 5)] ?? 0) >>> (component & 31)) & 1) === 0) others += likelyDays[component * blockSize + i] ?? 0;
      }
      if (days + others > ((should & low) !== 0 ? model.shouldWorthDays : model.niceWorthDays)) {
        shortfall[at] = (shortfall[at] ?? 0) + weight;
        continue;
      }
    }
    shortfall[at] = (shortfall[at] ?? 0) + weight * (deficits[(first + i) * deficitStride + source] ?? 0);
    if (work.to > work.from) addWork(model, draws, block, work, i, at, factor, factor, first);
    for (let index = 0; index < components.length; index += 1) {
      const component = components[index] ?? 0;
      const mark = at * addedWords + (component >>> 5);
      added[mark] = (added[mark] ?? 0) | (1 << (component & 31));
    }
    if (entry.flags !== 0) flags[at] = (flags[at] ?? 0) | entry.flags;
  }
}
