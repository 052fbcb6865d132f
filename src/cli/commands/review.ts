import type { Command } from 'commander';
import { z } from 'zod';
import { decide } from '../../decision/decide.js';
import { validate } from '../../document/validate.js';
import { parseYamlDocument } from '../../document/yaml-document.js';
import { catalogDigest, programVersion } from '../../generated/versions.js';
import { parseAnswers } from '../../questionnaire/answers.js';
import { recordVersion } from '../../report/record.js';
import type { Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { readText, weightIds } from '../read-answers.js';

/** What a review needs of a decision record; the rest may change between versions. */
const recordSchema = z.object({
  formatVersion: z.literal(recordVersion),
  name: z.string(),
  edition: z.object({ program: z.string(), catalogDigest: z.string(), modelVersion: z.string() }),
  recommendation: z.object({ candidate: z.string(), alternative: z.string(), title: z.string() }).nullable(),
  ranking: z.array(z.object({ alternative: z.string(), title: z.string(), feasible: z.boolean(), score: z.number() })),
  answers: z.record(z.string(), z.unknown()),
  weightOverrides: z.record(z.string(), z.number()),
});

/** `mesh-advisor review decision.json`: an old decision against today's catalog; exit 4 when the recommendation changed. */
export function reviewCommand(root: Command, { streams, knowledge, exit }: Context): void {
  root
    .command('review')
    .description("re-run an old decision against today's catalog; exit 4 when the recommendation changed")
    .argument('<decision>', 'decision.json of an earlier run')
    .option('--json', 'print the review as JSON on standard output', false)
    .action((file: string, options: { readonly json: boolean }) => {
      const record = validate(parseYamlDocument(file, readText(file)), recordSchema);
      const parsed = parseAnswers(
        knowledge.questionnaire,
        weightIds(knowledge),
        `${file} (answers)`,
        JSON.stringify({ name: record.name, answers: record.answers, weights: record.weightOverrides }),
      );
      const { ranking, winner } = decide(knowledge, parsed.answers, parsed.weights);
      const before = record.recommendation?.alternative ?? null;
      const after = winner?.alternative.id ?? null;
      const changed = before !== after;
      const rows = ranking.map(({ alternative, feasible, score, gates }) => {
        const then = record.ranking.find((one) => one.alternative === alternative.id);
        return {
          alternative: alternative.id,
          title: alternative.variant.title,
          before: then === undefined ? null : { feasible: then.feasible, score: then.score },
          after: { feasible, score: score.score },
          fails: gates.filter(({ outcome }) => outcome === 'fail').map(({ need }) => need.capability),
        };
      });
      const edition = { program: programVersion, catalogDigest, modelVersion: knowledge.catalog.model.version };
      if (options.json)
        streams.out.write(
          `${JSON.stringify({ changed, before, after, editionBefore: record.edition, editionAfter: edition, alternatives: rows }, null, 2)}\n`,
        );
      else {
        const mark = (one: { readonly feasible: boolean; readonly score: number } | null) =>
          (one === null ? 'not known' : one.feasible ? one.score.toFixed(1) : 'ruled out').padStart(10);
        const lines = rows.map(
          ({ title, before: then, after: now, fails }) =>
            `  ${title.padEnd(36)} ${mark(then)} ${mark(now)}${then?.feasible === true && fails.length > 0 ? `  now fails ${fails.join(', ')}` : ''}`,
        );
        const same = JSON.stringify(record.edition) === JSON.stringify(edition);
        streams.out.write(
          `${[
            changed
              ? `Changed: ${record.recommendation?.title ?? 'no alternative'} before, ${winner?.alternative.variant.title ?? 'no alternative'} now.`
              : `Unchanged: ${winner?.alternative.variant.title ?? 'no alternative meets every must'}.`,
            `  ${''.padEnd(36)} ${'then'.padStart(10)} ${'now'.padStart(10)}`,
            ...lines,
            same
              ? 'Made with the same program, catalog and model.'
              : `Then: version ${record.edition.program}, catalog ${record.edition.catalogDigest}, model ${record.edition.modelVersion}. Now: version ${edition.program}, catalog ${edition.catalogDigest}, model ${edition.modelVersion}.`,
          ].join('\n')}\n`,
        );
      }
      if (changed) exit(exitCodes.changed.code);
    });
}
