import { bitsAt, bothAt, f64At, halfOf, i32At, pair, pairsOf, rangeAt, setF64, setTwo, setU8, u8At } from './access';
import { quantityAcceptedUpgrades } from './batch';
import {
  blockAccepted,
  blockAcceptedCode,
  blockLongevity,
  blockUpgradeHalf,
  blockUpgradeLikely,
  blockUpgradeSkew,
  blockWanted,
} from './block';
import { valueOn } from './curves';
import { positionsOf, twoPositionsAt } from './positions';
import { curveUpgrades } from './sizes';
import {
  alternativeLongevityConstant,
  alternativeLongevityWeight,
  alternativePartFrom,
  alternativeUpgradesPosition,
  alternativeUpgradesWeight,
  alternativeUpgradesWindow,
  partHalf,
  partLikely,
  partPosition,
  partSkew,
} from './tables';

/** How many different accepted upgrades there are in the block at hand. */
let distinct: i32 = 0;

/** Accepted upgrades take a few values; longevity is tabulated by them. */
export function encodeAcceptedUpgrades(first: i32, count: i32): void {
  distinct = 0;
  for (let i = 0; i < count; i += 1) {
    const value = f64At(quantityAcceptedUpgrades, first + i);
    let code = 0;
    while (code < distinct && f64At(blockAccepted, code) !== value) code += 1;
    if (code === distinct) {
      setF64(blockAccepted, distinct, value);
      distinct += 1;
    }
    setU8(blockAcceptedCode, i, code);
  }
}

/** Governance, licence, release practice and forced upgrades as in `longevityOf`, each at its drawn position. */
export function valueLongevity(alternative: i32, first: i32): void {
  const total = f64At(alternativeLongevityWeight, alternative);
  const weight = f64At(alternativeUpgradesWeight, alternative);
  const constant = f64At(alternativeLongevityConstant, alternative);
  for (let code = 0; code < distinct; code += 1) {
    const allowed = f64At(blockAccepted, code);
    const worst = valueOn(curveUpgrades, excess(f64At(alternativeUpgradesWindow, alternative * 3), allowed));
    const likely = valueOn(curveUpgrades, excess(f64At(alternativeUpgradesWindow, alternative * 3 + 1), allowed));
    const best = valueOn(curveUpgrades, excess(f64At(alternativeUpgradesWindow, alternative * 3 + 2), allowed));
    setF64(blockUpgradeLikely, code, constant / total + (weight * likely) / total);
    setF64(blockUpgradeHalf, code, (weight * (best - worst)) / 2 / total);
    setF64(blockUpgradeSkew, code, (weight * ((best + worst) / 2 - likely)) / total);
  }
  const positions = positionsOf(i32At(alternativeUpgradesPosition, alternative), first);
  const from = i32At(alternativePartFrom, alternative);
  const to = i32At(alternativePartFrom, alternative + 1);
  const wanted = bitsAt(blockWanted, alternative);
  for (let half = 0; half < 2; half += 1) {
    for (let rest = pairsOf(halfOf(wanted, half)); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const one = u8At(blockAcceptedCode, i);
      const other = u8At(blockAcceptedCode, i + 1);
      let value = rangeAt(
        pair(f64At(blockUpgradeLikely, one), f64At(blockUpgradeLikely, other)),
        pair(f64At(blockUpgradeHalf, one), f64At(blockUpgradeHalf, other)),
        pair(f64At(blockUpgradeSkew, one), f64At(blockUpgradeSkew, other)),
        twoPositionsAt(positions, i),
      );
      for (let part = from; part < to; part += 1) {
        const drawn = twoPositionsAt(positionsOf(i32At(partPosition, part), first), i);
        value = f64x2.add(value, rangeAt(bothAt(partLikely, part), bothAt(partHalf, part), bothAt(partSkew, part), drawn));
      }
      setTwo(blockLongevity, i, value);
    }
  }
}

function excess(months: f64, accepted: f64): f64 {
  return months <= 0 ? 0 : max<f64>(0, 12 / months - accepted);
}
