import type { FoundProblem } from '../../catalog/lint/rules.js';
import { questionConditionsKnown } from './conditions.js';
import { effectsKnown } from './effects.js';
import { answersMeanSomething } from './meaning.js';
import { conditionsLookBack } from './order.js';
import { priorsAddUp } from './priors.js';
import { everythingReachable } from './reachable.js';
import type { QuestionLintInput, QuestionRule } from './rule.js';
import { questionsWellPut } from './texts.js';

/** Every rule of the questionnaire lint, one a file. */
export const questionRules: readonly QuestionRule[] = [
  questionConditionsKnown,
  conditionsLookBack,
  everythingReachable,
  effectsKnown,
  answersMeanSomething,
  priorsAddUp,
  questionsWellPut,
];

/** Runs every rule over the questionnaire. */
export function lintQuestionnaire(input: QuestionLintInput, rules: readonly QuestionRule[] = questionRules): FoundProblem[] {
  return rules.flatMap((rule) => rule.check(input).map((found) => ({ ...found, rule: rule.name })));
}
