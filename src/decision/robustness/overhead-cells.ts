import type { CompiledModel } from './compiled-model.js';
import { type OverheadProfile, overheadFigures } from './overhead-table.js';

/**
 * Overhead rows by distinct profile, filled when first needed and kept between analyses: with a few values per open number there are a
 * few hundred profiles, and the same ones return at every key press.
 */
export interface OverheadCells {
  count: number;
  keys: Float64Array;
  slots: Int32Array;
  rows: Float64Array;
  filled: Uint8Array;
  readonly rowsPerCell: number;
  /** first row of each alternative within a cell */
  readonly firstRow: Int32Array;
  readonly profile: OverheadProfile;
}

const keyLength = 5;
const mostCells = 8192;

export function overheadCells(model: CompiledModel): OverheadCells {
  const firstRow = new Int32Array(model.alternatives.length);
  let rows = 0;
  for (const [index, { flagMask }] of model.alternatives.entries()) {
    firstRow[index] = rows;
    rows += flagMask + 1;
  }
  const capacity = 512;
  return {
    count: 0,
    keys: new Float64Array(capacity * keyLength),
    slots: new Int32Array(capacity * 4).fill(-1),
    rows: new Float64Array(capacity * rows * overheadFigures),
    filled: new Uint8Array(capacity * rows),
    rowsPerCell: rows,
    firstRow,
    profile: { services: 0, pods: 0, nodes: 0, clusters: 0, requestRate: 0 },
  };
}

/** Forgets everything when very many profiles have been seen; call between analyses only. */
export function trimCells(cells: OverheadCells): void {
  if (cells.count < mostCells) return;
  cells.count = 0;
  cells.slots.fill(-1);
  cells.filled.fill(0);
}

/** Index of a profile; allocates only when the table grows. */
export function cellOf(cells: OverheadCells, services: number, pods: number, nodes: number, clusters: number, requestRate: number): number {
  const mask = cells.slots.length - 1;
  let hash = Math.imul(services | 0, 0x9e3779b1) ^ Math.imul((pods * 8) | 0, 0x85ebca6b) ^ Math.imul((nodes * 64) | 0, 0xc2b2ae35);
  hash ^= Math.imul(clusters | 0, 0x27d4eb2f) ^ Math.imul((requestRate * 8) | 0, 0x165667b1);
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const cell = cells.slots[slot] ?? -1;
    if (cell < 0) break;
    const key = cell * keyLength;
    if (
      cells.keys[key] === services &&
      cells.keys[key + 1] === pods &&
      cells.keys[key + 2] === nodes &&
      cells.keys[key + 3] === clusters &&
      cells.keys[key + 4] === requestRate
    )
      return cell;
    slot = (slot + 1) & mask;
  }
  if ((cells.count + 1) * keyLength > cells.keys.length) {
    grow(cells);
    return cellOf(cells, services, pods, nodes, clusters, requestRate);
  }
  const cell = cells.count;
  cells.count += 1;
  cells.slots[slot] = cell;
  const key = cell * keyLength;
  cells.keys[key] = services;
  cells.keys[key + 1] = pods;
  cells.keys[key + 2] = nodes;
  cells.keys[key + 3] = clusters;
  cells.keys[key + 4] = requestRate;
  return cell;
}

/** Computes the row of one alternative under some flags. */
export function fillRow(model: CompiledModel, cells: OverheadCells, cell: number, alternative: number, flags: number): void {
  const compiled = model.alternatives[alternative];
  if (compiled === undefined) return;
  const row = cell * cells.rowsPerCell + (cells.firstRow[alternative] ?? 0) + (flags & compiled.flagMask);
  const key = cell * keyLength;
  const { profile } = cells;
  profile.services = cells.keys[key] ?? 0;
  profile.pods = cells.keys[key + 1] ?? 0;
  profile.nodes = cells.keys[key + 2] ?? 0;
  profile.clusters = cells.keys[key + 3] ?? 0;
  profile.requestRate = cells.keys[key + 4] ?? 0;
  compiled.overhead(profile, flags & compiled.flagMask, cells.rows, row * overheadFigures);
  cells.filled[row] = 1;
}

function grow(cells: OverheadCells): void {
  const capacity = (cells.keys.length / keyLength) * 2;
  const keys = new Float64Array(capacity * keyLength);
  keys.set(cells.keys);
  const rows = new Float64Array(capacity * cells.rowsPerCell * overheadFigures);
  rows.set(cells.rows);
  const filled = new Uint8Array(capacity * cells.rowsPerCell);
  filled.set(cells.filled);
  const old = cells.count;
  cells.keys = keys;
  cells.rows = rows;
  cells.filled = filled;
  cells.slots = new Int32Array(capacity * 4).fill(-1);
  cells.count = 0;
  for (let cell = 0; cell < old; cell += 1) {
    const key = cell * keyLength;
    cellOf(cells, keys[key] ?? 0, keys[key + 1] ?? 0, keys[key + 2] ?? 0, keys[key + 3] ?? 0, keys[key + 4] ?? 0);
  }
}
