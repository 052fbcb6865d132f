import { type Command, Option } from 'commander';

/** Options that every command takes, before or after its name. Actions are handed them with their own. */
export interface CommonOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly input: boolean;
  readonly debug: boolean;
  readonly catalog?: string;
  readonly date?: string;
}

const common: readonly Option[] = [
  new Option('--json', 'print the result as one JSON document on standard output, and nothing else there').default(false),
  new Option('--quiet', 'leave out warnings, progress and summaries; errors are still told').default(false),
  new Option('--no-color', 'no colours; NO_COLOR works too'),
  new Option('--no-input', 'never ask; list what is missing instead'),
  new Option('--date <date>', 'the day to judge facts against and to put into the report (YYYY-MM-DD); SOURCE_DATE_EPOCH works too'),
  new Option('--catalog <dir>', "a company's own candidates and facts, laid over the catalog"),
  new Option('--debug', 'show stack traces').default(false),
];

/** Gives a command line the common options; the action of each command finds their values among its own options. */
export function addCommonOptions(root: Command): void {
  for (const option of common) root.addOption(option);
  root.hook('preAction', (_root, command) => {
    for (const option of common) {
      const name = option.attributeName();
      command.setOptionValueWithSource(name, root.getOptionValue(name), root.getOptionValueSource(name));
    }
  });
}

/** Options of commands that write files. */
export interface WritingOptions {
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** Gives a command that writes files the options about writing. */
export function addWritingOptions(command: Command): Command {
  return command
    .option('--force', 'replace what is there; in a folder, only what mesh-advisor made', false)
    .option('--dry-run', 'list what would be written and write nothing', false);
}
