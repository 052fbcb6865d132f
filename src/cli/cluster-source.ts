import { existsSync } from 'node:fs';
import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import { ClusterUnreadableError } from '../inspect/cluster-unreadable.js';
import type { Inspection } from '../inspect/inspection.js';
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
        const reasons = inspection.suggestions.map(({ question, reasons: given }): [string, SuggestionNote] => [
          question,
          { because: given.map(reasonText).join(' '), proposed: undefined },
        ]);
        return {
          kind: 'suggested',
          file: suggestedFile(inspection, originName(from)),
          notes: { ...Object.fromEntries(reasons), ...proposals(inspection, reasonText) },
          remarks: remarkLines({ ...inspection, proposals: [] }, gaps).flatMap(({ title, lines }) => [
            title,
            ...lines.map((line) => `- ${line}`),
          ]),
        };
      } catch (error) {
        if (error instanceof ClusterUnreadableError) return { kind: 'wrong', message: error.message };
        throw error;
      }
    },
  };
}

/** Rows of grids that are proposed, one note per grid. */
function proposals(
  inspection: Inspection,
  inWords: (reason: Inspection['proposals'][number]['reason']) => string,
): Record<string, SuggestionNote> {
  const grids = new Map<string, { because: string[]; levels: Record<string, NeedLevel> }>();
  for (const { grid, row, level, reason } of inspection.proposals) {
    const entry = grids.get(grid) ?? { because: [], levels: {} };
    entry.because.push(inWords(reason));
    entry.levels[row] = level;
    grids.set(grid, entry);
  }
  return Object.fromEntries(
    [...grids].map(([grid, { because, levels }]): [string, SuggestionNote] => {
      const proposed: AnswerValue = levels;
      return [grid, { because: because.join(' '), proposed }];
    }),
  );
}
