import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords, flagCount } from './block.js';
import type { CompiledEntry, CompiledModel } from './compiled-model.js';
import { positionRow, positionStep, sourceRow, type ValueDraws } from './draws.js';
import { type EffortCells, likelyDays, likelyOwnDays } from './effort-cells.js';

/** Adds weight × (1 − value) of one need for every alternative, and the work that it is relied on for. */
export function addShortfalls(
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

function addValue(
  model: CompiledModel,
  block: Block,
  draws: ValueDraws,
  alternative: number,
  source: number,
  which: Int32Array,
  share: number,
  first: number,
): void {
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
function notWorthIt(
  model: CompiledModel,
  efforts: EffortCells,
  block: Block,
  entry: CompiledEntry,
  alternative: number,
  wishes: number,
  should: number,
  k: number,
): number {
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
      if (((present[(alternative * components + component) * blockWords + k] ?? 0) & low) === 0)
        others += likelyDays(model, efforts, cell, component);
    }
    if (likelyOwnDays(model, efforts, cell, entry) + others > ((should & low) !== 0 ? model.shouldWorthDays : model.niceWorthDays))
      undone |= low;
  }
  return undone;
}

/** The own work of a statement, at its drawn position. */
function addOwnWork(
  model: CompiledModel,
  draws: ValueDraws,
  block: Block,
  entry: CompiledEntry,
  alternative: number,
  done: Int32Array,
  first: number,
): void {
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
