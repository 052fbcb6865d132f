import { f64At, i32At, setF64, setI32 } from './access';
import { fillEffort } from './host';
import { blockSize, effortKey, overheadKey } from './sizes';

/**
 * What is the same for all scenarios of one profile, by distinct profile: a table that is filled when first needed and kept between
 * analyses. With a few values per open number there are a few hundred profiles, and the same ones return at every key press.
 */

/** overhead: number of profiles, capacity, keys, open hashing (index of the profile, −1 for none), figures, which rows are filled */
export let overheadCount: i32 = 0;
export let overheadCapacity: i32 = 0;
export let overheadKeys: usize = 0;
export let overheadSlots: usize = 0;
export let overheadSlotCount: i32 = 0;
export let overheadRows: usize = 0;
export let overheadFilled: usize = 0;
export let overheadRowsPerCell: i32 = 0;
/** first row of each alternative within a cell */
export let overheadFirstRow: usize = 0;

/** effort: the same, with multipliers, likely days of every component, and what alone is too much for a nice, for a should */
export let effortCount: i32 = 0;
export let effortCapacity: i32 = 0;
export let effortKeys: usize = 0;
export let effortSlots: usize = 0;
export let effortSlotCount: i32 = 0;
export let effortMultipliers: usize = 0;
export let effortDays: usize = 0;
export let effortOverNice: usize = 0;
export let effortOverShould: usize = 0;
export let effortOverWords: i32 = 0;

/** Forgets all profiles when the next block might not find room; call between blocks only. */
export function makeRoom(): void {
  if (overheadCount + blockSize > overheadCapacity) {
    overheadCount = 0;
    memory.fill(overheadSlots, 0xff, (overheadSlotCount as usize) << 2);
    memory.fill(overheadFilled, 0, (overheadCapacity * overheadRowsPerCell) as usize);
  }
  if (effortCount + blockSize > effortCapacity) {
    effortCount = 0;
    memory.fill(effortSlots, 0xff, (effortSlotCount as usize) << 2);
  }
}

/** Index of the overhead cell of a profile. */
export function overheadCellOf(services: f64, pods: f64, nodes: f64, clusters: f64, rate: f64): i32 {
  // the place of the next cell holds the key that is looked for, and keeps it if it is new
  const key = keyAt(overheadKeys, overheadCount, overheadKey);
  setF64(key, 0, services);
  setF64(key, 1, pods);
  setF64(key, 2, nodes);
  setF64(key, 3, clusters);
  setF64(key, 4, rate);
  const slot = slotOf(key, overheadKey, overheadKeys, overheadSlots, overheadSlotCount);
  const cell = i32At(overheadSlots, slot);
  if (cell >= 0) return cell;
  setI32(overheadSlots, slot, overheadCount);
  overheadCount += 1;
  return overheadCount - 1;
}

/** Index of the effort cell of a profile. */
export function effortCellOf(services: f64, clusters: f64, languages: f64, ownWork: f64): i32 {
  const key = keyAt(effortKeys, effortCount, effortKey);
  setF64(key, 0, services);
  setF64(key, 1, clusters);
  setF64(key, 2, languages);
  setF64(key, 3, ownWork);
  const slot = slotOf(key, effortKey, effortKeys, effortSlots, effortSlotCount);
  const cell = i32At(effortSlots, slot);
  if (cell >= 0) return cell;
  setI32(effortSlots, slot, effortCount);
  effortCount += 1;
  fillEffort(effortCount - 1);
  return effortCount - 1;
}

function keyAt(keys: usize, cell: i32, length: i32): usize {
  return keys + (((cell * length) as usize) << 3);
}

/** The slot of a key, or the empty one where it belongs: open hashing. */
function slotOf(key: usize, length: i32, keys: usize, slots: usize, slotCount: i32): i32 {
  let hash: u64 = 0;
  for (let at = 0; at < length; at += 1) hash = (rotl<u64>(hash, 31) ^ load<u64>(key + ((at as usize) << 3))) * 0x9e3779b97f4a7c15;
  const mask = slotCount - 1;
  // the upper bits of a product depend on all bits of its factors
  let slot = ((hash >>> 48) as i32) & mask;
  while (i32At(slots, slot) >= 0 && !isSame(key, keyAt(keys, i32At(slots, slot), length), length)) slot = (slot + 1) & mask;
  return slot;
}

function isSame(key: usize, other: usize, length: i32): bool {
  for (let at = 0; at < length; at += 1) if (f64At(key, at) !== f64At(other, at)) return false;
  return true;
}
