import { type Decision, decide, type Knowledge } from '../decision/decide.js';
import type { Flip } from '../decision/flips.js';
import { reanalyse } from '../decision/robustness/analyse.js';
import { type Prepared, prepare } from '../decision/robustness/prepared.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { singleFlips } from '../decision/robustness/single-flips.js';
import { contradictionsAmong } from '../questionnaire/contradictions.js';
import type { Contradiction } from '../questionnaire/schema.js';
import type { LiveData } from '../report/live-data.js';
import type { Answered } from './answered.js';

/** The engine of the program, over the knowledge in the page. Draws are made once, at the first robustness analysis. */
export interface Engine {
  readonly knowledge: Knowledge;
  decide(answered: Answered): Decision;
  prepare(): void;
  robustness(answered: Answered, decision: Decision): Robustness;
  flips(answered: Answered, decision: Decision): Flip[];
  contradictions(answered: Answered): readonly Contradiction[];
}

/** The engine over the data of a page. */
export function engineOf({ knowledge, draws, seed }: LiveData): Engine {
  let made: Prepared | undefined;
  const prepared = (): Prepared => {
    made ??= prepare(knowledge, { draws, seed });
    return made;
  };
  return {
    knowledge,
    decide: ({ answers, weights }) => decide(knowledge, answers, weights),
    prepare: () => {
      prepared();
    },
    robustness: ({ answers, weights }, decision) => reanalyse(prepared(), answers, weights, decision),
    flips: ({ answers, weights }, decision) => singleFlips(prepared(), answers, decision, weights),
    contradictions: ({ answers }) => contradictionsAmong(knowledge.questionnaire, answers),
  };
}
