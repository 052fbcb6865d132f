import { blockSize, effortKey, multiplierCount } from '../kernel/sizes.js';
import type { CompiledModel } from './compiled-model.js';
import { f64, i32, type Placed } from './memory.js';

/** How many profiles are kept; when more come, all are forgotten (../kernel/cells.ts). */
const capacity = 4096 + blockSize;
const slotCount = 16384;

/** Words of bits per cell: one bit per component, then one per {@link CompiledModel.weighed}. */
function overWords(model: CompiledModel): number {
  return Math.ceil((model.components.length + model.weighed.length) / 32);
}

/**
 * What work costs by distinct (services, clusters, languages, factor on own work): multipliers, likely days of every component, and what
 * alone is too much for a nice or a should.
 */
export function effortPlaces(model: CompiledModel) {
  return {
    keys: f64(capacity * effortKey),
    slots: i32(slotCount),
    multipliers: f64(capacity * multiplierCount),
    days: f64(capacity * model.components.length),
    overNice: i32(capacity * overWords(model)),
    overShould: i32(capacity * overWords(model)),
  };
}

export type EffortCells = Placed<ReturnType<typeof effortPlaces>>;

/** Numbers of the table that the kernel needs, and no profile yet. */
export function emptyEffort(model: CompiledModel, cells: EffortCells) {
  cells.slots.fill(-1);
  return { count: 0, capacity, slotCount, overWords: overWords(model) };
}

/** Fills the row of a profile whose key is there. */
export function fillEffort(model: CompiledModel, cells: EffortCells, cell: number): void {
  const { keys, multipliers, days, overNice, overShould } = cells;
  const { per, adopt } = model.terms;
  const words = overWords(model);
  const [services = 0, clusters = 0, languages = 0, ownWork = 1] = keys.subarray(cell * effortKey);
  const at = cell * multiplierCount;
  multipliers[at] = 1;
  multipliers[at + 1] = Math.sqrt(clusters * Math.sqrt(clusters));
  multipliers[at + 2] = languages;
  multipliers[at + 3] = Math.sqrt(services * Math.sqrt(services));
  multipliers[at + 4] = ownWork;
  const count = model.components.length;
  overNice.fill(0, cell * words, (cell + 1) * words);
  overShould.fill(0, cell * words, (cell + 1) * words);
  const mark = (index: number, total: number) => {
    const word = cell * words + (index >>> 5);
    if (total > model.niceWorthDays) overNice[word] = (overNice[word] ?? 0) | (1 << (index & 31));
    if (total > model.shouldWorthDays) overShould[word] = (overShould[word] ?? 0) | (1 << (index & 31));
  };
  const daysOf = (span: { readonly from: number; readonly to: number } | undefined) => {
    let total = 0;
    for (let term = span?.from ?? 0; term < (span?.to ?? 0); term += 1)
      total += (adopt[term] ?? 0) * (multipliers[at + (per[term] ?? 0)] ?? 0);
    return total;
  };
  for (let component = 0; component < count; component += 1) {
    const total = daysOf(model.components[component]);
    days[cell * count + component] = total;
    mark(component, total);
  }
  for (const [index, entry] of model.weighed.entries()) {
    let others = 0;
    for (const component of entry.added) others += days[cell * count + component] ?? 0;
    // summed as `ownDays` does
    mark(count + index, daysOf(entry.work) * (entry.ownWork ? ownWork : 1) + others);
  }
}
