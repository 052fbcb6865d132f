/** Public API of mesh-advisor: load, decide, render. Importing it has no side effects and reads no files. */
export { type Advice, adviseOn } from './advice/advice.js';
export { findAlternative, starterConfig } from './advice/starter-config.js';
export { type Alternative, alternativesOf, type Catalog } from './catalog/catalog.js';
export { loadCatalog } from './catalog/load.js';
export type { AnswerValue, NeedLevel } from './condition/condition.js';
export { type Assessment, type Decision, decide, type Knowledge } from './decision/decide.js';
export type { Robustness } from './decision/robustness/robustness.js';
export type { Sensitivity } from './decision/robustness/sensitivity.js';
export type { Verdict } from './decision/verdict.js';
export { describeProblem, InputError, type Problem } from './document/problem.js';
export { knowledge } from './knowledge.js';
export type { OutputFile } from './output/output-file.js';
export { type AnswersFile, type ParsedAnswers, parseAnswers } from './questionnaire/answers.js';
export { loadQuestionnaire } from './questionnaire/load.js';
export { writeAnswers } from './questionnaire/write-answers.js';
