import type { Command } from 'commander';
import { findAlternative, starterConfig } from '../../advice/starter-config.js';
import { alternativesOf } from '../../catalog/catalog.js';
import { decide } from '../../decision/decide.js';
import { describeProblem } from '../../document/problem.js';
import { suggest } from '../../document/suggest.js';
import { writeFolder } from '../../output/write-folder.js';
import { type Context, collect } from '../context.js';
import { readAnswers } from '../read-answers.js';
import { UsageError } from '../usage-error.js';

/** `mesh-advisor starter ALTERNATIVE [FILE] --out DIR`: the starter config of any alternative, also a losing one. */
export function starterCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('starter')
    .description('write the starter config of any alternative, also one that was not recommended')
    .argument('<alternative>', 'such as istio/ambient, linkerd or no-mesh')
    .argument('[file]', 'answers file, or - for standard input')
    .requiredOption('-o, --out <dir>', 'folder to write')
    .option('--set <key=value>', 'set one answer; repeatable', collect, [])
    .option('--force', 'replace what mesh-advisor made in the folder before', false)
    .action(async (id: string, file: string | undefined, options: { out: string; set: string[]; force: boolean }) => {
      const { catalog } = knowledge;
      const alternative = findAlternative(catalog, id);
      if (alternative === undefined) {
        const known = alternativesOf(catalog).map((one) => one.id);
        const near = suggest(id, known);
        throw new UsageError(`unknown alternative ${id}; one of ${known.join(', ')}${near === undefined ? '' : `\ndid you mean ${near}?`}`);
      }
      const parsed = await readAnswers(knowledge, file, options.set, streams);
      for (const warning of parsed.warnings) streams.err.write(`${describeProblem(warning)}\n`);
      const { situation } = decide(knowledge, parsed.answers, parsed.weights);
      const result = starterConfig(catalog, situation, parsed, alternative);
      if (result.kind === 'refused') throw new UsageError(`no starter config for ${alternative.variant.title}: ${result.reason}`);
      writeFolder(options.out, result.files, options.force);
      streams.out.write(`Wrote ${result.files.length} files to ${options.out}. Begin with ${options.out}/README.md\n`);
    });
}
