import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { OutputExistsError } from '../../output/write-folder.js';
import { blankAnswers } from '../../questionnaire/write-answers.js';
import type { Context } from '../context.js';

/** `mesh-advisor init [FILE]`: a commented answers file with every question, ready to fill in. */
export function initCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('init')
    .description('write a commented answers file with every question, ready to fill in')
    .argument('[file]', 'where to write it; - for standard output', 'answers.yaml')
    .option('--force', 'replace an existing file', false)
    .action((file: string, options: { force: boolean }) => {
      const text = blankAnswers(knowledge.questionnaire);
      if (file === '-') {
        streams.out.write(text);
        return;
      }
      if (existsSync(file) && !options.force) throw new OutputExistsError(`${file} exists; --force replaces it`);
      writeFileSync(file, text);
      streams.err.write(`Wrote ${file}. Fill in what you know, then: mesh-advisor advise ${file} --out advice\n`);
    });
}
