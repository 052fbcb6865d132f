import type { Command } from 'commander';
import { type Advice, adviseOn } from '../../advice/advice.js';
import { describeProblem } from '../../document/problem.js';
import { writeFolder } from '../../output/write-folder.js';
import { type Context, collect } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { readAnswers } from '../read-answers.js';
import { reportDate } from '../report-date.js';
import { UsageError } from '../usage-error.js';
import { verdictText } from '../verdict-text.js';

interface AdviseOptions {
  readonly out?: string;
  readonly set: string[];
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly dryRun: boolean;
  readonly date?: string;
}

/** `mesh-advisor advise [FILE or -]`: answers → report, decision record and starter config. */
export function adviseCommand(root: Command, { streams, knowledge, exit }: Context): void {
  root
    .command('advise')
    .description('recommend from an answers file: report, decision record and starter config')
    .argument('[file]', 'answers file (YAML or JSON), or - for standard input')
    .option('-o, --out <dir>', 'folder for report.md, report.html, adr.md, decision.json and starter/')
    .option('--set <key=value>', 'set one answer, such as services=40 or security-needs.mtls-automatic=must; repeatable', collect, [])
    .option('--force', 'replace what mesh-advisor made in the folder before', false)
    .option('--json', 'print the decision record on standard output, and nothing else', false)
    .option('--quiet', 'print nothing but errors', false)
    .option('--dry-run', 'list the files that would be written', false)
    .option('--date <date>', 'date of the report (YYYY-MM-DD); SOURCE_DATE_EPOCH works too')
    .action(async (file: string | undefined, options: AdviseOptions) => {
      if (file === undefined && options.set.length === 0)
        throw new UsageError(
          'name an answers file, or - for standard input, or give answers with --set; `mesh-advisor init answers.yaml` writes a file to fill in',
        );
      const parsed = await readAnswers(knowledge, file, options.set, streams);
      if (!options.quiet) for (const warning of parsed.warnings) streams.err.write(`${describeProblem(warning)}\n`);
      const advice = adviseOn(knowledge, parsed, reportDate(options.date, streams.env));
      if (options.out !== undefined && !options.dryRun) {
        const { edited } = writeFolder(options.out, advice.files, options.force);
        if (edited.length > 0) streams.err.write(`Replaced files that had been edited since they were made: ${edited.join(', ')}\n`);
      }
      if (options.json) streams.out.write(recordOf(advice));
      else if (options.dryRun) streams.out.write(`${advice.files.map(({ path }) => path).join('\n')}\n`);
      else if (!options.quiet) streams.out.write(verdictText(advice, options.out));
      if (advice.decision.winner === undefined) exit(exitCodes.noAlternative.code);
    });
}

function recordOf(advice: Advice): string {
  return advice.files.find(({ path }) => path === 'decision.json')?.content ?? '{}\n';
}
