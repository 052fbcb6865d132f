import type { Command } from 'commander';
import { adviseOn } from '../../advice/advice.js';
import { type AdviceFormat, adviceFormats } from '../../advice/formats.js';
import { commaSeparated } from '../comma-separated.js';
import { addWritingOptions, type CommonOptions, type WritingOptions } from '../common-options.js';
import { type Context, collect } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { failedOutcomes, failOnOf, failOutcomes } from '../fail-on.js';
import { tell, tellWarnings, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';
import { reportDate } from '../report-date.js';
import { UsageError } from '../usage-error.js';
import { verdictText } from '../verdict-text.js';
import { type Written, writeOutputFolder, writtenText } from '../write-output.js';

interface AdviseOptions extends CommonOptions, WritingOptions {
  readonly out?: string;
  readonly set: string[];
  readonly format?: string;
  readonly failOn?: string;
}

/** `mesh-advisor advise [FILE or -]`: answers → report, decision record and starter config. */
export function adviseCommand(root: Command, { streams, knowledge, exit }: Context): void {
  const command = root
    .command('advise')
    .description('recommend from an answers file: report, decision record and starter config')
    .argument('[file]', 'answers file (YAML or JSON), or - for standard input')
    .option('-o, --out <dir>', 'folder for report.md, report.html, adr.md, decision.json, pictures/, answers.yaml and starter/')
    .option('--set <key=value>', 'set one answer, such as services=40 or security-needs.mtls-automatic=must; repeatable', collect, [])
    .option('--format <formats>', formatHelp)
    .option('--fail-on <outcomes>', `exit with 6 on any of these, separated by commas: ${failOutcomes.join(', ')} (stale needs --date)`);
  addWritingOptions(command).action(async (file: string | undefined, options: AdviseOptions) => {
    if (file === undefined && options.set.length === 0)
      throw new UsageError(
        'name an answers file, or - for standard input, or give answers with --set; `mesh-advisor init answers.yaml` writes a file to fill in',
        'no-answers',
      );
    const date = reportDate(options.date, streams.env);
    const formats = formatsOf(options.format);
    const failOn = failOnOf(options.failOn, date);
    const parsed = await readAnswers(knowledge, file, options.set, streams);
    tellWarnings(streams, options, parsed.warnings);
    const advice = adviseOn(knowledge, parsed, date, formats);
    const written = options.out === undefined ? undefined : writeOutputFolder(options.out, advice.files, options);
    if (written !== undefined && written.edited.length > 0 && !options.dryRun)
      tell(streams, options, `Replaced files that had been edited since they were made: ${written.edited.join(', ')}`);
    if (options.dryRun) {
      const plan = written ?? withoutFolder(advice.files.map(({ path }) => path));
      writeResult(streams, options, { kind: 'document', json: plan, text: writtenText(plan) });
    } else if (options.json) streams.out.write(advice.record);
    else writeResult(streams, options, { kind: 'summary', json: undefined, text: verdictText(advice, options.out) });
    const failed = failedOutcomes(failOn, knowledge.catalog, advice, date);
    for (const { id, message } of failed) streams.err.write(`failed[${id}]: ${message}\n`);
    if (failed.length > 0) exit(exitCodes.failOn.code);
    if (advice.decision.winner === undefined) exit(exitCodes.noAlternative.code);
  });
}

/** Help on `--format`, here and where the wizard ends. */
export const formatHelp = `what to write, separated by commas: ${adviceFormats.join(', ')} (all of them unless given)`;

/** Reads `--format`. @throws UsageError for a format that is not known, or when none is named */
export function formatsOf(option: string | undefined): readonly AdviceFormat[] {
  if (option === undefined) return adviceFormats;
  const formats = commaSeparated('format', option, adviceFormats);
  if (formats.length === 0) throw new UsageError(`--format names nothing; one or more of ${adviceFormats.join(', ')}`, 'unknown-format');
  return formats;
}

/** Without --out nothing is written; a dry run says what there would be. */
function withoutFolder(create: readonly string[]): Written {
  return { folder: 'the folder named with --out', dryRun: true, create, replace: [], remove: [], edited: [] };
}
