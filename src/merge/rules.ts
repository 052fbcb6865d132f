import { sameAnswer } from '../condition/answer-value.js';
import { levelRank, needLevels } from '../condition/condition.js';
import { type Difference, distinctValues } from './differences.js';
import type { FlatValue } from './flat-answers.js';

/** How a difference is settled in the merged file. */
export const mergeRules = {
  open: 'answers given by all who answered are taken, contradicting ones are left open',
  first: 'the first file that has an answer decides',
  majority: 'the answer that most files give is taken; a tie is left open',
  strongest: 'of levels of a need the strongest is taken, other contradicting answers are left open',
} as const;
export type MergeRule = keyof typeof mergeRules;

/** The answer that a rule takes where people differ, or undefined to leave it open. */
export function settle(rule: MergeRule, { opinions, kind }: Pick<Difference, 'opinions' | 'kind'>): FlatValue | undefined {
  const given = distinctValues(opinions).filter((value) => value !== undefined);
  if (kind === 'open-in-some') return given[0];
  switch (rule) {
    case 'open':
      return undefined;
    case 'first':
      return given[0];
    case 'majority': {
      const counted = given
        .map((value) => ({ value, votes: opinions.filter((one) => sameAnswer(one.value, value)).length }))
        .sort((a, b) => b.votes - a.votes);
      const [most, next] = counted;
      return most !== undefined && (next === undefined || most.votes > next.votes) ? most.value : undefined;
    }
    case 'strongest': {
      const levels = given.flatMap((value) => needLevels.filter((level) => level === value));
      return levels.length === given.length ? [...levels].sort((a, b) => levelRank(b) - levelRank(a))[0] : undefined;
    }
  }
}
