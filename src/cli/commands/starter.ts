import { join } from 'node:path';
import type { Command } from 'commander';
import { findAlternative, starterConfig } from '../../advice/starter-config.js';
import { alternativesOf } from '../../catalog/catalog.js';
import { decide } from '../../decision/decide.js';
import { addWritingOptions, type CommonOptions, type WritingOptions } from '../common-options.js';
import { type Context, collect } from '../context.js';
import { tellWarnings, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';
import { unknownWord } from '../unknown-word.js';
import { UsageError } from '../usage-error.js';
import { writeOutputFolder, writtenText } from '../write-output.js';

interface StarterOptions extends CommonOptions, WritingOptions {
  readonly out: string;
  readonly set: string[];
}

/** `mesh-advisor starter ALTERNATIVE [FILE] --out DIR`: the starter config of any alternative, also a losing one. */
export function starterCommand(root: Command, { streams, knowledge }: Context): void {
  const command = root
    .command('starter')
    .description('write the starter config of any alternative, also one that was not recommended')
    .argument('<alternative>', 'such as istio/ambient, linkerd or no-mesh')
    .argument('[file]', 'answers file, or - for standard input')
    .requiredOption('-o, --out <dir>', 'folder to write')
    .option('--set <key=value>', 'set one answer; repeatable', collect, []);
  addWritingOptions(command).action(async (id: string, file: string | undefined, options: StarterOptions) => {
    const alternative = findAlternative(knowledge.catalog, id);
    if (alternative === undefined)
      throw unknownWord(
        'alternative',
        id,
        alternativesOf(knowledge.catalog).map((one) => one.id),
      );
    const parsed = await readAnswers(knowledge, file, options.set, streams);
    tellWarnings(streams, options, parsed.warnings);
    const { situation } = decide(knowledge, parsed.answers, parsed.weights);
    const result = starterConfig(knowledge, situation, parsed, alternative);
    if (result.kind === 'refused')
      throw new UsageError(`no starter config for ${alternative.variant.title}: ${result.reason}`, 'no-starter-config');
    const written = writeOutputFolder(options.out, result.files, options);
    const text = options.dryRun
      ? writtenText(written)
      : `Wrote ${result.files.length} files to ${options.out}. Begin with ${join(options.out, 'README.md')}\n`;
    writeResult(streams, options, {
      kind: options.dryRun ? 'document' : 'summary',
      json: { alternative: alternative.id, ...written },
      text,
    });
  });
}
