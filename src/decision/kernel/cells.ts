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
  let hash = (((services * 8) as i32) * (0x9e3779b1 as i32)) ^ (((pods * 8) as i32) * (0x85ebca6b as i32));
  hash ^= (((nodes * 64) as i32) * (0xc2b2ae35 as i32)) ^ (((clusters * 8) as i32) * 0x27d4eb2f) ^ (((rate * 8) as i32) * 0x165667b1);
  const mask = overheadSlotCount - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const cell = i32At(overheadSlots, slot);
    if (cell < 0) break;
    const key = cell * overheadKey;
    if (
      f64At(overheadKeys, key) === services &&
      f64At(overheadKeys, key + 1) === pods &&
      f64At(overheadKeys, key + 2) === nodes &&
      f64At(overheadKeys, key + 3) === clusters &&
      f64At(overheadKeys, key + 4) === rate
    )
      return cell;
    slot = (slot + 1) & mask;
  }
  const cell = overheadCount;
  overheadCount += 1;
  setI32(overheadSlots, slot, cell);
  const key = cell * overheadKey;
  setF64(overheadKeys, key, services);
  setF64(overheadKeys, key + 1, pods);
  setF64(overheadKeys, key + 2, nodes);
  setF64(overheadKeys, key + 3, clusters);
  setF64(overheadKeys, key + 4, rate);
  return cell;
}

/** Index of the effort cell of a profile. */
export function effortCellOf(services: f64, clusters: f64, languages: f64, ownWork: f64): i32 {
  const hash =
    (((services * 8) as i32) * (0x9e3779b1 as i32)) ^
    (((clusters * 8) as i32) * (0x85ebca6b as i32)) ^
    (((languages * 8) as i32) * (0xc2b2ae35 as i32)) ^
    (((ownWork * 64) as i32) * 0x27d4eb2f);
  const mask = effortSlotCount - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const cell = i32At(effortSlots, slot);
    if (cell < 0) break;
    const key = cell * effortKey;
    if (
      f64At(effortKeys, key) === services &&
      f64At(effortKeys, key + 1) === clusters &&
      f64At(effortKeys, key + 2) === languages &&
      f64At(effortKeys, key + 3) === ownWork
    )
      return cell;
    slot = (slot + 1) & mask;
  }
  const cell = effortCount;
  effortCount += 1;
  setI32(effortSlots, slot, cell);
  const key = cell * effortKey;
  setF64(effortKeys, key, services);
  setF64(effortKeys, key + 1, clusters);
  setF64(effortKeys, key + 2, languages);
  setF64(effortKeys, key + 3, ownWork);
  fillEffort(cell);
  return cell;
}
