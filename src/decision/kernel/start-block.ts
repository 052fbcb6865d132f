import { bitsAt, bothAt, f64At, i32At, orBits, setBits, setF64, setI32, setPair } from './access';
import {
  quantityClusters,
  quantityLanguages,
  quantityNodes,
  quantityNodesGiven,
  quantityOwnWorkFactor,
  quantityPods,
  quantityRequestRate,
  quantityServices,
} from './batch';
import {
  blockAdded,
  blockCells,
  blockEffort,
  blockEffortCells,
  blockFlags,
  blockMultipliers,
  blockNeeds,
  blockOverNice,
  blockOverShould,
  blockOwnWork,
  blockPresent,
  blockShortfall,
  blockSquare,
  blockWanted,
} from './block';
import { effortCellOf, effortMultipliers, effortOverNice, effortOverShould, effortOverWords, makeRoom, overheadCellOf } from './cells';
import { columnBits, inside } from './columns';
import { blockSize, blockWords, flagCount, multiplierCount } from './sizes';
import {
  bringAlternative,
  bringComponentFrom,
  bringComponents,
  bringCount,
  bringEntryFrom,
  bringMust,
  bringWhen,
  settingScoreRuledOut,
  tableAlternatives,
  tableComponents,
  tableFailures,
} from './tables';
import { transpose } from './transpose';

/** Empty sums; the profile's cells of each scenario, multipliers of work, and which wishes are too much. */
export function startBlock(first: i32, count: i32): void {
  makeRoom();
  const rows = ((tableAlternatives * blockSize) as usize) << 3;
  memory.fill(blockShortfall, 0, rows);
  memory.fill(blockEffort, 0, rows << 1);
  const marks = ((tableAlternatives * tableComponents * blockWords) as usize) << 2;
  memory.fill(blockAdded, 0, marks);
  memory.fill(blockPresent, 0, marks);
  memory.fill(blockFlags, 0, ((tableAlternatives * flagCount * blockWords) as usize) << 2);
  memory.fill(blockNeeds, 0, (blockSize as usize) << 3);
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const services = f64At(quantityServices, n);
    const clusters = f64At(quantityClusters, n);
    const effort = effortCellOf(services, clusters, f64At(quantityLanguages, n), f64At(quantityOwnWorkFactor, n));
    setI32(blockEffortCells, i, effort);
    const multipliers = effort * multiplierCount;
    for (let which = 0; which < multiplierCount - 1; which += 1)
      setF64(blockMultipliers, which * blockSize + i, f64At(effortMultipliers, multipliers + which));
    setPair(blockOwnWork, i, bothAt(effortMultipliers, multipliers + multiplierCount - 1));
    const given = f64At(quantityNodesGiven, n);
    const nodes = isNaN(given) ? max<f64>(f64At(quantityNodes, n), clusters * 3) : given;
    setI32(blockCells, i, overheadCellOf(services, f64At(quantityPods, n), nodes, clusters, f64At(quantityRequestRate, n)));
  }
  findTooCostly(count);
}

/** Which components and weighed entries are too much for a wish, as bits per scenario: the cells' bits, transposed. */
function findTooCostly(count: i32): void {
  for (let word = 0; word < effortOverWords; word += 1) {
    transposeOver(effortOverNice, blockOverNice, word, count);
    transposeOver(effortOverShould, blockOverShould, word, count);
  }
}

function transposeOver(from: usize, into: usize, word: i32, count: i32): void {
  for (let k = 0; k < blockWords; k += 1) {
    for (let bit = 0; bit < 32; bit += 1) {
      const i = k * 32 + bit;
      setI32(blockSquare, bit, i < count ? i32At(from, i32At(blockEffortCells, i) * effortOverWords + word) : 0);
    }
    transpose(blockSquare, into + (((word * 32 * blockWords + k) as usize) << 2), (blockWords as usize) << 2);
  }
}

/** Which alternatives are valued in which scenarios: all, or those that fail no must. */
export function findWanted(word: i32): void {
  const all = inside(word);
  for (let alternative = 0; alternative < tableAlternatives; alternative += 1)
    setBits(blockWanted, alternative, settingScoreRuledOut ? all : v128.andnot(all, columnBits(tableFailures + alternative, word)));
}

/** Components that a must brings: wishes get them for nothing. */
export function markMusts(word: i32): void {
  for (let cell = 0; cell < bringCount; cell += 1) {
    const alternative = i32At(bringAlternative, cell);
    let open = v128.and(columnBits(i32At(bringMust, cell), word), bitsAt(blockWanted, alternative));
    const to = i32At(bringEntryFrom, cell + 1);
    for (let entry = i32At(bringEntryFrom, cell); entry < to && v128.any_true(open); entry += 1) {
      const when = i32At(bringWhen, entry);
      const taken = when < 0 ? open : v128.and(open, columnBits(when, word));
      open = v128.andnot(open, taken);
      const last = i32At(bringComponentFrom, entry + 1);
      for (let at = i32At(bringComponentFrom, entry); at < last; at += 1)
        orBits(blockPresent, alternative * tableComponents + i32At(bringComponents, at), taken);
    }
  }
}
