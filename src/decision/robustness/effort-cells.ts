import type { CompiledModel } from './compiled-model.js';

/**
 * What work costs by distinct (services, clusters, languages, factor on own work): multipliers, likely days of every component, and what
 * alone is too much for a wish. Filled when first needed and kept between analyses; open numbers take a few values, so there are a few
 * hundred.
 */
export interface EffortCells {
  count: number;
  keys: Float64Array;
  slots: Int32Array;
  /** per cell: once, per cluster, per language, per service, own work */
  multipliers: Float64Array;
  /** per cell: likely days of each component */
  days: Float64Array;
  /** per cell, one bit per component and then per {@link CompiledModel.weighed}: too many days for a nice, for a should */
  overNice: Int32Array;
  overShould: Int32Array;
  /** words of bits per cell */
  readonly overWords: number;
}

export const multiplierCount = 5;
const keyLength = 4;
const mostCells = 8192;

export function effortCells(model: CompiledModel): EffortCells {
  const overWords = Math.ceil((model.components.length + model.weighed.length) / 32);
  const capacity = 256;
  return {
    count: 0,
    keys: new Float64Array(capacity * keyLength),
    slots: new Int32Array(capacity * 4).fill(-1),
    multipliers: new Float64Array(capacity * multiplierCount),
    days: new Float64Array(capacity * model.components.length),
    overNice: new Int32Array(capacity * overWords),
    overShould: new Int32Array(capacity * overWords),
    overWords,
  };
}

/** Forgets everything when very many have been seen; call between analyses only. */
export function trimEffortCells(cells: EffortCells): void {
  if (cells.count < mostCells) return;
  cells.count = 0;
  cells.slots.fill(-1);
}

/** Index of the cell of a profile; allocates only when the table grows. */
export function effortCellOf(
  model: CompiledModel,
  cells: EffortCells,
  services: number,
  clusters: number,
  languages: number,
  ownWork: number,
): number {
  const { keys, slots } = cells;
  const mask = slots.length - 1;
  const hash =
    Math.imul((services * 8) | 0, 0x9e3779b1) ^
    Math.imul((clusters * 8) | 0, 0x85ebca6b) ^
    Math.imul((languages * 8) | 0, 0xc2b2ae35) ^
    Math.imul((ownWork * 64) | 0, 0x27d4eb2f);
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const cell = slots[slot] ?? -1;
    if (cell < 0) break;
    const key = cell * keyLength;
    if (keys[key] === services && keys[key + 1] === clusters && keys[key + 2] === languages && keys[key + 3] === ownWork) return cell;
    slot = (slot + 1) & mask;
  }
  if ((cells.count + 1) * keyLength > keys.length) {
    grow(model, cells);
    return effortCellOf(model, cells, services, clusters, languages, ownWork);
  }
  const cell = cells.count;
  cells.count += 1;
  slots[slot] = cell;
  const key = cell * keyLength;
  keys[key] = services;
  keys[key + 1] = clusters;
  keys[key + 2] = languages;
  keys[key + 3] = ownWork;
  fill(model, cells, cell, services, clusters, languages, ownWork);
  return cell;
}

/** Likely days of one component in a cell. */
export function likelyDays(model: CompiledModel, cells: EffortCells, cell: number, component: number): number {
  return cells.days[cell * model.components.length + component] ?? 0;
}

/** Likely days of the own work of a weighed entry, summed as `ownDays` does. */
export function likelyOwnDays(
  model: CompiledModel,
  cells: EffortCells,
  cell: number,
  entry: { readonly work: { readonly from: number; readonly to: number }; readonly ownWork: boolean },
): number {
  const { per, adopt } = model.terms;
  const at = cell * multiplierCount;
  let days = 0;
  for (let term = entry.work.from; term < entry.work.to; term += 1)
    days += (adopt[term] ?? 0) * (cells.multipliers[at + (per[term] ?? 0)] ?? 0);
  return entry.ownWork ? days * (cells.multipliers[at + 4] ?? 1) : days;
}

function fill(
  model: CompiledModel,
  cells: EffortCells,
  cell: number,
  services: number,
  clusters: number,
  languages: number,
  ownWork: number,
): void {
  const { multipliers, days, overNice, overShould, overWords } = cells;
  const { per, adopt } = model.terms;
  const at = cell * multiplierCount;
  multipliers[at] = 1;
  multipliers[at + 1] = Math.sqrt(clusters * Math.sqrt(clusters));
  multipliers[at + 2] = languages;
  multipliers[at + 3] = Math.sqrt(services * Math.sqrt(services));
  multipliers[at + 4] = ownWork;
  const count = model.components.length;
  overNice.fill(0, cell * overWords, (cell + 1) * overWords);
  overShould.fill(0, cell * overWords, (cell + 1) * overWords);
  const mark = (index: number, total: number) => {
    const word = cell * overWords + (index >>> 5);
    if (total > model.niceWorthDays) overNice[word] = (overNice[word] ?? 0) | (1 << (index & 31));
    if (total > model.shouldWorthDays) overShould[word] = (overShould[word] ?? 0) | (1 << (index & 31));
  };
  for (let component = 0; component < count; component += 1) {
    const span = model.components[component];
    let total = 0;
    for (let term = span?.from ?? 0; term < (span?.to ?? 0); term += 1)
      total += (adopt[term] ?? 0) * (multipliers[at + (per[term] ?? 0)] ?? 0);
    days[cell * count + component] = total;
    mark(component, total);
  }
  for (const [index, entry] of model.weighed.entries()) {
    let others = 0;
    for (const component of entry.added) others += days[cell * count + component] ?? 0;
    mark(count + index, likelyOwnDays(model, cells, cell, entry) + others);
  }
}

function grow(model: CompiledModel, cells: EffortCells): void {
  const capacity = (cells.keys.length / keyLength) * 2;
  const wider = (array: Float64Array, per: number) => {
    const more = new Float64Array(capacity * per);
    more.set(array);
    return more;
  };
  const widerBits = (array: Int32Array) => {
    const more = new Int32Array(capacity * cells.overWords);
    more.set(array);
    return more;
  };
  const keys = wider(cells.keys, keyLength);
  cells.multipliers = wider(cells.multipliers, multiplierCount);
  cells.days = wider(cells.days, model.components.length);
  cells.overNice = widerBits(cells.overNice);
  cells.overShould = widerBits(cells.overShould);
  cells.keys = keys;
  cells.slots = new Int32Array(capacity * 4).fill(-1);
  const old = cells.count;
  cells.count = 0;
  for (let cell = 0; cell < old; cell += 1) {
    const key = cell * keyLength;
    effortCellOf(model, cells, keys[key] ?? 0, keys[key + 1] ?? 0, keys[key + 2] ?? 0, keys[key + 3] ?? 0);
  }
}
