import type { Command } from 'commander';
import { suggest } from '../../document/suggest.js';
import type { Context } from '../context.js';
import { canAsk } from '../streams.js';
import { UsageError } from '../usage-error.js';

/** `mesh-advisor` without a command: the wizard in a terminal, a usage error elsewhere. */
export function wizardCommand(root: Command, { streams }: Context): void {
  root
    .command('wizard', { isDefault: true })
    .description('ask the questions in the terminal (also without a command)')
    .allowExcessArguments(true)
    .option('--no-input', 'never ask; list what is missing instead')
    .action((options: { input: boolean }, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) {
        const near = suggest(unknown, root.commands.map((one) => one.name()));
        throw new UsageError(`unknown command ${unknown}${near === undefined ? '' : `; did you mean ${near}?`}`);
      }
      if (!canAsk(streams, options.input)) throw new UsageError('no terminal to ask in; `mesh-advisor init answers.yaml` writes a file to fill in');
    });
}
