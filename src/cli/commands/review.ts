import type { Command } from 'commander';
import type { z } from 'zod';
import { editionOf } from '../../advice/advice.js';
import { decide } from '../../decision/decide.js';
import { validate } from '../../document/validate.js';
import { parseYamlDocument } from '../../document/yaml-document.js';
import { parseAnswers } from '../../questionnaire/answers.js';
import { type Edition, reviewedRecordSchema } from '../../report/record-schema.js';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { writeResult } from '../output.js';
import { weightIds } from '../read-answers.js';
import { readText } from '../read-text.js';

/** `mesh-advisor review decision.json`: an old decision against today's catalog; exit 4 when the recommendation changed. */
export function reviewCommand(root: Command, { streams, knowledge, exit }: Context): void {
  root
    .command('review')
    .description("re-run an old decision against today's catalog; exit 4 when the recommendation changed")
    .argument('<decision>', 'decision.json of an earlier run')
    .action((file: string, options: CommonOptions) => {
      const record = validate(parseYamlDocument(file, readText(file)), reviewedRecordSchema);
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
      const edition = editionOf(knowledge);
      const json = { changed, before, after, editionBefore: record.edition, editionAfter: edition, alternatives: rows };
      writeResult(streams, options, {
        kind: 'summary',
        json,
        text: reviewText(changed, record, winner?.alternative.variant.title, rows, edition),
      });
      if (changed) exit(exitCodes.changed.code);
    });
}

type ReviewedRecord = z.infer<typeof reviewedRecordSchema>;

interface ReviewedAlternative {
  readonly title: string;
  readonly before: { readonly feasible: boolean; readonly score: number } | null;
  readonly after: { readonly feasible: boolean; readonly score: number };
  readonly fails: readonly string[];
}

function reviewText(
  changed: boolean,
  record: ReviewedRecord,
  winner: string | undefined,
  rows: readonly ReviewedAlternative[],
  edition: Edition,
): string {
  const mark = (one: ReviewedAlternative['before']) =>
    (one === null ? 'not known' : one.feasible ? one.score.toFixed(1) : 'ruled out').padStart(10);
  const before = record.recommendation?.title;
  const sentence = (title: string | undefined) => title ?? 'no alternative meets every must';
  const inWords = ({ program, catalogDigest, modelVersion }: Edition) =>
    `version ${program}, catalog ${catalogDigest}, model ${modelVersion}`;
  return [
    changed ? `Changed: ${sentence(before)} before, ${sentence(winner)} now.` : `Unchanged: ${sentence(winner)}.`,
    `  ${''.padEnd(36)} ${'then'.padStart(10)} ${'now'.padStart(10)}`,
    ...rows.map(
      ({ title, before: then, after, fails }) =>
        `  ${title.padEnd(36)} ${mark(then)} ${mark(after)}${then?.feasible === true && fails.length > 0 ? `  now fails ${fails.join(', ')}` : ''}`,
    ),
    inWords(record.edition) === inWords(edition)
      ? 'Made with the same program, catalog and model.'
      : `Then: ${inWords(record.edition)}. Now: ${inWords(edition)}.`,
    '',
  ].join('\n');
}
