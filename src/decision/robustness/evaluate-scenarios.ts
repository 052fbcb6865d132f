import { type Batch, wordMask } from './batch.js';
import { type Block, blockSize, blockWords, column, flagCount } from './block.js';
import type { CompiledEntry, CompiledModel } from './compiled-model.js';
import { factorTable } from './distributions.js';
import { factorRow, positionRow, positionStep, sourceRow, type ValueDraws } from './draws.js';
import { effortCellOf, type EffortCells, likelyDays, likelyOwnDays, multiplierCount, trimEffortCells } from './effort-cells.js';
import { type EvaluationSettings, finishBlock } from './evaluate-burdens.js';
import { evaluateGates } from './gates-by-column.js';
import { cellOf, type OverheadCells, trimCells } from './overhead-cells.js';
import { transpose32 } from './transpose.js';

/**
 * Value of every alternative in every scenario (decision-model sections 3 and 4), written to `batch.values`; failed gates are in the
 * columns from `model.failures`. At likely values it equals `decide` (a test holds the two together to 1e-9). A draw is exact too, with
 * one convention: whether a wish is worth its work is decided on likely work, as a team decides on estimates.
 *
 * Works on blocks of scenarios that fit the caches. Needs are visited bit by bit, so the work is proportional to what is needed; what an
 * alternative meets in full costs nothing (only shortfalls are added up); which components are relied on is bits, 32 scenarios at once.
 * Nothing is allocated per scenario.
 *
 * @param onBlock called after each block, with its weights, for tallies
 */
export function evaluateScenarios(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  efforts: EffortCells,
  block: Block,
  settings: EvaluationSettings,
  onBlock: ((first: number, count: number) => void) | undefined,
): void {
  trimCells(cells);
  trimEffortCells(efforts);
  evaluateGates(model, batch);
  for (let word = 0; word < batch.words; word += blockWords) {
    const first = word * 32;
    const count = Math.min(blockSize, batch.size - first);
    startBlock(model, batch, cells, efforts, block, first, count);
    findWanted(model, batch, block, settings.scoreRuledOut, word);
    markMusts(model, batch, block, word);
    for (let facet = 0; facet < model.facets.length; facet += 1) {
      const members = model.members[facet];
      if (members === undefined) continue;
      if (members.length === 1) weighSingle(model, batch, draws, block, settings, facet, members[0] ?? 0, word, first);
      else weighFacet(model, batch, draws, block, settings, facet, members, word, first);
      for (let member = 0; member < members.length; member += 1) {
        addShortfalls(model, batch, draws, efforts, block, members[member] ?? 0, member * blockSize, word, first);
      }
    }
    finishBlock(model, batch, draws, cells, block, settings, word, first, count);
    if (onBlock !== undefined) onBlock(first, count);
  }
}

/** Multipliers of work, the overhead cell of each scenario, and what each component costs. */
function startBlock(model: CompiledModel, batch: Batch, cells: OverheadCells, efforts: EffortCells, block: Block, first: number, count: number): void {
  const { multipliers } = block;
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
    const stated = counted[n] ?? 0;
    const cell = effortCellOf(model, efforts, s, c, languages[n] ?? 0, own[n] ?? 0);
    const at = cell * multiplierCount;
    block.effortCells[i] = cell;
    multipliers[i] = 1;
    multipliers[blockSize + i] = efforts.multipliers[at + 1] ?? 0;
    multipliers[2 * blockSize + i] = efforts.multipliers[at + 2] ?? 0;
    multipliers[3 * blockSize + i] = efforts.multipliers[at + 3] ?? 0;
    block.ownWork[i] = efforts.multipliers[at + 4] ?? 0;
    block.cells[i] = cellOf(cells, s, pods[n] ?? 0, stated === stated ? stated : Math.max(nodes[n] ?? 0, c * 3), c, rate[n] ?? 0);
  }
  findTooCostly(efforts, block, count);
}

/** Which components and weighed entries are too much for a wish, as bits per scenario: the cells' bits, transposed. */
function findTooCostly(efforts: EffortCells, block: Block, count: number): void {
  const { square, effortCells, overNice, overShould } = block;
  const { overWords } = efforts;
  for (let k = 0; k < blockWords; k += 1) {
    for (let word = 0; word < overWords; word += 1) {
      for (let should = 0; should < 2; should += 1) {
        const from = should === 1 ? efforts.overShould : efforts.overNice;
        const into = should === 1 ? overShould : overNice;
        for (let bit = 0; bit < 32; bit += 1) {
          const i = k * 32 + bit;
          square[bit] = i < count ? (from[(effortCells[i] ?? 0) * overWords + word] ?? 0) : 0;
        }
        transpose32(square);
        for (let bit = 0; bit < 32; bit += 1) into[(word * 32 + bit) * blockWords + k] = square[bit] ?? 0;
      }
    }
  }
}

/** Which alternatives are valued in which scenarios: all, or those that fail no must. */
function findWanted(model: CompiledModel, batch: Batch, block: Block, scoreRuledOut: boolean, word: number): void {
  const { bits, words } = batch;
  for (let index = 0; index < model.alternatives.length; index += 1) {
    for (let k = 0; k < blockWords; k += 1) {
      const inside = word + k < words ? wordMask(batch, word + k) : 0;
      block.wanted[index * blockWords + k] = scoreRuledOut ? inside : inside & ~(bits[(model.failures + index) * words + word + k] ?? 0);
    }
  }
}

/** Components that a must brings: wishes get them for nothing. */
function markMusts(model: CompiledModel, { bits, words }: Batch, block: Block, word: number): void {
  const { present, wanted } = block;
  const components = model.components.length;
  const last = Math.min(blockWords, words - word);
  for (let index = 0; index < model.bringing.length; index += 1) {
    const cell = model.bringing[index];
    if (cell === undefined) continue;
    const { entries } = cell;
    for (let k = 0; k < last; k += 1) {
      let open = (bits[cell.must * words + word + k] ?? 0) & (wanted[cell.alternative * blockWords + k] ?? 0);
      for (let at = 0; at < entries.length && open !== 0; at += 1) {
        const entry = entries[at];
        if (entry === undefined) continue;
        const taken = entry.when < 0 ? open : open & (bits[entry.when * words + word + k] ?? 0);
        open &= ~taken;
        for (let which = 0; which < entry.brings.length; which += 1) {
          const mark = (cell.alternative * components + (entry.brings[which] ?? 0)) * blockWords + k;
          present[mark] = (present[mark] ?? 0) | taken;
        }
      }
    }
  }
}

/** Ω of a facet with one member: its level's weight, or what the user set, times the drawn factor. */
function weighSingle(
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
function weighFacet(
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

/** Adds weight × (1 − value) of one need for every alternative, and the work that it is relied on for. */
function addShortfalls(
  model: CompiledModel,
  { bits, words }: Batch,
  draws: ValueDraws,
  efforts: EffortCells,
  block: Block,
  capability: number,
  share: number,
  word: number,
  first: number,
): void {
  const compiled = model.capabilities[capability];
  if (compiled === undefined) return;
  const { plain, cells } = compiled;
  const { wanted, open, taken } = block;
  const last = Math.min(blockWords, words - word);
  const nice = compiled.nice * words + word;
  for (let k = last; k < blockWords; k += 1) {
    open[k] = 0;
    taken[k] = 0;
  }
  for (let pair = 0; pair < plain.length; pair += 2) {
    const alternative = plain[pair] ?? 0;
    for (let k = 0; k < last; k += 1) taken[k] = (bits[nice + k] ?? 0) & (wanted[alternative * blockWords + k] ?? 0);
    addValue(model, block, draws, alternative, plain[pair + 1] ?? 0, taken, share, first);
  }
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    if (cell === undefined) continue;
    const from = cell.alternative * blockWords;
    let any = 0;
    for (let k = 0; k < last; k += 1) {
      const now = (bits[nice + k] ?? 0) & (wanted[from + k] ?? 0);
      open[k] = now;
      any |= now;
    }
    if (any === 0) continue;
    if (cell.excluded >= 0) {
      const excluded = cell.excluded * words + word;
      for (let k = 0; k < last; k += 1) {
        taken[k] = (open[k] ?? 0) & (bits[excluded + k] ?? 0);
        open[k] = (open[k] ?? 0) & ~(taken[k] ?? 0);
      }
      addNothing(block, cell.alternative, taken, share);
    }
    const { entries } = cell;
    for (let at = 0; at < entries.length && any !== 0; at += 1) {
      const entry = entries[at];
      if (entry === undefined) continue;
      let some = 0;
      any = 0;
      for (let k = 0; k < last; k += 1) {
        const now = open[k] ?? 0;
        const here = entry.when < 0 ? now : now & (bits[entry.when * words + word + k] ?? 0);
        taken[k] = here;
        open[k] = now & ~here;
        some |= here;
        any |= now & ~here;
      }
      if (some === 0) continue;
      if (entry.costs) addCostly(model, draws, efforts, block, entry, cell.alternative, bits, nice, words, last, share, first);
      else if (!entry.whole) addValue(model, block, draws, cell.alternative, entry.source, taken, share, first);
    }
    if (any !== 0) addValue(model, block, draws, cell.alternative, model.unstated, open, share, first);
  }
}

function addValue(model: CompiledModel, block: Block, draws: ValueDraws, alternative: number, source: number, which: Int32Array, share: number, first: number): void {
  const { shortfall, shares } = block;
  const { positions } = draws;
  const row = sourceRow(draws, source, first);
  const likely = model.deficits[source] ?? 0;
  const half = (model.deficitHalf[source] ?? 0) * positionStep;
  const skew = (model.deficitSkew[source] ?? 0) * positionStep;
  const to = alternative * blockSize;
  for (let k = 0; k < blockWords; k += 1) {
    let rest = which[k] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      const p = positions[row + i] ?? 0;
      shortfall[to + i] = (shortfall[to + i] ?? 0) + (shares[share + i] ?? 0) * (likely + p * half + Math.abs(p) * skew);
    }
  }
}

/** The same for what gives nothing. */
function addNothing(block: Block, alternative: number, which: Int32Array, share: number): void {
  const { shortfall, shares } = block;
  const to = alternative * blockSize;
  for (let k = 0; k < blockWords; k += 1) {
    let rest = which[k] ?? 0;
    while (rest !== 0) {
      const low = rest & -rest;
      rest ^= low;
      const i = k * 32 + 31 - Math.clz32(low);
      shortfall[to + i] = (shortfall[to + i] ?? 0) + (shares[share + i] ?? 0);
    }
  }
}

/** A statement that costs work, where `block.taken`: left undone for a wish that is not worth it, else its value and its work count. */
function addCostly(
  model: CompiledModel,
  draws: ValueDraws,
  efforts: EffortCells,
  block: Block,
  entry: CompiledEntry,
  alternative: number,
  bits: Uint32Array,
  nice: number,
  words: number,
  last: number,
  share: number,
  first: number,
): void {
  const { present, added, flags, overShould, overNice, taken, undone } = block;
  const components = model.components.length;
  const { added: needed } = entry;
  const base = alternative * components;
  let anyUndone = 0;
  let anyDone = 0;
  for (let k = 0; k < blockWords; k += 1) {
    const here = taken[k] ?? 0;
    let not = 0;
    if (entry.over >= 0 && here !== 0) {
      const should = bits[nice + words + k] ?? 0;
      const at = entry.over * blockWords + k;
      not = here & ~(bits[nice + 2 * words + k] ?? 0) & ((should & (overShould[at] ?? 0)) | (~should & (overNice[at] ?? 0)));
      if (not !== 0) {
        let brought = 0;
        for (let index = 0; index < needed.length; index += 1) brought |= present[(base + (needed[index] ?? 0)) * blockWords + k] ?? 0;
        brought &= not;
        if (entry.over < components) not &= ~brought;
        else if (brought !== 0) not = (not & ~brought) | notWorthIt(model, efforts, block, entry, alternative, brought, should, k);
      }
    }
    undone[k] = not;
    taken[k] = here & ~not;
    anyUndone |= not;
    anyDone |= here & ~not;
  }
  if (anyUndone !== 0) addNothing(block, alternative, undone, share);
  if (anyDone === 0) return;
  if (!entry.whole) addValue(model, block, draws, alternative, entry.source, taken, share, first);
  if (entry.work.to > entry.work.from) addOwnWork(model, draws, block, entry, alternative, taken, first);
  for (let index = 0; index < needed.length; index += 1) {
    const mark = (base + (needed[index] ?? 0)) * blockWords;
    for (let k = 0; k < last; k += 1) added[mark + k] = (added[mark + k] ?? 0) | (taken[k] ?? 0);
  }
  if (entry.flags !== 0)
    for (let flag = 0; flag < flagCount; flag += 1) {
      if (((entry.flags >>> flag) & 1) === 0) continue;
      const mark = (alternative * flagCount + flag) * blockWords;
      for (let k = 0; k < last; k += 1) flags[mark + k] = (flags[mark + k] ?? 0) | (taken[k] ?? 0);
    }
}

/** Wishes whose own work and missing components cost more likely days than a wish is worth. Sums in the order of `ownDays`. */
function notWorthIt(model: CompiledModel, efforts: EffortCells, block: Block, entry: CompiledEntry, alternative: number, wishes: number, should: number, k: number): number {
  const { present, effortCells } = block;
  const { added } = entry;
  const components = model.components.length;
  let undone = 0;
  let rest = wishes;
  while (rest !== 0) {
    const low = rest & -rest;
    rest ^= low;
    const cell = effortCells[k * 32 + 31 - Math.clz32(low)] ?? 0;
    let others = 0;
    for (let index = 0; index < added.length; index += 1) {
      const component = added[index] ?? 0;
      if (((present[(alternative * components + component) * blockWords + k] ?? 0) & low) === 0) others += likelyDays(model, efforts, cell, component);
    }
    if (likelyOwnDays(model, efforts, cell, entry) + others > ((should & low) !== 0 ? model.shouldWorthDays : model.niceWorthDays)) undone |= low;
  }
  return undone;
}

/** The own work of a statement, at its drawn position. */
function addOwnWork(model: CompiledModel, draws: ValueDraws, block: Block, entry: CompiledEntry, alternative: number, done: Int32Array, first: number): void {
  const { multipliers, ownWork, adopt: adopting, run: running } = block;
  const { per, adopt, adoptHalf, adoptSkew, run, runHalf, runSkew } = model.terms;
  const { positions } = draws;
  const position = positionRow(model, draws, entry.work.position, first);
  const to = alternative * blockSize;
  for (let term = entry.work.from; term < entry.work.to; term += 1) {
    const times = (per[term] ?? 0) * blockSize;
    const a = adopt[term] ?? 0;
    const ah = adoptHalf[term] ?? 0;
    const as = adoptSkew[term] ?? 0;
    const r = run[term] ?? 0;
    const rh = runHalf[term] ?? 0;
    const rs = runSkew[term] ?? 0;
    for (let k = 0; k < blockWords; k += 1) {
      let rest = done[k] ?? 0;
      while (rest !== 0) {
        const low = rest & -rest;
        rest ^= low;
        const i = k * 32 + 31 - Math.clz32(low);
        const m = (multipliers[times + i] ?? 0) * (entry.ownWork ? (ownWork[i] ?? 1) : 1);
        const p = (positions[position + i] ?? 0) * positionStep;
        const q = Math.abs(p);
        adopting[to + i] = (adopting[to + i] ?? 0) + m * (a + p * ah + q * as);
        running[to + i] = (running[to + i] ?? 0) + m * (r + p * rh + q * rs);
      }
    }
  }
}
