import { type Decision, decide, type Knowledge } from '../decision/decide.js';
import { analysePrepared } from '../decision/robustness/analyse.js';
import type { Robustness } from '../decision/robustness/robustness.js';
import { type Sensitivity, sensitivityOf } from '../decision/robustness/sensitivity.js';
import type { Verdict } from '../decision/verdict.js';
import { templates } from '../generated/templates.js';
import { programVersion } from '../generated/versions.js';
import type { OutputFile } from '../output/output-file.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import { writeAnswers } from '../questionnaire/write-answers.js';
import type { Edition } from '../report/record-schema.js';
import { renderReport } from '../report/render.js';
import type { StarterResult } from '../starter/plan.js';
import { type AdviceFormat, adviceFormats, formatOf } from './formats.js';
import { knowledgeDigest } from './knowledge-digest.js';
import { preparedFor } from './prepared-for.js';
import { starterConfig } from './starter-config.js';

/** Everything that one run of the advisor gives. */
export interface Advice {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly robustness: Robustness;
  readonly sensitivity: Sensitivity;
  readonly starter: StarterResult | undefined;
  /** the text of decision.json, whether it is among the files or not */
  readonly record: string;
  /** those wanted of report.md, report.html, adr.md, decision.json, answers.yaml and starter/… */
  readonly files: readonly OutputFile[];
}

/** What identifies the knowledge that a decision is made with. */
export function editionOf(knowledge: Knowledge): Edition {
  return { program: programVersion, catalogDigest: knowledgeDigest(knowledge), modelVersion: knowledge.catalog.model.version };
}

/**
 * answers → decision → report and starter config, in memory. The same answers, catalog and date give the same bytes, whether they come
 * from the wizard or from a file.
 * @param date the date of the report (ISO), when one was given; nothing reads the clock
 * @param formats which files are wanted; a report without a starter config beside it does not speak of one
 */
export function adviseOn(
  knowledge: Knowledge,
  file: AnswersFile,
  date: string | undefined,
  formats: readonly AdviceFormat[] = adviceFormats,
): Advice {
  const decision = decide(knowledge, file.answers, file.weights);
  const prepared = preparedFor(knowledge);
  const robustness = analysePrepared(prepared, file.answers, file.weights, decision);
  const sensitivity = sensitivityOf(prepared, file.answers, decision, file.weights);
  const starter =
    decision.winner === undefined ? undefined : starterConfig(knowledge, decision.situation, file, decision.winner.alternative);
  const starterFiles = starter?.kind === 'files' && formats.includes('starter') ? starter.files : [];
  const report = renderReport(
    {
      knowledge,
      guides: knowledge.catalog.guides,
      file,
      decision,
      edition: editionOf(knowledge),
      date,
      starter:
        starter?.kind !== 'files' || starterFiles.length === 0
          ? undefined
          : { folder: 'starter', files: starterFiles.map(({ path, about }) => ({ path, about })), topology: starter.topology },
      starterRefusal: starter?.kind === 'refused' ? starter.reason : undefined,
      robustness,
      sensitivity,
    },
    templates,
  );
  const answers: OutputFile = { path: 'answers.yaml', content: writeAnswers(knowledge.questionnaire, file), executable: false };
  const inFolder = starterFiles.map(({ path, content, executable }): OutputFile => ({ path: `starter/${path}`, content, executable }));
  const record = report.find(({ path }) => path === 'decision.json')?.content ?? '';
  const files = [...report, answers, ...inFolder].filter(({ path }) => formats.includes(formatOf(path)));
  return { decision, verdict: robustness.verdict, robustness, sensitivity, starter, record, files };
}
