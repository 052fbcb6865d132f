import { bitsAt, f64At, halfOf, i32At, rowOf, setF64 } from './access';
import { batchStride, batchValues } from './batch';
import { blockFacets, blockNeeds, blockShares, blockShortfall, blockTotals, blockWanted } from './block';
import { addBurdens } from './burdens';
import { completeEffort, costRelied } from './effort';
import { findFailures } from './gates';
import { encodeAcceptedUpgrades, valueLongevity } from './longevity';
import { addShortfalls } from './shortfalls';
import { blockSize } from './sizes';
import { countBlock } from './standings';
import { findWanted, markMusts, startBlock } from './start-block';
import { facetMemberFrom, facetMembers, tableAlternatives, tableFacets } from './tables';
import { weighBurdens, weighFacet, weighSingle } from './weights';

/**
 * Value of every alternative in the first scenarios of the batch (decision-model sections 3 and 4). Works on blocks of 128 scenarios. Needs are
 * visited bit by bit, so the work is proportional to what is needed; what an alternative meets in full costs nothing (only shortfalls are
 * added up); which components are relied on is bits, 128 scenarios at once.
 * @param scenarios how many
 * @param counting whether to count standings as well
 */
export function evaluate(scenarios: i32, counting: bool): void {
  for (let first = 0; first < scenarios; first += blockSize) {
    const word = first >>> 5;
    const count = min(blockSize, scenarios - first);
    startBlock(first, count);
    findFailures(word);
    findWanted(word);
    markMusts(word);
    for (let facet = 0; facet < tableFacets; facet += 1) {
      const from = i32At(facetMemberFrom, facet);
      const to = i32At(facetMemberFrom, facet + 1);
      if (to - from === 1) {
        const capability = i32At(facetMembers, from);
        weighSingle(facet, capability, word, first);
        addShortfalls(capability, rowOf(blockFacets, facet), word, first);
      } else {
        weighFacet(facet, from, to, word, first);
        for (let member = from; member < to; member += 1)
          addShortfalls(i32At(facetMembers, member), rowOf(blockShares, member - from), word, first);
      }
    }
    weighBurdens(word, first, count);
    costRelied(first);
    encodeAcceptedUpgrades(first, count);
    for (let alternative = 0; alternative < tableAlternatives; alternative += 1) {
      completeEffort(alternative, word, first);
      valueLongevity(alternative, first);
      addBurdens(alternative, word, first);
      writeValues(alternative, first);
    }
    if (counting) countBlock(first, count);
  }
}

function writeValues(alternative: i32, first: i32): void {
  const wanted = bitsAt(blockWanted, alternative);
  const shortfall = rowOf(blockShortfall, alternative);
  for (let half = 0; half < 2; half += 1) {
    for (let rest = halfOf(wanted, half); rest !== 0; rest &= rest - 1) {
      const i = half * 64 + (ctz(rest) as i32);
      const total = f64At(blockTotals, i);
      const value = total > 0 ? (f64At(blockNeeds, i) - f64At(shortfall, i)) / total : 0;
      setF64(batchValues, (first + i) * batchStride + alternative, value);
    }
  }
}
