import { sameAnswer } from '../condition/answer-value.js';
import type { Knowledge } from '../decision/decide.js';
import type { Difference } from './differences.js';
import { errorsAmong, type Standpoint, withAnswer } from './effects.js';
import { candidateOf, leadOf, type Outcome, outcomeOf } from './outcome.js';

/** The answers that carry one person's recommendation over to another's. */
export interface DecisiveSet {
  readonly from: string;
  readonly to: string;
  /** keys of the differences that were exchanged, the one with the largest effect first; a small set, not proven to be the smallest */
  readonly keys: readonly string[];
  /** how many answers differ between the two */
  readonly of: number;
}

/**
 * Exchanges answers of `from` for those of `to`, those first that alone bring the recommendation of `to` nearest to being first, until it
 * is recommended. Leaves out at the end what was not needed after all.
 * @returns undefined when both recommend the same candidate
 */
export function decisiveSet(
  knowledge: Knowledge,
  from: Standpoint,
  to: Standpoint,
  differences: readonly Difference[],
): DecisiveSet | undefined {
  const wanted = candidateIn(to.outcome);
  if (candidateIn(from.outcome) === wanted) return undefined;
  const between = differences.map(({ key }) => key).filter((key) => !sameAnswer(from.flat[key], to.flat[key]));
  const exchanged = (keys: readonly string[]) => keys.reduce((flat, key) => withAnswer(flat, key, to.flat[key]), from.flat);
  const suffices = (keys: readonly string[]) => {
    const answers = exchanged(keys);
    return candidateIn(outcomeOf(knowledge, answers)) === wanted && errorsAmong(knowledge, answers).length === 0;
  };
  const taken: string[] = [];
  for (const { key } of between.map((one) => ({ key: one, lead: leadWith(one) })).sort((a, b) => b.lead - a.lead)) {
    taken.push(key);
    if (suffices(taken)) break;
  }
  const needed = [...taken].reverse().reduce<readonly string[]>((keys, key) => {
    const without = keys.filter((one) => one !== key);
    return suffices(without) ? without : keys;
  }, taken);
  return { from: from.source, to: to.source, keys: needed, of: between.length };

  /** Lead of what `to` recommends when one answer is exchanged; the fewer alternatives meet every must, the better where it recommends none. */
  function leadWith(key: string): number {
    const { decision } = outcomeOf(knowledge, exchanged([key]));
    if (wanted === undefined) return -decision.ranking.filter(({ feasible }) => feasible).length;
    return leadOf(decision, wanted) ?? -100;
  }
}

function candidateIn({ winner }: Outcome): string | undefined {
  return winner === null ? undefined : candidateOf(winner);
}
