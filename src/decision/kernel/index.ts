/**
 * The inner loops of the robustness analysis, in AssemblyScript: a typed subset of TypeScript that becomes WebAssembly, for vector
 * registers and for loops without checks. `npm run compile` makes src/generated/kernel.ts of it; `src/decision/robustness/kernel.ts`
 * gives it memory and tables. It knows addresses and numbers alone: what they mean is compiled in `robustness/`.
 */
export * from './batch';
export * from './block';
export {
  effortCapacity,
  effortCount,
  effortDays,
  effortKeys,
  effortMultipliers,
  effortOverNice,
  effortOverShould,
  effortOverWords,
  effortSlotCount,
  effortSlots,
  overheadCapacity,
  overheadCount,
  overheadFilled,
  overheadFirstRow,
  overheadKeys,
  overheadRows,
  overheadRowsPerCell,
  overheadSlotCount,
  overheadSlots,
} from './cells';
export {
  andColumn,
  assume,
  fillColumn,
  invertColumn,
  markWithin,
  orColumn,
  orLevels,
  setWhere,
  takeKnown,
  withoutColumn,
} from './columns';
export * from './draws';
export { evaluate } from './evaluate';
export { countColumns, splitColumn, squaredDifferences, sumColumns, sumRegret } from './information';
export { drawFactors, drawPositions, drawUniforms } from './random';
export * from './standings';
export * from './tables';
export { transpose } from './transpose';

/** First address that is not the kernel's own: memory before it holds its constants, if it has any. */
export const ownMemoryEnd: usize = __heap_base;
