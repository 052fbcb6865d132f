import { type Decision, decide, type Knowledge } from '../decision/decide.js';
import { nominalVerdict, type Verdict } from '../decision/verdict.js';
import { templates } from '../generated/templates.js';
import { catalogDigest, programVersion } from '../generated/versions.js';
import type { OutputFile } from '../output/output-file.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import { writeAnswers } from '../questionnaire/write-answers.js';
import { renderReport } from '../report/render.js';
import type { StarterResult } from '../starter/plan.js';
import { starterConfig } from './starter-config.js';

/** Everything that one run of the advisor gives. */
export interface Advice {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly starter: StarterResult | undefined;
  /** report.md, report.html, adr.md, decision.json, answers.yaml and starter/… */
  readonly files: readonly OutputFile[];
}

/**
 * answers → decision → report and starter config, in memory. The same answers, catalog and date give the same bytes, whether they come
 * from the wizard or from a file.
 * @param date the date of the report (ISO), when one was given; nothing reads the clock
 */
export function adviseOn(knowledge: Knowledge, file: AnswersFile, date: string | undefined): Advice {
  const decision = decide(knowledge, file.answers, file.weights);
  const verdict = nominalVerdict(decision);
  const starter =
    decision.winner === undefined ? undefined : starterConfig(knowledge.catalog, decision.situation, file, decision.winner.alternative);
  const starterFiles = starter?.kind === 'files' ? starter.files : [];
  const report = renderReport(
    {
      knowledge,
      guides: knowledge.catalog.guides,
      file,
      decision,
      verdict,
      edition: { program: programVersion, catalogDigest, modelVersion: knowledge.catalog.model.version },
      date,
      starter:
        starterFiles.length === 0 ? undefined : { folder: 'starter', files: starterFiles.map(({ path, about }) => ({ path, about })) },
      robustness: undefined,
    },
    templates,
  );
  const answers: OutputFile = { path: 'answers.yaml', content: writeAnswers(knowledge.questionnaire, file), executable: false };
  const inFolder = starterFiles.map(({ path, content, executable }): OutputFile => ({ path: `starter/${path}`, content, executable }));
  return { decision, verdict, starter, files: [...report, answers, ...inFolder] };
}
