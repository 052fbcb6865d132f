import { Command } from 'commander';
import type { Knowledge } from '../decision/decide.js';
import { catalog } from '../generated/catalog.js';
import { questionnaire } from '../generated/questionnaire.js';
import { programVersion } from '../generated/versions.js';
import { adviseCommand } from './commands/advise.js';
import { checkCommand } from './commands/check.js';
import { checkConfigCommand } from './commands/check-config.js';
import { compareCommand } from './commands/compare.js';
import { completionCommand } from './commands/completion.js';
import { explainCommand } from './commands/explain.js';
import { helpCommand } from './commands/help.js';
import { initCommand } from './commands/init.js';
import { inspectCommand } from './commands/inspect.js';
import { mergeCommand } from './commands/merge.js';
import { reviewCommand } from './commands/review.js';
import { schemaCommand } from './commands/schema.js';
import { starterCommand } from './commands/starter.js';
import { whatIfCommand } from './commands/what-if.js';
import { wizardCommand } from './commands/wizard.js';
import { addCommonOptions } from './common-options.js';
import type { Context } from './context.js';
import { exitCodesHelp } from './exit-codes.js';
import { catalogWithOverlay } from './read-overlay.js';
import { reportDate } from './report-date.js';
import type { Streams } from './streams.js';

/** The command line with all commands. */
export function program(streams: Streams, exit: (code: number) => void): Command {
  let current = catalog;
  const knowledge: Knowledge = {
    /** the shipped catalog, or with --catalog the one with a company's files laid over it */
    get catalog() {
      return current;
    },
    questionnaire,
  };
  const context: Context = { streams, knowledge, exit };
  const root = new Command('mesh-advisor')
    .description('Which service mesh, if any, and how do we start?')
    .version(programVersion, '-V, --version')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => title.replace('Global Options', 'Common options') })
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out.write(text),
      writeErr: (text) => streams.err.write(text),
      outputError: () => undefined,
    });
  addCommonOptions(root);
  root.hook('preAction', () => {
    const { catalog: folder, date } = root.opts<{ catalog?: string; date?: string }>();
    const today = reportDate(date, streams.env);
    if (folder !== undefined) current = catalogWithOverlay(catalog, questionnaire, folder, today);
  });
  for (const add of [
    wizardCommand,
    adviseCommand,
    initCommand,
    checkCommand,
    checkConfigCommand,
    starterCommand,
    compareCommand,
    explainCommand,
    whatIfCommand,
    reviewCommand,
    mergeCommand,
    schemaCommand,
    completionCommand,
    helpCommand,
    inspectCommand,
  ])
    add(root, context);
  root.addHelpText('after', `\nExit codes:\n${exitCodesHelp()}`);
  return root;
}
