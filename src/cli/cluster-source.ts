import { existsSync } from 'node:fs';
import type { NeedLevel } from '../condition/condition.js';
import { ClusterUnreadableError } from '../inspect/cluster-unreadable.js';
import type { Inspection, Reason } from '../inspect/inspection.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import type { SuggestionNote } from '../wizard/session.js';
import type { ClusterSource } from '../wizard/sources.js';
import { type ClusterOrigin, originName } from './read-origin.js';

/** Clusters for the wizard: what it is told is a saved dump when there is such a file or folder, and a context of kubectl otherwise. */
export function clusterSource(questionnaire: Questionnaire, env: Readonly<Record<string, string | undefined>>): ClusterSource {
  return {
    async standard() {
      const { kubectlOnPath } = await import('../inspect/kubectl.js');
      const answer = await kubectlOnPath(env, 5)(['config', 'current-context']);
      return answer.kind === 'ok' ? answer.text.trim() : '';
    },
    async read(origin) {
      const [{ inspect }, { reasonText, remarkLines, suggestedFile }, { readOrigin }, { recognition }] = await Promise.all([
        import('../inspect/inspection.js'),
        import('../inspect/inspection-text.js'),
        import('./read-origin.js'),
        import('../generated/recognition.js'),
      ]);
      const from: ClusterOrigin = existsSync(origin) ? { kind: 'dump', path: origin } : { kind: 'context', context: origin };
      try {
        const { cluster, gaps } = await readOrigin(from, env);
        const inspection = inspect(recognition, questionnaire, cluster);
        return {
          kind: 'suggested',
          file: suggestedFile(inspection, originName(from)),
          notes: notesOf(inspection, reasonText),
          remarks: remarkLines(inspection, gaps).flatMap(({ title, lines }) => [title, ...lines.map((line) => `- ${line}`)]),
        };
      } catch (error) {
        if (error instanceof ClusterUnreadableError) return { kind: 'wrong', message: error.message };
        throw error;
      }
    },
  };
}

/** By question: why something is suggested or to be judged, and the rows of its grid that are proposed. */
function notesOf(inspection: Inspection, inWords: (reason: Reason) => string): Record<string, SuggestionNote> {
  const reasons = new Map<string, string[]>();
  const rows = new Map<string, Record<string, NeedLevel>>();
  const note = (question: string, given: readonly Reason[]) => {
    reasons.set(question, [...(reasons.get(question) ?? []), ...given.map(inWords)]);
  };
  for (const { question, reasons: given } of inspection.suggestions) note(question, given);
  for (const proposal of inspection.proposals) {
    note(proposal.question, [proposal.reason]);
    if (proposal.kind === 'row') rows.set(proposal.question, { ...rows.get(proposal.question), [proposal.row]: proposal.level });
  }
  return Object.fromEntries(
    [...reasons].map(([question, given]): [string, SuggestionNote] => [
      question,
      { because: given.join(' '), proposed: rows.get(question) },
    ]),
  );
}
