import type { Command } from 'commander';
import { blankAnswers } from '../../questionnaire/write-answers.js';
import { addWritingOptions, type CommonOptions, type WritingOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { tell, writeResult } from '../output.js';
import { writeOutputFile } from '../write-output.js';

/** `mesh-advisor init [FILE]`: a commented answers file with every question, ready to fill in. */
export function initCommand(root: Command, { streams, knowledge }: Context): void {
  const command = root
    .command('init')
    .description('write a commented answers file with every question, ready to fill in')
    .argument('[file]', 'where to write it; - for standard output', 'answers.yaml');
  addWritingOptions(command).action((file: string, options: CommonOptions & WritingOptions) => {
    const text = blankAnswers(knowledge.questionnaire);
    if (file === '-') {
      writeResult(streams, options, { kind: 'document', json: { text }, text });
      return;
    }
    writeOutputFile(file, text, options);
    if (options.json) writeResult(streams, options, { kind: 'summary', json: { file, dryRun: options.dryRun }, text: '' });
    else if (options.dryRun) streams.out.write(`Would write ${file}\n`);
    else tell(streams, options, `Wrote ${file}. Fill in what you know, then: mesh-advisor advise ${file} --out advice`);
  });
}
