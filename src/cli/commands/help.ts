import type { Command } from 'commander';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { exitCodes, exitCodesHelp } from '../exit-codes.js';
import { writeResult } from '../output.js';
import { unknownWord } from '../unknown-word.js';

/** `mesh-advisor help [TOPIC]`: help on a command, or the table of exit codes. */
export function helpCommand(root: Command, { streams }: Context): void {
  root
    .command('help')
    .description('help on a command, or on exit-codes')
    .argument('[topic]', 'a command, or exit-codes')
    .action((topic: string | undefined, options: CommonOptions) => {
      if (topic === 'exit-codes') {
        writeResult(streams, options, { kind: 'document', json: Object.values(exitCodes), text: `${exitCodesHelp()}\n` });
        return;
      }
      const about = topic === undefined ? root : root.commands.find((command) => command.name() === topic);
      if (about === undefined)
        throw unknownWord('help topic', topic ?? '', [
          ...root
            .createHelp()
            .visibleCommands(root)
            .map((command) => command.name()),
          'exit-codes',
        ]);
      writeResult(streams, options, { kind: 'document', json: { help: about.helpInformation() }, text: about.helpInformation() });
    });
}
