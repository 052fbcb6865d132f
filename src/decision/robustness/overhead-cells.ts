import { blockSize, overheadFigures, overheadKey } from '../kernel/sizes.js';
import type { CompiledModel } from './compiled-model.js';
import { f64, i32, type Placed, u8 } from './memory.js';

/** How many profiles are kept; when more come, all are forgotten (../kernel/cells.ts). */
const capacity = 4096 + blockSize;
const slotCount = 16384;

/** First row of each alternative within a cell, and how many rows there are: one per combination of its flags. */
function rowsOf(model: CompiledModel): { first: number[]; count: number } {
  let count = 0;
  const first = model.alternatives.map(({ flagMask }) => {
    const at = count;
    count += flagMask + 1;
    return at;
  });
  return { first, count };
}

/** Overhead by distinct profile and by flags: bill of infrastructure and reserved cores. */
export function overheadPlaces(model: CompiledModel) {
  const { count } = rowsOf(model);
  return {
    keys: f64(capacity * overheadKey),
    slots: i32(slotCount),
    rows: f64(capacity * count * overheadFigures),
    filled: u8(capacity * count),
    firstRow: i32(model.alternatives.length),
  };
}

export type OverheadCells = Placed<ReturnType<typeof overheadPlaces>>;

/** Numbers of the table that the kernel needs, and no profile yet. */
export function emptyOverhead(model: CompiledModel, cells: OverheadCells) {
  const { first, count } = rowsOf(model);
  cells.slots.fill(-1);
  cells.firstRow.set(first);
  return { count: 0, capacity, slotCount, rowsPerCell: count };
}

/** Computes the row of one alternative under some flags, for a profile whose key is there. */
export function fillOverhead(model: CompiledModel, cells: OverheadCells, cell: number, alternative: number, flags: number): void {
  const compiled = model.alternatives[alternative];
  if (compiled === undefined) return;
  const rowsPerCell = cells.filled.length / capacity;
  const row = cell * rowsPerCell + (cells.firstRow[alternative] ?? 0) + (flags & compiled.flagMask);
  const [services = 0, pods = 0, nodes = 0, clusters = 0, requestRate = 0] = cells.keys.subarray(cell * overheadKey);
  const profile = { services, pods, nodes, clusters, requestRate };
  compiled.overhead(profile, flags & compiled.flagMask, cells.rows, row * overheadFigures);
  cells.filled[row] = 1;
}
