import { Command, Option } from 'commander';
import { catalog } from '../generated/catalog.js';
import { questionnaire } from '../generated/questionnaire.js';
import { programVersion } from '../generated/versions.js';
import { adviseCommand } from './commands/advise.js';
import { checkCommand } from './commands/check.js';
import { initCommand } from './commands/init.js';
import { starterCommand } from './commands/starter.js';
import { wizardCommand } from './commands/wizard.js';
import type { Context } from './context.js';
import { exitCodesHelp } from './exit-codes.js';
import type { Streams } from './streams.js';

/** The command line with all commands. */
export function program(streams: Streams, exit: (code: number) => void): Command {
  const context: Context = { streams, knowledge: { catalog, questionnaire }, exit };
  const root = new Command('mesh-advisor')
    .description('Which service mesh, if any, and how do we start?')
    .version(programVersion, '-V, --version')
    .addOption(new Option('--debug', 'show stack traces').default(false))
    .showSuggestionAfterError(true)
    .showHelpAfterError('(mesh-advisor --help lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.out.write(text), writeErr: (text) => streams.err.write(text) });
  for (const add of [wizardCommand, adviseCommand, initCommand, checkCommand, starterCommand]) add(root, context);
  root.addHelpText('after', `\nExit codes:\n${exitCodesHelp()}`);
  for (const command of root.commands) {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => streams.out.write(text), writeErr: (text) => streams.err.write(text) })
      .showSuggestionAfterError(true);
  }
  return root;
}
