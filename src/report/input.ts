import type { Guides } from '../catalog/guides-schema.js';
import type { Decision, Knowledge } from '../decision/decide.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import type { Sensitivity } from '../decision/robustness/sensitivity.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Topology } from '../starter/topology.js';
import type { Edition } from './record-schema.js';

/** The starter config that lies beside the report. */
export interface StarterIndex {
  /** folder, relative to the report */
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly about: string }[];
  /** how its clusters stand to each other, where it has several */
  readonly topology: Topology | undefined;
}

/** All that a report is made from. */
export interface ReportInput {
  readonly knowledge: Knowledge;
  readonly guides: Guides;
  readonly file: AnswersFile;
  readonly decision: Decision;
  readonly edition: Edition;
  /** the day of the report, YYYY-MM-DD; undefined: nothing is said about dates that lie near */
  readonly date: string | undefined;
  readonly starter: StarterIndex | undefined;
  /** why no starter config could be made; undefined where there is one, where none is wanted, and where nothing is recommended */
  readonly starterRefusal: string | undefined;
  readonly robustness: Robustness;
  readonly sensitivity: Sensitivity;
}
