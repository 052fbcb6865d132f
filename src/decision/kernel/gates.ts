import { entryAt, entryBytes, i32At, orBits } from './access';
import { batchBits, batchWords } from './batch';
import { columnBits } from './columns';
import { entryFails, entryWhen } from './sizes';
import {
  capabilityCellFrom,
  capabilityGateFrom,
  capabilityNice,
  cellAlternative,
  cellEntryFrom,
  cellExcluded,
  entryTable,
  gateAlternative,
  gateFails,
  tableAlternatives,
  tableCapabilities,
  tableFailures,
  tablePermissions,
} from './tables';

const never = -2;
const always = -1;

/** Which alternatives fail a must, to the columns of failures. Mirrors `supportOf`, the exclusions of `needValues`, and `gateOf`. */
export function findFailures(word: i32): void {
  for (let alternative = 0; alternative < tableAlternatives; alternative += 1) v128.store(failuresAt(alternative, word), i32x4.splat(0));
  for (let capability = 0; capability < tableCapabilities; capability += 1) {
    const must = columnBits(i32At(capabilityNice, capability) + 2, word);
    if (!v128.any_true(must)) continue;
    const gateTo = i32At(capabilityGateFrom, capability + 1);
    for (let gate = i32At(capabilityGateFrom, capability); gate < gateTo; gate += 1)
      orBits(failuresAt(i32At(gateAlternative, gate), word), 0, v128.and(must, refused(i32At(gateFails, gate), word)));
    const cellTo = i32At(capabilityCellFrom, capability + 1);
    for (let cell = i32At(capabilityCellFrom, capability); cell < cellTo; cell += 1) {
      const excluded = i32At(cellExcluded, cell);
      let failed = excluded < 0 ? i32x4.splat(0) : v128.and(must, columnBits(excluded, word));
      let open = v128.andnot(must, failed);
      const to = entryAt(entryTable, i32At(cellEntryFrom, cell + 1));
      for (let entry = entryAt(entryTable, i32At(cellEntryFrom, cell)); entry < to && v128.any_true(open); entry += entryBytes()) {
        const when = load<i32>(entry, entryWhen);
        const taken = when < 0 ? open : v128.and(open, columnBits(when, word));
        const fails = load<i32>(entry, entryFails);
        if (fails !== never) failed = v128.or(failed, v128.and(taken, refused(fails, word)));
        open = v128.andnot(open, taken);
      }
      orBits(failuresAt(i32At(cellAlternative, cell), word), 0, failed);
    }
  }
}

/** Scenarios in which something that needs a permission is refused. */
function refused(fails: i32, word: i32): v128 {
  if (fails === never) return i32x4.splat(0);
  if (fails === always) return i32x4.splat(-1);
  const stated = tablePermissions + fails * 2;
  return v128.andnot(columnBits(stated, word), columnBits(stated + 1, word));
}

function failuresAt(alternative: i32, word: i32): usize {
  return batchBits + ((((tableFailures + alternative) * batchWords + word) as usize) << 2);
}
