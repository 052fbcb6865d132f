import { alternativesPriced } from './alternatives-priced.js';
import { checkedDates } from './checked-dates.js';
import { checksFresh } from './checks-fresh.js';
import { conditionsKnown } from './conditions-known.js';
import { judgementsArgued } from './judgements-argued.js';
import { lastStatementApplies } from './last-statement-applies.js';
import { maturityFitsLevel } from './maturity-fits-level.js';
import { noOrphans } from './no-orphans.js';
import { pinsUsed } from './pins-used.js';
import { plainWords } from './plain-words.js';
import { productNames } from './product-names.js';
import { proofsPoint } from './proofs-point.js';
import { referencesKnown } from './references-known.js';
import { describeRecord, type LintInput, type LintProblem, type LintRule } from './rule.js';
import { sinceNotAfterBaseline } from './since-not-after-baseline.js';
import { sourcesAlive } from './sources-alive.js';
import { sourcesExist } from './sources-exist.js';
import { sourcesUsed } from './sources-used.js';
import { statementsComplete } from './statements-complete.js';
import { textLengths } from './text-lengths.js';
import { vendorsMarked } from './vendors-marked.js';
import { workStated } from './work-stated.js';

/** Every rule of the catalog lint, one a file. */
export const catalogRules: readonly LintRule[] = [
  statementsComplete,
  lastStatementApplies,
  sinceNotAfterBaseline,
  maturityFitsLevel,
  workStated,
  judgementsArgued,
  proofsPoint,
  conditionsKnown,
  referencesKnown,
  alternativesPriced,
  sourcesExist,
  sourcesUsed,
  sourcesAlive,
  vendorsMarked,
  checkedDates,
  checksFresh,
  textLengths,
  plainWords,
  productNames,
  noOrphans,
  pinsUsed,
];

/** A problem with the rule that found it. */
export interface FoundProblem extends LintProblem {
  readonly rule: string;
}

/** Runs rules over the data. A rule that throws is reported as a problem of its own and stops no other. */
export function lintCatalog(input: LintInput, rules: readonly LintRule[] = catalogRules): FoundProblem[] {
  return rules.flatMap((rule) => {
    try {
      return rule.check(input).map((found) => ({ ...found, rule: rule.name }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [
        {
          rule: rule.name,
          at: { kind: 'candidate' as const, id: '', path: [] },
          severity: 'error' as const,
          message: `the rule itself failed: ${reason}`,
        },
      ];
    }
  });
}

/** One problem in one line: record, message, rule. */
export function describeFound({ rule, at, message }: FoundProblem): string {
  return `${describeRecord(at)}: ${message} [${rule}]`;
}
