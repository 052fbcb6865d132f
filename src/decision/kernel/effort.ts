import { addF64, addPair, bitsAt, f64At, halfOf, i32At, pair, pairAt, pairRowOf, rowOf, setPair } from './access';
import { blockAdded, blockComponentEffort, blockEffort, blockExperience, blockMultipliers, blockWanted } from './block';
import { columnBits } from './columns';
import { positionAt, positionsOf } from './positions';
import { blockSize } from './sizes';
import {
  alternativeBaseFrom,
  alternativeKnown,
  alternativeLeaving,
  alternativeLeavingFrom,
  alternativeRunning,
  alternativeSiblingFrom,
  alternativeSiblings,
  baseFrom,
  basePosition,
  baseTo,
  componentFrom,
  componentPosition,
  componentTo,
  knownAdopt,
  knownRun,
  migrationPerService,
  runningAdopt,
  siblingAdopt,
  tableAlternatives,
  tableComponents,
  tableMigration,
} from './tables';
import { addWork } from './work';

/** Drawn days of the components that some alternative relies on beyond its own, where it does. */
export function costRelied(first: i32): void {
  for (let component = 0; component < tableComponents; component += 1) {
    let relied = i32x4.splat(0);
    for (let alternative = 0; alternative < tableAlternatives; alternative += 1)
      relied = v128.or(relied, bitsAt(blockAdded, alternative * tableComponents + component));
    if (!v128.any_true(relied)) continue;
    const position = i32At(componentPosition, component);
    const effort = pairRowOf(blockComponentEffort, component);
    addWork(i32At(componentFrom, component), i32At(componentTo, component), position, first, relied, effort, 0, true);
  }
}

/** The alternative's own work, lowered by experience; components relied on; migration from what runs today. */
export function completeEffort(alternative: i32, word: i32, first: i32): void {
  findExperience(alternative, word, first);
  const effort = pairRowOf(blockEffort, alternative);
  const wanted = bitsAt(blockWanted, alternative);
  const to = i32At(alternativeBaseFrom, alternative + 1);
  for (let base = i32At(alternativeBaseFrom, alternative); base < to; base += 1)
    addWork(i32At(baseFrom, base), i32At(baseTo, base), i32At(basePosition, base), first, wanted, effort, blockExperience, false);
  for (let component = 0; component < tableComponents; component += 1) {
    const added = bitsAt(blockAdded, alternative * tableComponents + component);
    if (!v128.any_true(added)) continue;
    const more = pairRowOf(blockComponentEffort, component);
    for (let half = 0; half < 2; half += 1) {
      for (let rest = halfOf(added, half); rest !== 0; rest &= rest - 1) {
        const i = half * 64 + (ctz(rest) as i32);
        addPair(effort, i, pairAt(more, i));
      }
    }
  }
}

/** All factors at hand are 1. */
let withoutExperience: bool = false;

/** Factors on the alternative's own work where the team knows or runs it; the migration where something else runs. */
function findExperience(alternative: i32, word: i32, first: i32): void {
  const wanted = bitsAt(blockWanted, alternative);
  if (!v128.any_true(wanted)) return;
  const known = columnBits(i32At(alternativeKnown, alternative), word);
  const running = columnBits(i32At(alternativeRunning, alternative), word);
  let sibling = i32x4.splat(0);
  const siblingTo = i32At(alternativeSiblingFrom, alternative + 1);
  for (let one = i32At(alternativeSiblingFrom, alternative); one < siblingTo; one += 1)
    sibling = v128.or(sibling, columnBits(i32At(alternativeSiblings, one), word));
  let leaving = i32x4.splat(0);
  const leavingTo = i32At(alternativeLeavingFrom, alternative + 1);
  for (let one = i32At(alternativeLeavingFrom, alternative); one < leavingTo; one += 1)
    leaving = v128.or(leaving, columnBits(i32At(alternativeLeaving, one), word));
  const experienced = v128.and(v128.or(v128.or(known, running), sibling), wanted);
  if (!withoutExperience) for (let i = 0; i < blockSize; i += 1) setPair(blockExperience, i, f64x2.splat(1));
  withoutExperience = !v128.any_true(experienced);
  const migrating = v128.and(v128.andnot(leaving, running), wanted);
  const migration = positionsOf(tableMigration, first);
  const services = rowOf(blockMultipliers, 3);
  const effort = pairRowOf(blockEffort, alternative);
  for (let half = 0; half < 2; half += 1) {
    const runs = halfOf(running, half);
    const isSibling = halfOf(sibling, half);
    const knows = halfOf(known, half);
    for (let rest = halfOf(experienced, half); rest !== 0; rest &= rest - 1) {
      const low = rest & (0 - rest);
      const i = half * 64 + (ctz(rest) as i32);
      const adopt = (runs & low) !== 0 ? runningAdopt : (isSibling & low) !== 0 ? siblingAdopt : knownAdopt;
      setPair(blockExperience, i, pair(adopt, (knows & low) !== 0 ? knownRun : 1));
    }
    for (let rest = halfOf(migrating, half); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const p = positionAt(migration, i);
      // from half to twice the likely days: half-width 0.75, skew 0.25
      addF64(effort, i * 2, migrationPerService * f64At(services, i) * (1 + 0.75 * p + 0.25 * abs<f64>(p)));
    }
  }
}
