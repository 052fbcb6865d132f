import type { Batch } from './batch.js';
import type { CompiledConflict, CompiledEntry, CompiledModel } from './compiled-model.js';
import { evaluate } from './expression.js';
import type { ColumnOperations } from './kernel.js';

/**
 * The columns that values and gates rest on: which conditions of statements hold, and which needs exclude each other. 32 scenarios per
 * operation. Which alternatives fail a must is found by the kernel.
 */
export function evaluateConditions(model: CompiledModel, batch: Batch, columns: ColumnOperations): void {
  for (const { expression, column } of model.conditions) evaluate(batch, columns, expression, column, model.scratch);
  evaluateConflicts(model, batch, columns);
}

function evaluateConflicts(model: CompiledModel, batch: Batch, columns: ColumnOperations): void {
  for (const { oneExcluded, otherExcluded } of model.conflicts) {
    columns.fillColumn(oneExcluded, 0);
    columns.fillColumn(otherExcluded, 0);
  }
  const { bits, words } = batch;
  for (const conflict of model.conflicts) {
    const one = (model.capabilities[conflict.one]?.nice ?? 0) * words;
    const other = (model.capabilities[conflict.other]?.nice ?? 0) * words;
    for (let word = 0; word < words; word += 1) {
      const both = (bits[one + word] ?? 0) & (bits[other + word] ?? 0);
      if (both === 0) continue;
      const clash = both & (clashing(batch, conflict, true, word) | clashing(batch, conflict, false, word));
      let oneStronger = 0;
      let otherStronger = 0;
      for (let rank = 1; rank <= 2; rank += 1) {
        const a = bits[one + rank * words + word] ?? 0;
        const b = bits[other + rank * words + word] ?? 0;
        oneStronger |= a & ~b;
        otherStronger |= b & ~a;
      }
      const first = bits[conflict.order * words + word] ?? 0;
      const oneWins = oneStronger | (~otherStronger & first);
      const oneAt = conflict.oneExcluded * words + word;
      const otherAt = conflict.otherExcluded * words + word;
      bits[oneAt] = (bits[oneAt] ?? 0) | (clash & ~oneWins);
      bits[otherAt] = (bits[otherAt] ?? 0) | (clash & oneWins);
    }
  }
}

/** Scenarios in which the statement that holds for one need names the other as a conflict. */
function clashing({ bits, words }: Batch, conflict: CompiledConflict, ofOne: boolean, word: number): number {
  const entries: readonly CompiledEntry[] = ofOne ? conflict.oneEntries : conflict.otherEntries;
  const names = ofOne ? conflict.oneConflicts : conflict.otherConflicts;
  let open = -1;
  let clash = 0;
  for (let index = 0; index < entries.length && open !== 0; index += 1) {
    const when = entries[index]?.when ?? -1;
    const taken = when < 0 ? open : open & (bits[when * words + word] ?? 0);
    if (names[index] === true) clash |= taken;
    open &= ~taken;
  }
  return clash;
}
