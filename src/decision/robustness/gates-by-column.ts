import type { Batch } from './batch.js';
import { fillColumn } from './batch.js';
import type { CompiledConflict, CompiledEntry, CompiledModel } from './compiled-model.js';
import { evaluate } from './expression.js';

/**
 * The columns that values and gates rest on: which conditions of statements hold, which needs exclude each other, and which alternatives
 * fail a must. 32 scenarios per operation. Mirrors `supportOf`, the exclusions of `needValues`, and `gateOf`.
 */
export function evaluateGates(model: CompiledModel, batch: Batch): void {
  for (const { expression, column } of model.conditions) evaluate(batch, expression, column, model.scratch);
  evaluateConflicts(model, batch);
  for (let alternative = 0; alternative < model.alternatives.length; alternative += 1)
    fillColumn(batch, model.failures + alternative, false);
  const { bits, words } = batch;
  for (const capability of model.capabilities) {
    const must = (capability.nice + 2) * words;
    if (isEmpty(bits, must, words)) continue;
    const { plainGates } = capability;
    for (let pair = 0; pair < plainGates.length; pair += 2) {
      const failures = (model.failures + (plainGates[pair] ?? 0)) * words;
      const fails = plainGates[pair + 1] ?? -2;
      for (let word = 0; word < words; word += 1)
        bits[failures + word] = (bits[failures + word] ?? 0) | ((bits[must + word] ?? 0) & refused(model, batch, fails, word));
    }
    for (const cell of capability.cells) {
      const failures = (model.failures + cell.alternative) * words;
      for (let word = 0; word < words; word += 1) {
        let open = bits[must + word] ?? 0;
        if (open === 0) continue;
        let failed = 0;
        if (cell.excluded >= 0) {
          failed = open & (bits[cell.excluded * words + word] ?? 0);
          open &= ~failed;
        }
        for (const entry of cell.entries) {
          const taken = entry.when < 0 ? open : open & (bits[entry.when * words + word] ?? 0);
          if (entry.fails !== -2) failed |= taken & refused(model, batch, entry.fails, word);
          open &= ~taken;
        }
        bits[failures + word] = (bits[failures + word] ?? 0) | failed;
      }
    }
  }
}

/** Scenarios (of one word) in which something that needs a permission is refused: −2 never, −1 always. */
function refused(model: CompiledModel, { bits, words }: Batch, fails: number, word: number): number {
  if (fails === -2) return 0;
  if (fails === -1) return -1;
  const stated = (model.layout.permissions + fails * 2) * words;
  return (bits[stated + word] ?? 0) & ~(bits[stated + words + word] ?? 0);
}

function evaluateConflicts(model: CompiledModel, batch: Batch): void {
  for (const { oneExcluded, otherExcluded } of model.conflicts) {
    fillColumn(batch, oneExcluded, false);
    fillColumn(batch, otherExcluded, false);
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

function isEmpty(bits: Uint32Array, from: number, words: number): boolean {
  for (let word = from; word < from + words; word += 1) if (bits[word] !== 0) return false;
  return true;
}
