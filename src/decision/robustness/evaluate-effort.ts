import type { Batch } from './batch.js';
import { type Block, blockSize, blockWords } from './block.js';
import type { CompiledAlternative, CompiledModel, TermSpan } from './compiled-model.js';
import { positionRow, positionStep, type ValueDraws } from './draws.js';

/** Drawn days of the components that some alternative relies on beyond its own, where it does. */
export function costRelied(model: CompiledModel, draws: ValueDraws, block: Block, first: number): void {
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
export function completeEffort(
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
      adoptFactor[i] =
        (running & low) !== 0 ? experience.runningAdopt : (sibling & low) !== 0 ? experience.siblingAdopt : experience.knownAdopt;
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
