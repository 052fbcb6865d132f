import type { Advice } from '../advice/advice.js';
import { percent } from '../report/quantities.js';

const howSure = { clear: 'clear', leaning: 'leaning', 'close-call': 'a close call' } as const;

/** The verdict in at most ten lines of terminal text. */
export function verdictText(advice: Advice, out: string | undefined): string {
  const { decision, verdict, robustness, starter } = advice;
  const lines: string[] = [];
  if (decision.winner === undefined || verdict.kind === 'no-alternative') {
    const first = verdict.kind === 'no-alternative' ? verdict.relaxations[0] : undefined;
    lines.push('No alternative meets every must.');
    if (first !== undefined) lines.push(`Nearest: ${first.alternative}, which fails ${first.musts.join(', ')}.`);
  } else {
    lines.push(`Recommendation: ${decision.winner.alternative.variant.title} (${howSure[verdict.kind]})`);
    for (const { alternative, feasible, score } of decision.ranking.slice(0, 4)) {
      const first = robustness.alternatives.find(({ id }) => id === alternative.id)?.first ?? 0;
      lines.push(
        `  ${alternative.variant.title.padEnd(36)} ${(feasible ? score.score.toFixed(1) : 'ruled out').padStart(9)}  first in ${percent(first).padStart(5)}`,
      );
    }
    const { id, candidate } = decision.winner.alternative;
    const critical = decision.findings.filter(
      ({ severity, appliesTo }) =>
        severity === 'critical' && (appliesTo === undefined || appliesTo.includes(id) || appliesTo.includes(candidate.id)),
    );
    for (const finding of critical.slice(0, 2)) lines.push(`Warning: ${finding.title}`);
    if (starter?.kind === 'refused') lines.push(`No starter config: ${starter.reason}`);
  }
  if (out !== undefined) lines.push(`Written to ${out}: ${topLevel(advice).join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/** Files and folders right below the output folder. */
function topLevel({ files }: Advice): string[] {
  return [...new Set(files.map(({ path }) => (path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path)))];
}
