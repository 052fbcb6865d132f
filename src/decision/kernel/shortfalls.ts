import { addF64, bitsAt, entryAt, entryBytes, f64At, halfOf, i16At, i32At, orBits, pairRowOf, rowOf } from './access';
import {
  blockAdded,
  blockEffort,
  blockEffortCells,
  blockFlags,
  blockOverNice,
  blockOverShould,
  blockOwnWork,
  blockPresent,
  blockShortfall,
  blockWanted,
} from './block';
import { effortDays, effortMultipliers } from './cells';
import { columnBits } from './columns';
import { sourcePositionsOf } from './positions';
import {
  entryAddedFrom,
  entryAddedTo,
  entryFlags,
  entryOver,
  entrySource,
  entryTraits,
  entryWhen,
  entryWorkFrom,
  entryWorkPosition,
  entryWorkTo,
  flagCount,
  multiplierCount,
  traitCosts,
  traitOwnWork,
  traitWhole,
} from './sizes';
import {
  capabilityCellFrom,
  capabilityNice,
  capabilityPlainFrom,
  cellAlternative,
  cellEntryFrom,
  cellExcluded,
  entryComponents,
  entryTable,
  niceWorthDays,
  plainAlternative,
  plainSource,
  shouldWorthDays,
  sourceDeficit,
  sourceHalf,
  sourceSkew,
  tableComponents,
  tableUnstated,
  termDays,
  termPer,
} from './tables';
import { addWork } from './work';

/** Adds weight × (1 − value) of one need for every alternative, and the work that it is relied on for. `shares`: its weights. */
export function addShortfalls(capability: i32, shares: usize, word: i32, first: i32): void {
  const column = i32At(capabilityNice, capability);
  const nice = columnBits(column, word);
  if (!v128.any_true(nice)) return;
  const plainTo = i32At(capabilityPlainFrom, capability + 1);
  for (let pair = i32At(capabilityPlainFrom, capability); pair < plainTo; pair += 1) {
    const alternative = i32At(plainAlternative, pair);
    const which = v128.and(nice, bitsAt(blockWanted, alternative));
    if (v128.any_true(which)) addValue(alternative, i32At(plainSource, pair), which, shares, first);
  }
  const cellTo = i32At(capabilityCellFrom, capability + 1);
  for (let cell = i32At(capabilityCellFrom, capability); cell < cellTo; cell += 1) {
    const alternative = i32At(cellAlternative, cell);
    let open = v128.and(nice, bitsAt(blockWanted, alternative));
    if (!v128.any_true(open)) continue;
    const excluded = i32At(cellExcluded, cell);
    if (excluded >= 0) {
      const out = v128.and(open, columnBits(excluded, word));
      open = v128.andnot(open, out);
      addNothing(alternative, out, shares);
    }
    const to = entryAt(entryTable, i32At(cellEntryFrom, cell + 1));
    for (let entry = entryAt(entryTable, i32At(cellEntryFrom, cell)); entry < to && v128.any_true(open); entry += entryBytes()) {
      const when = load<i32>(entry, entryWhen);
      const taken = when < 0 ? open : v128.and(open, columnBits(when, word));
      if (!v128.any_true(taken)) continue;
      open = v128.andnot(open, taken);
      const traits = load<i32>(entry, entryTraits);
      if ((traits & traitCosts) !== 0) addCostly(entry, traits, alternative, taken, column, shares, word, first);
      else if ((traits & traitWhole) === 0) addValue(alternative, load<i32>(entry, entrySource), taken, shares, first);
    }
    if (v128.any_true(open)) addValue(alternative, tableUnstated, open, shares, first);
  }
}

function addValue(alternative: i32, source: i32, which: v128, shares: usize, first: i32): void {
  const shortfall = rowOf(blockShortfall, alternative);
  const positions = sourcePositionsOf(source, first);
  const likely = f64At(sourceDeficit, source);
  const steep = f64At(sourceHalf, source);
  const skew = f64At(sourceSkew, source);
  for (let half = 0; half < 2; half += 1) {
    for (let rest = halfOf(which, half); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const p = i16At(positions, i) as f64;
      addF64(shortfall, i, f64At(shares, i) * (likely + p * steep + abs<f64>(p) * skew));
    }
  }
}

/** The same for what gives nothing. */
function addNothing(alternative: i32, which: v128, shares: usize): void {
  const shortfall = rowOf(blockShortfall, alternative);
  for (let half = 0; half < 2; half += 1) {
    for (let rest = halfOf(which, half); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      addF64(shortfall, i, f64At(shares, i));
    }
  }
}

/** A statement that costs work: left undone for a wish that is not worth it, else its value and its work count. */
function addCostly(entry: usize, traits: i32, alternative: i32, taken: v128, column: i32, shares: usize, word: i32, first: i32): void {
  const from = load<i32>(entry, entryAddedFrom);
  const to = load<i32>(entry, entryAddedTo);
  const base = alternative * tableComponents;
  const over = load<i32>(entry, entryOver);
  let done = taken;
  if (over >= 0) {
    const should = columnBits(column + 1, word);
    const tooMuch = v128.bitselect(bitsAt(blockOverShould, over), bitsAt(blockOverNice, over), should);
    let undone = v128.and(v128.andnot(taken, columnBits(column + 2, word)), tooMuch);
    if (v128.any_true(undone)) {
      let brought = i32x4.splat(0);
      for (let at = from; at < to; at += 1) brought = v128.or(brought, bitsAt(blockPresent, base + i32At(entryComponents, at)));
      brought = v128.and(brought, undone);
      undone = v128.andnot(undone, brought);
      if (over >= tableComponents && v128.any_true(brought)) undone = v128.or(undone, notWorthIt(entry, traits, base, brought, should));
      addNothing(alternative, undone, shares);
      done = v128.andnot(taken, undone);
      if (!v128.any_true(done)) return;
    }
  }
  if ((traits & traitWhole) === 0) addValue(alternative, load<i32>(entry, entrySource), done, shares, first);
  const workFrom = load<i32>(entry, entryWorkFrom);
  const workTo = load<i32>(entry, entryWorkTo);
  const factors = (traits & traitOwnWork) !== 0 ? blockOwnWork : 0;
  addWork(workFrom, workTo, load<i32>(entry, entryWorkPosition), first, done, pairRowOf(blockEffort, alternative), factors, false);
  for (let at = from; at < to; at += 1) orBits(blockAdded, base + i32At(entryComponents, at), done);
  for (let flags = load<i32>(entry, entryFlags); flags !== 0; flags &= flags - 1)
    orBits(blockFlags, alternative * flagCount + ctz(flags), done);
}

/** Wishes whose own work and missing components cost more likely days than a wish is worth. Sums in the order of `ownDays`. */
function notWorthIt(entry: usize, traits: i32, base: i32, wishes: v128, should: v128): v128 {
  const from = load<i32>(entry, entryAddedFrom);
  const to = load<i32>(entry, entryAddedTo);
  const workFrom = load<i32>(entry, entryWorkFrom);
  const workTo = load<i32>(entry, entryWorkTo);
  let first: u64 = 0;
  let second: u64 = 0;
  for (let half = 0; half < 2; half += 1) {
    let undone: u64 = 0;
    for (let rest = halfOf(wishes, half); rest !== 0; rest &= rest - 1) {
      const low = rest & (0 - rest);
      const cell = i32At(blockEffortCells, half * 64 + (ctz(rest) as i32));
      let others: f64 = 0;
      for (let at = from; at < to; at += 1) {
        const component = i32At(entryComponents, at);
        if ((halfOf(bitsAt(blockPresent, base + component), half) & low) === 0)
          others += f64At(effortDays, cell * tableComponents + component);
      }
      let own: f64 = 0;
      for (let term = workFrom; term < workTo; term += 1)
        own += f64At(termDays, term * 2) * f64At(effortMultipliers, cell * multiplierCount + i32At(termPer, term));
      if ((traits & traitOwnWork) !== 0) own *= f64At(effortMultipliers, cell * multiplierCount + 4);
      if (own + others > ((halfOf(should, half) & low) !== 0 ? shouldWorthDays : niceWorthDays)) undone |= low;
    }
    if (half === 0) first = undone;
    else second = undone;
  }
  return i64x2.replace_lane(i64x2.splat(first as i64), 1, second as i64);
}
