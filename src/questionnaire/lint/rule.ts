import type { Catalog } from '../../catalog/catalog.js';
import type { QuestionFacts } from '../../catalog/lint/question-facts.js';
import type { LintProblem } from '../../catalog/lint/rule.js';
import type { Condition } from '../../condition/condition.js';
import type { Questionnaire } from '../schema.js';

/** Everything that a rule about the questionnaire may look at. */
export interface QuestionLintInput {
  readonly questionnaire: Questionnaire;
  readonly catalog: Catalog;
  readonly facts: QuestionFacts;
  /** conditions outside the questionnaire that make an answer matter: catalog, guides, starter plans */
  readonly conditionsElsewhere: readonly Condition[];
  /** questions whose answers go into the starter config as they are */
  readonly starterInputs: ReadonlySet<string>;
}

/** One rule of the questionnaire lint. */
export interface QuestionRule {
  readonly name: string;
  readonly description: string;
  check(input: QuestionLintInput): LintProblem[];
}

/** An error at a question, rule or contradiction. */
export function questionProblem(id: string, path: readonly (string | number)[], message: string): LintProblem {
  return { at: { kind: 'questionnaire', id, path }, severity: 'error', message };
}
