import type { Advice } from '../advice/advice.js';
import { rivalOf } from '../decision/verdict.js';
import { counted, listed, percent } from '../report/quantities.js';

/** The verdict in at most ten lines of terminal text. */
export function verdictText(advice: Advice, out: string | undefined): string {
  const { decision, robustness, starter } = advice;
  const { winner } = decision;
  const lines: string[] = [];
  if (winner === undefined) {
    lines.push('No alternative meets every must.', ...nearestLine(advice));
  } else {
    lines.push(`Recommendation: ${winner.alternative.variant.title} (${howSure(advice)})`);
    for (const { alternative, feasible, score } of decision.ranking.slice(0, 4)) {
      const first = robustness.alternatives.find(({ id }) => id === alternative.id)?.first ?? 0;
      const standing = feasible ? `${score.score.toFixed(1)} points` : 'ruled out';
      lines.push(`  ${alternative.variant.title.padEnd(34)} ${standing.padStart(12)}  first in ${percent(first).padStart(5)} of draws`);
    }
    const { id, candidate } = winner.alternative;
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

/** `clear`, `leaning`, or what a close call is close to. */
function howSure({ decision, verdict, robustness }: Advice): string {
  if (verdict.kind !== 'close-call' || decision.winner === undefined) return verdict.kind;
  const rival = rivalOf(decision, decision.winner, robustness.candidates)?.alternative;
  if (rival === undefined) return `a close call: none meets every must in ${percent(robustness.none)} of draws`;
  return verdict.rivalAhead && verdict.rival?.candidate === rival.candidate.id
    ? `too close to call: ${rival.candidate.title} is first in ${percent(verdict.rival.firsts)} of draws`
    : `too close to call with ${rival.variant.title}`;
}

/** The alternative that fails the fewest musts. */
function nearestLine({ decision, verdict }: Advice): string[] {
  const nearest = verdict.kind === 'no-alternative' ? verdict.relaxations[0] : undefined;
  const assessment = decision.ranking.find(({ alternative }) => alternative.id === nearest?.alternative);
  if (nearest === undefined || assessment === undefined) return [];
  const musts = assessment.gates
    .filter(({ need }) => nearest.musts.includes(need.capability))
    .map(({ support }) => support.capability.title);
  return [`Nearest: ${assessment.alternative.variant.title}, which fails ${counted(musts.length, 'must')}: ${listed(musts)}.`];
}

/** Files and folders right below the output folder. */
function topLevel({ files }: Advice): string[] {
  return [...new Set(files.map(({ path }) => (path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path)))];
}
