import { addF64, f64At, halfOf, i32At, pair, rowOf, setBits, setF64, setPair } from './access';
import { quantityLatencyBudget, quantityPlatformEngineers, quantityPods } from './batch';
import {
  blockActive,
  blockBurdens,
  blockFacets,
  blockLevels,
  blockNeeds,
  blockPerBudget,
  blockPerFleet,
  blockPerFleetCore,
  blockPerTeam,
  blockShares,
  blockTotals,
} from './block';
import { columnBits } from './columns';
import { factorAt, factorsOf } from './positions';
import { blockSize, burdenCount, importanceLevels } from './sizes';
import {
  capabilityNice,
  facetMembers,
  importanceWeights,
  levelWeights,
  scaleMonth,
  scalePodCores,
  scalePodMonth,
  scaleProject,
  settingFixed,
  settingOverrides,
  tableFacets,
  tableImportance,
  unspokenWeights,
} from './tables';

/** Ω of a facet with one member: its level's weight, or what the user set, times the drawn factor. */
export function weighSingle(facet: i32, capability: i32, word: i32, first: i32): void {
  const nice = columnBits(i32At(capabilityNice, capability), word);
  setBits(blockActive, facet, nice);
  if (v128.any_true(nice)) weighAlone(facet, capability, nice, rowOf(blockFacets, facet), word, first);
}

/** Ω of a facet in scenarios in which one member alone counts; its share, which is all of it, goes to `shares`. */
function weighAlone(facet: i32, capability: i32, where: v128, shares: usize, word: i32, first: i32): void {
  const column = i32At(capabilityNice, capability);
  const should = columnBits(column + 1, word);
  const must = columnBits(column + 2, word);
  const given = f64At(settingOverrides, facet);
  const held = settingFixed === 0 ? -1 : f64At(settingFixed, facet);
  const factors = factorsOf(facet, first);
  const facets = rowOf(blockFacets, facet);
  const needs = blockNeeds;
  for (let level = 0; level < 3; level += 1) {
    const which = v128.and(where, level === 0 ? v128.not(should) : level === 1 ? v128.andnot(should, must) : must);
    const omega = given >= 0 ? given : f64At(levelWeights, level + 1);
    for (let half = 0; half < 2; half += 1) {
      for (let rest = halfOf(which, half); rest !== 0; rest &= rest - 1) {
        const i = half * 64 + (ctz(rest) as i32);
        const weight = held >= 0 ? held : omega * factorAt(factors, i);
        addF64(needs, i, weight);
        setF64(facets, i, weight);
        setF64(shares, i, weight);
      }
    }
  }
}

/** Ω of a facet with several members, their greatest, and the share of each. */
export function weighFacet(facet: i32, from: i32, to: i32, word: i32, first: i32): void {
  let any = i32x4.splat(0);
  let several = i32x4.splat(0);
  for (let member = from; member < to; member += 1) {
    const nice = columnBits(i32At(capabilityNice, i32At(facetMembers, member)), word);
    several = v128.or(several, v128.and(any, nice));
    any = v128.or(any, nice);
  }
  setBits(blockActive, facet, any);
  if (!v128.any_true(any)) return;
  for (let member = from; member < to; member += 1) {
    const capability = i32At(facetMembers, member);
    const alone = v128.andnot(columnBits(i32At(capabilityNice, capability), word), several);
    weighAlone(facet, capability, alone, rowOf(blockShares, member - from), word, first);
  }
  if (v128.any_true(several)) weighTogether(facet, from, to, several, word, first);
}

function weighTogether(facet: i32, from: i32, to: i32, where: v128, word: i32, first: i32): void {
  const given = f64At(settingOverrides, facet);
  const held = settingFixed === 0 ? -1 : f64At(settingFixed, facet);
  const factors = factorsOf(facet, first);
  const facets = rowOf(blockFacets, facet);
  for (let half = 0; half < 2; half += 1) {
    for (let member = from; member < to; member += 1) {
      const column = i32At(capabilityNice, i32At(facetMembers, member));
      for (let level = 0; level < 3; level += 1) setLevel(member - from, level, halfOf(columnBits(column + level, word), half));
    }
    for (let rest = halfOf(where, half); rest !== 0; rest &= rest - 1) {
      const bit = ctz(rest);
      const i = half * 64 + (bit as i32);
      let sum: f64 = 0;
      let most: f64 = 0;
      for (let member = 0; member < to - from; member += 1) {
        const level = ((levelOf(member, 0) >>> bit) & 1) + ((levelOf(member, 1) >>> bit) & 1) + ((levelOf(member, 2) >>> bit) & 1);
        const weight = f64At(levelWeights, level as i32);
        setF64(blockShares, member * blockSize + i, weight);
        sum += weight;
        most = max<f64>(most, weight);
      }
      if (given >= 0) most = given;
      most = held >= 0 ? held : most * factorAt(factors, i);
      addF64(blockNeeds, i, most);
      setF64(facets, i, most);
      for (let member = 0; member < to - from; member += 1) {
        const at = member * blockSize + i;
        setF64(blockShares, at, (most * f64At(blockShares, at)) / sum);
      }
    }
  }
}

/** Half of the bits of one level of a member of the facet at hand. */
function levelOf(member: i32, level: i32): u64 {
  return load<u64>(blockLevels + (((member * 3 + level) as usize) << 3));
}

function setLevel(member: i32, level: i32, bits: u64): void {
  store<u64>(blockLevels + (((member * 3 + level) as usize) << 3), bits);
}

/** W_b of the block and the sum of all weights; what days, dollars, cores and milliseconds are measured against. */
export function weighBurdens(word: i32, first: i32, count: i32): void {
  memory.copy(blockTotals, blockNeeds, (blockSize as usize) << 3);
  scaleBurdens(first, count);
  for (let burden = 0; burden < burdenCount; burden += 1) {
    const row = tableFacets + burden;
    const given = f64At(settingOverrides, row);
    const held = settingFixed === 0 ? -1 : f64At(settingFixed, row);
    const column = tableImportance + burden * importanceLevels;
    const stated = columnBits(column, word);
    const normal = columnBits(column + 1, word);
    const important = columnBits(column + 2, word);
    const decisive = columnBits(column + 3, word);
    const unspoken = f64At(unspokenWeights, burden);
    const factors = factorsOf(row, first);
    for (let half = 0; half < 2; half += 1) {
      const isStated = halfOf(stated, half);
      const isNormal = halfOf(normal, half);
      const isImportant = halfOf(important, half);
      const isDecisive = halfOf(decisive, half);
      const to = min(count - half * 64, 64);
      for (let bit = 0; bit < to; bit += 1) {
        const i = half * 64 + bit;
        let weight = given;
        if (given < 0) {
          const level = ((isNormal >>> bit) & 1) + ((isImportant >>> bit) & 1) + ((isDecisive >>> bit) & 1);
          weight = ((isStated >>> bit) & 1) === 1 ? f64At(importanceWeights, level as i32) : unspoken;
        }
        if (weight > 0) weight = held >= 0 ? held : weight * factorAt(factors, i);
        setF64(blockBurdens, burden * blockSize + i, weight);
        addF64(blockTotals, i, weight);
      }
    }
  }
}

function scaleBurdens(first: i32, count: i32): void {
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const engineers = f64At(quantityPlatformEngineers, n);
    const pods = f64At(quantityPods, n);
    setPair(blockPerTeam, i, pair(1 / (engineers * scaleProject), 1 / (engineers * scaleMonth)));
    setF64(blockPerFleet, i, 1 / (pods * scalePodMonth));
    setF64(blockPerFleetCore, i, 1 / (pods * scalePodCores));
    setF64(blockPerBudget, i, 1 / f64At(quantityLatencyBudget, n));
  }
}
