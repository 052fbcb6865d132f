import type { Decision } from '../decide.js';
import { type FactFlip, factFlipsOf } from '../fact-flips.js';
import { type Flip, singleChanges } from '../flips.js';
import type { Answers } from '../situation.js';
import type { Prepared } from './prepared.js';
import { type PairFlip, pairFlips, singleFlips } from './single-flips.js';
import { type NearestWeights, nearestWeights, type WeightInterval, weightIntervals } from './weight-intervals.js';

/** What would change the decision (decision-model section 6): answers, weights and facts, each kind apart. */
export interface Sensitivity {
  /** single changes of one answer that put another alternative first, nearest first */
  readonly flips: readonly Flip[];
  /** how many single changes were tried for them */
  readonly changesTried: number;
  /** pairs of changes that put another candidate first while neither does alone, nearest first */
  readonly pairFlips: readonly PairFlip[];
  /** facts whose next level would put another candidate first */
  readonly factFlips: readonly FactFlip[];
  /** for each weight that counts, the interval in which the first alternative stays first */
  readonly weightIntervals: readonly WeightInterval[];
  /** the smallest change of all weights together that ties another candidate with the winner; undefined when none can */
  readonly nearestWeights: NearestWeights | undefined;
}

/** Everything that is asked about a decision after it is made. Pure; the decision is that of the same knowledge, answers and overrides. */
export function sensitivityOf(
  prepared: Prepared,
  answers: Answers,
  decision: Decision,
  overrides: Readonly<Record<string, number>>,
): Sensitivity {
  const { knowledge } = prepared.model;
  return {
    flips: singleFlips(prepared, answers, decision, overrides),
    changesTried: singleChanges(knowledge, answers, decision).length,
    pairFlips: pairFlips(prepared, answers, decision, overrides),
    factFlips: factFlipsOf(knowledge, answers, decision, overrides),
    weightIntervals: weightIntervals(decision),
    nearestWeights: nearestWeights(decision),
  };
}
