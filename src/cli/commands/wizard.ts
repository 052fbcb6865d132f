import type { Command } from 'commander';
import { describeProblem, InputError } from '../../document/problem.js';
import { parseAnswers } from '../../questionnaire/answers.js';
import { writeAnswers } from '../../questionnaire/write-answers.js';
import type { Beginning } from '../../wizard/start.js';
import { clusterSource } from '../cluster-source.js';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { readAnswers, weightIds } from '../read-answers.js';
import { reportDate } from '../report-date.js';
import { canAsk } from '../streams.js';
import { unknownWord } from '../unknown-word.js';
import { UsageError } from '../usage-error.js';
import { verdictText } from '../verdict-text.js';
import { formatHelp, formatsOf } from './advise.js';

interface WizardOptions extends CommonOptions {
  readonly format?: string;
  readonly resume?: string | boolean;
  readonly fresh: boolean;
  readonly answers?: string;
}

/** `mesh-advisor` without a command: the wizard in a terminal, a usage error elsewhere. */
export function wizardCommand(root: Command, context: Context): void {
  root
    .command('wizard', { isDefault: true })
    .description('ask the questions in the terminal, then write report and starter config (the default)')
    .allowExcessArguments(true)
    .option('--resume [draft]', 'continue the draft in this folder')
    .option('--fresh', 'start fresh without asking; drafts stay as they are', false)
    .option('--answers <file>', 'start from an answers file and ask what is missing')
    .option('--format <formats>', formatHelp)
    .action(async (options: WizardOptions, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) {
        throw unknownWord(
          'command',
          unknown,
          root
            .createHelp()
            .visibleCommands(root)
            .map((one) => one.name()),
        );
      }
      await wizard(context, options);
    });
}

async function wizard({ streams, knowledge, exit }: Context, options: WizardOptions): Promise<void> {
  const silent = options.json ? '--json is given' : options.input ? undefined : '--no-input is given';
  if (silent !== undefined || !canAsk(streams, true)) {
    const { missingAnswers } = await import('../../wizard/missing-answers.js');
    throw new UsageError(missingAnswers(knowledge.questionnaire, silent ?? 'There is no terminal here, or CI is set'), 'no-terminal');
  }
  const date = reportDate(options.date, streams.env);
  const formats = formatsOf(options.format);
  const { runWizard } = await import('../../wizard/run-wizard.js');
  const end = await runWizard({
    terminal: streams,
    platform: process.platform,
    colour: options.color,
    folder: process.cwd(),
    knowledge,
    async adviser() {
      const { robustAdviser } = await import('../../wizard/robust-adviser.js');
      return robustAdviser(knowledge);
    },
    beginning: beginningOf(options),
    sources: {
      async file(path) {
        try {
          const { warnings, ...file } = await readAnswers(knowledge, path, [], streams);
          return { kind: 'answers', file, warnings: warnings.map(describeProblem) };
        } catch (error) {
          if (error instanceof InputError || error instanceof UsageError) return { kind: 'wrong', message: error.message };
          throw error;
        }
      },
      cluster: clusterSource(knowledge.questionnaire, streams.env),
    },
    async advise(file) {
      const { adviseOn } = await import('../../advice/advice.js');
      const text = writeAnswers(knowledge.questionnaire, file);
      return adviseOn(knowledge, parseAnswers(knowledge.questionnaire, weightIds(knowledge), 'answers.yaml', text), date, formats);
    },
  });
  if (end.kind === 'interrupted') {
    exit(exitCodes.interrupted.code);
    return;
  }
  if (!options.quiet) streams.out.write(verdictText(end.advice, end.folder));
  if (end.advice.decision.winner === undefined) exit(exitCodes.noAlternative.code);
}

function beginningOf(options: WizardOptions): Beginning {
  if (options.answers !== undefined) return { kind: 'file', file: options.answers };
  if (options.resume !== undefined && options.resume !== false)
    return { kind: 'resume', draft: typeof options.resume === 'string' ? options.resume : undefined };
  return options.fresh ? { kind: 'fresh' } : { kind: 'ask' };
}
