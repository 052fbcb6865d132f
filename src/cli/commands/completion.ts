import type { Command } from 'commander';
import { templates } from '../../generated/templates.js';
import { renderTemplate, templateFromSpecification } from '../../template/render.js';
import type { CommonOptions } from '../common-options.js';
import { completionsFor, shells } from '../completion.js';
import type { Context } from '../context.js';
import { writeResult } from '../output.js';
import { unknownWord } from '../unknown-word.js';

/** `mesh-advisor completion SHELL`: the completion script for a shell; it asks `complete`, which is not listed in the help. */
export function completionCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('completion')
    .description(`completion script for a shell: ${shells.join(', ')}`)
    .argument('<shell>', shells.join(', '))
    .addHelpText(
      'after',
      '\nFor example:\n  source <(mesh-advisor completion bash)      in ~/.bashrc\n  source <(mesh-advisor completion zsh)       in ~/.zshrc, after compinit\n  mesh-advisor completion fish | source       in ~/.config/fish/config.fish',
    )
    .action((shell: string, options: CommonOptions) => {
      if (!shells.some((one) => one === shell)) throw unknownWord('shell', shell, shells);
      const script = scriptFor(shell);
      writeResult(streams, options, { kind: 'document', json: { shell, script }, text: script });
    });

  root
    .command('complete', { hidden: true })
    .description('what may stand at the cursor; for completion scripts')
    .argument('[words...]')
    .option('--next', 'the word at the cursor has not begun', false)
    .action((words: string[], options: { readonly next: boolean }) => {
      const found = completionsFor(root, knowledge, options.next ? [...words, ''] : words);
      streams.out.write(found.map(({ value, about }) => `${value}${about === '' ? '' : `\t${about}`}\n`).join(''));
    });
}

function scriptFor(shell: string): string {
  const path = `completion/${shell}.hbs`;
  const specification = templates[path];
  if (specification === undefined) throw new Error(`there is no template ${path}`);
  return renderTemplate(path, templateFromSpecification(specification), {}, {}, {});
}
