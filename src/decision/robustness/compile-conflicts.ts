import type { CompiledConflict, CompiledEntry } from './compiled-model.js';
import type { ConflictPair } from './derivation.js';
import type { Layout } from './layout.js';
import type { Entry, SupportTable } from './support-table.js';

/**
 * Pairs of needs that exclude each other in some alternative, with the columns that will say so.
 * @param column gives the next free column
 */
export function compileConflicts(
  support: SupportTable,
  layout: Layout,
  column: () => number,
  compile: (entry: Entry) => CompiledEntry,
): { conflicts: CompiledConflict[]; pairs: ConflictPair[]; excludedColumn: ReadonlyMap<string, number> } {
  const conflicts: CompiledConflict[] = [];
  const pairs = new Map<string, ConflictPair>();
  const excludedColumn = new Map<string, number>();
  const done = new Set<string>();
  const excluded = (alternative: number, capability: number) => {
    const key = `${alternative} ${capability}`;
    const known = excludedColumn.get(key) ?? column();
    excludedColumn.set(key, known);
    return known;
  };
  const names = (entry: Entry, capability: number) => entry.statement.conflicts.includes(layout.capabilities[capability] ?? '');
  for (const [capability, cells] of support.cells.entries()) {
    for (const { alternative, entries } of cells) {
      for (const id of new Set(entries.flatMap((entry) => entry.statement.conflicts))) {
        const partner = layout.capabilityIndex.get(id);
        if (partner === undefined || partner === capability || support.cells[partner] === undefined) continue;
        const one = Math.min(capability, partner);
        const other = Math.max(capability, partner);
        if (done.has(`${alternative} ${one} ${other}`)) continue;
        done.add(`${alternative} ${one} ${other}`);
        const pair = pairs.get(`${one} ${other}`) ?? { first: one, second: other, column: column() };
        pairs.set(`${one} ${other}`, pair);
        const oneEntries = support.cells[one]?.[alternative]?.entries ?? [];
        const otherEntries = support.cells[other]?.[alternative]?.entries ?? [];
        conflicts.push({
          one,
          other,
          oneEntries: oneEntries.map(compile),
          otherEntries: otherEntries.map(compile),
          oneConflicts: oneEntries.map((entry) => names(entry, other)),
          otherConflicts: otherEntries.map((entry) => names(entry, one)),
          oneExcluded: excluded(alternative, one),
          otherExcluded: excluded(alternative, other),
          order: pair.column,
        });
      }
    }
  }
  return { conflicts, pairs: [...pairs.values()], excludedColumn };
}
