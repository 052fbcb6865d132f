import type { Command } from 'commander';
import { type Comparison, compareDecisions } from '../../decision/comparison.js';
import { type Decision, decide } from '../../decision/decide.js';
import { reanalyse } from '../../decision/robustness/analyse.js';
import { prepare } from '../../decision/robustness/prepared.js';
import type { Robustness } from '../../decision/robustness/robustness.js';
import type { CommonOptions } from '../common-options.js';
import { comparisonTable, gateLines } from '../comparison-text.js';
import { type Context, collect } from '../context.js';
import { tellWarnings, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';
import { UsageError } from '../usage-error.js';

interface WhatIfOptions extends CommonOptions {
  readonly set: string[];
}

/** `mesh-advisor what-if FILE --set key=value…`: what a change of answers does to ranking and gates, side by side. */
export function whatIfCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('what-if')
    .description('what a change of answers does to the ranking, side by side')
    .argument('<file>', 'answers file (YAML or JSON)')
    .option('--set <key=value>', 'change one answer, such as services=40 or security-needs.mtls-automatic=must; repeatable', collect, [])
    .action(async (file: string, options: WhatIfOptions) => {
      if (options.set.length === 0) throw new UsageError('say what to change, with --set key=value', 'nothing-to-change');
      if (file === '-')
        throw new UsageError('what-if reads its answers twice and so needs a file, not standard input', 'not-from-standard-input');
      const before = await readAnswers(knowledge, file, [], streams);
      const after = await readAnswers(knowledge, file, options.set, streams);
      tellWarnings(streams, options, after.warnings);
      const prepared = prepare(knowledge);
      const decisions = [before, after].map(({ answers, weights }) => {
        const decision = decide(knowledge, answers, weights);
        return { decision, robustness: reanalyse(prepared, answers, weights, decision) };
      });
      const [then, now] = decisions;
      if (then === undefined || now === undefined) return;
      const comparison = compareDecisions(then.decision, now.decision, then.robustness, now.robustness);
      writeResult(streams, options, {
        kind: 'document',
        json: { set: options.set, ...comparison, verdictBefore: then.robustness.verdict, verdictAfter: now.robustness.verdict },
        text: `${whatIfText(options.set, comparison, then, now)}\n`,
      });
    });
}

interface Decided {
  readonly decision: Decision;
  readonly robustness: Robustness;
}

function whatIfText(set: readonly string[], comparison: Comparison, then: Decided, now: Decided): string {
  const gates = gateLines(comparison);
  return [
    `With ${set.join(', ')}:`,
    comparison.changed
      ? `  recommendation changes from ${nameOf(then)} to ${nameOf(now)}`
      : `  recommendation stays ${now.decision.winner?.alternative.variant.title ?? 'no alternative'} (before: ${then.robustness.verdict.kind}, after: ${now.robustness.verdict.kind})`,
    '',
    comparisonTable(comparison, 'as it is', 'with the change'),
    ...(gates.length === 0 ? [] : [...gates, '']),
    `"first" is the share of ${now.robustness.draws.toLocaleString('en')} draws of weights, facts and open answers, within ${Math.ceil(now.robustness.halfWidth * 100)} point.`,
  ].join('\n');
}

function nameOf({ decision, robustness }: Decided): string {
  return decision.winner === undefined ? 'no alternative' : `${decision.winner.alternative.variant.title} (${robustness.verdict.kind})`;
}
