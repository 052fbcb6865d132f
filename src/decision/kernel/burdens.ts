import { bitsAt, bothAt, f64At, halfOf, i32At, pairAt, pairRowOf, pairsOf, rowOf, setF64, setTwo, twoAt, u8At } from './access';
import { quantityCallDepth, quantityClusters } from './batch';
import {
  blockAdopt,
  blockBill,
  blockBurdens,
  blockCells,
  blockCores,
  blockEffort,
  blockFlags,
  blockLatency,
  blockLongevity,
  blockPerBudget,
  blockPerFleet,
  blockPerFleetCore,
  blockPerTeam,
  blockRun,
  blockShortfall,
  blockWanted,
} from './block';
import { overheadFilled, overheadFirstRow, overheadRows, overheadRowsPerCell } from './cells';
import { columnBits } from './columns';
import { fillOverhead } from './host';
import { positionAt, positionsOf } from './positions';
import {
  burdenAdopt,
  burdenCash,
  burdenFootprint,
  burdenLatency,
  burdenLongevity,
  burdenRun,
  curveAdopt,
  curveCash,
  curveFootprint,
  curveLatency,
  curveRun,
  flagCount,
  latencyFigures,
  overheadFigures,
  vendorBuildFlag,
} from './sizes';
import {
  alternativeFlagMask,
  alternativeLatencyFrom,
  alternativeLicence,
  alternativeLicenceCosts,
  alternativeLicencePosition,
  alternativeMayFlag,
  alternativeVendorLicence,
  curveEnd,
  curveKnotFrom,
  curveKnots,
  curveSlope,
  curveStart,
  latencies,
  tableNodeEncryption,
  tableTestBed,
} from './tables';

/** Adds weight × (1 − value) of every burden; the weights themselves are in the total of weights already. */
export function addBurdens(alternative: i32, word: i32, first: i32): void {
  const wanted = bitsAt(blockWanted, alternative);
  if (!v128.any_true(wanted)) return;
  measureOverhead(alternative, wanted, word, first);
  const shortfall = rowOf(blockShortfall, alternative);
  shareEffort(alternative, wanted);
  gainOn(curveAdopt, burdenAdopt, wanted, blockAdopt, shortfall);
  gainOn(curveRun, burdenRun, wanted, blockRun, shortfall);
  gainOn(curveCash, burdenCash, wanted, blockBill, shortfall);
  gainOn(curveLatency, burdenLatency, wanted, blockLatency, shortfall);
  gainOn(curveFootprint, burdenFootprint, wanted, blockCores, shortfall);
  const longevity = rowOf(blockBurdens, burdenLongevity);
  const values = blockLongevity;
  for (let half = 0; half < 2; half += 1) {
    for (let rest = pairsOf(halfOf(wanted, half)); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      setTwo(shortfall, i, f64x2.sub(twoAt(shortfall, i), f64x2.mul(twoAt(longevity, i), twoAt(values, i))));
    }
  }
}

/** Days as shares of the team. */
function shareEffort(alternative: i32, wanted: v128): void {
  const effort = pairRowOf(blockEffort, alternative);
  const per = blockPerTeam;
  const adopt = blockAdopt;
  const run = blockRun;
  for (let half = 0; half < 2; half += 1) {
    for (let rest = pairsOf(halfOf(wanted, half)); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const one = f64x2.mul(pairAt(effort, i), pairAt(per, i));
      const other = f64x2.mul(pairAt(effort, i + 1), pairAt(per, i + 1));
      setTwo(adopt, i, v128.shuffle<f64>(one, other, 0, 2));
      setTwo(run, i, v128.shuffle<f64>(one, other, 1, 3));
    }
  }
}

/** Takes weight × value of one burden off the shortfall, where the burden counts. `valueOn` for two scenarios at a time. */
function gainOn(curve: i32, burden: i32, wanted: v128, quantities: usize, shortfall: usize): void {
  const weights = rowOf(blockBurdens, burden);
  const start = bothAt(curveStart, curve);
  const slope = bothAt(curveSlope, curve);
  const end = bothAt(curveEnd, curve);
  const from = curveKnots + ((i32At(curveKnotFrom, curve) as usize) << 4);
  const to = curveKnots + ((i32At(curveKnotFrom, curve + 1) as usize) << 4);
  for (let half = 0; half < 2; half += 1) {
    for (let rest = pairsOf(halfOf(wanted, half)); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const weight = twoAt(weights, i);
      if (!v128.any_true(weight)) continue;
      const q = f64x2.min(twoAt(quantities, i), end);
      let value = f64x2.add(start, f64x2.mul(slope, q));
      for (let knot = from; knot < to; knot += 16)
        value = f64x2.add(value, f64x2.mul(v128.load64_splat(knot, 8), f64x2.abs(f64x2.sub(q, v128.load64_splat(knot)))));
      setTwo(shortfall, i, f64x2.sub(twoAt(shortfall, i), f64x2.mul(weight, value)));
    }
  }
}

/** The bill, latency and reserved cores of one alternative, as shares of fleet and budget. */
function measureOverhead(alternative: i32, wanted: v128, word: i32, first: i32): void {
  const firstRow = i32At(overheadFirstRow, alternative);
  const rowsPerCell = overheadRowsPerCell;
  const filled = overheadFilled;
  const rows = overheadRows;
  const flagMask = i32At(alternativeFlagMask, alternative);
  const mayFlag = i32At(alternativeMayFlag, alternative) !== 0;
  const edges = latencies + ((i32At(alternativeLatencyFrom, alternative) as usize) << 3);
  const licenceCosts = i32At(alternativeLicenceCosts, alternative) !== 0;
  const fee = alternativeLicence + (((alternative * 3) as usize) << 3);
  const vendorFee = alternativeVendorLicence + (((alternative * 3) as usize) << 3);
  // encryption between nodes is a wish of the platform, the first of the flags
  const encryption = tableNodeEncryption < 0 ? i32x4.splat(0) : columnBits(tableNodeEncryption, word);
  const testBed = positionsOf(tableTestBed, first);
  const licence = positionsOf(i32At(alternativeLicencePosition, alternative), first);
  const clusters = quantityClusters + ((first as usize) << 3);
  const depths = quantityCallDepth + ((first as usize) << 3);
  const cells = blockCells;
  const bills = blockBill;
  const cores = blockCores;
  const added = blockLatency;
  const perFleet = blockPerFleet;
  const perFleetCore = blockPerFleetCore;
  const perBudget = blockPerBudget;
  const flagBits = blockFlags + (((alternative * flagCount) as usize) << 4);
  for (let half = 0; half < 2; half += 1) {
    const encrypted = halfOf(encryption, half);
    for (let rest = halfOf(wanted, half); rest !== 0; rest &= rest - 1) {
      const bit = ctz(rest);
      const i = half * 64 + (bit as i32);
      let flags = ((encrypted >>> bit) & 1) as i32;
      if (mayFlag)
        for (let flag = 0; flag < flagCount; flag += 1)
          flags |= (((load<u64>(flagBits + (((flag * 2 + half) as usize) << 3)) >>> bit) & 1) as i32) << flag;
      const cell = i32At(cells, i);
      const row = cell * rowsPerCell + firstRow + (flags & flagMask);
      if (u8At(filled, row) === 0) fillOverhead(cell, alternative, flags);
      const figures = rows + (((row * overheadFigures) as usize) << 3);
      const p = positionAt(testBed, i);
      let bill = threeAt(f64At(figures, 0), f64At(figures, 1), f64At(figures, 2), p);
      if (licenceCosts || (flags & vendorBuildFlag) !== 0) {
        const due = (flags & vendorBuildFlag) !== 0 ? vendorFee : fee;
        const f = positionAt(licence, i);
        bill += (f64At(due, 0) + f * f64At(due, 1) + abs<f64>(f) * f64At(due, 2)) * f64At(clusters, i);
      }
      setF64(bills, i, bill * f64At(perFleet, i));
      setF64(cores, i, f64At(figures, 3) * f64At(perFleetCore, i));
      const depth = max<f64>(1, f64At(depths, i));
      const edge = edges + ((((flags & flagMask) * latencyFigures) as usize) << 3);
      const least = (depth - 1) * f64At(edge, 0) + f64At(edge, 3);
      const likely = ((depth - 1) * f64At(edge, 1) + f64At(edge, 4) + depth * f64At(edge, 4)) / 2;
      setF64(added, i, threeAt(least, likely, depth * f64At(edge, 5), p) * f64At(perBudget, i));
    }
  }
}

/** The value of a range (low, likely, high) at a position. */
function threeAt(low: f64, likely: f64, high: f64, p: f64): f64 {
  return likely + (p * (high - low)) / 2 + abs<f64>(p) * ((high + low) / 2 - likely);
}
