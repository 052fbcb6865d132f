import type { Guides } from '../catalog/guides-schema.js';
import type { Decision, Knowledge } from '../decision/decide.js';
import type { Verdict } from '../decision/verdict.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Edition } from './record.js';

/** How often each alternative comes first when weights, facts and open answers vary (decision-model section 5). */
export interface RobustnessSummary {
  readonly draws: number;
  /** half-width of the sampling error of a share, 0 to 1 */
  readonly halfWidth: number;
  /** alternative id → share of draws in which it is first, 0 to 1 */
  readonly firstPlace: Readonly<Record<string, number>>;
}

/** The starter config that lies beside the report. */
export interface StarterIndex {
  /** folder, relative to the report */
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly about: string }[];
}

/** All that a report is made from. */
export interface ReportInput {
  readonly knowledge: Knowledge;
  readonly guides: Guides;
  readonly file: AnswersFile;
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly edition: Edition;
  /** the day of the report, YYYY-MM-DD; undefined: nothing is said about dates that lie near */
  readonly date: string | undefined;
  readonly starter: StarterIndex | undefined;
  readonly robustness: RobustnessSummary | undefined;
}
