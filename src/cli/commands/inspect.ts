import type { Command } from 'commander';
import { recognition } from '../../generated/recognition.js';
import { ClusterUnreadableError } from '../../inspect/cluster-unreadable.js';
import { inspect } from '../../inspect/inspection.js';
import { inspectionJson, inspectionYaml } from '../../inspect/inspection-text.js';
import { commandsFor } from '../../inspect/read-cluster.js';
import type { Context } from '../context.js';
import { type ClusterOrigin, originName, readOrigin } from '../read-origin.js';
import { UsageError } from '../usage-error.js';

interface InspectOptions {
  readonly context?: string;
  readonly from?: string;
  readonly json: boolean;
  readonly dryRun: boolean;
}

/** `mesh-advisor inspect`: suggested answers from a cluster or a saved dump, each with its reason. */
export function inspectCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('inspect')
    .description('suggest answers from a cluster (through kubectl, reading only) or from a saved dump')
    .option('--context <name>', 'the kubectl context to read; the current one when neither this nor --from is given')
    .option('--from <dump>', 'a file or folder of `kubectl get … -A -o yaml` or `-o json`')
    .option('--json', 'print JSON instead of an answers file', false)
    .option('--dry-run', 'list the kubectl commands and run none', false)
    .addHelpText('after', explanation())
    .action(async (options: InspectOptions) => {
      if (options.context !== undefined && options.from !== undefined) throw new UsageError('give --context or --from, not both');
      const origin: ClusterOrigin =
        options.from === undefined ? { kind: 'context', context: options.context } : { kind: 'dump', path: options.from };
      if (options.dryRun) {
        if (origin.kind === 'dump') throw new UsageError('--dry-run lists kubectl commands; --from runs none');
        streams.out.write(`${commandsFor(recognition, origin.context).join('\n')}\n`);
        return;
      }
      try {
        const read = await readOrigin(origin, streams.env);
        for (const line of read.log) streams.err.write(`${line}\n`);
        const inspection = inspect(recognition, knowledge.questionnaire, read.cluster);
        const inspected = { name: originName(origin), origin: read.origin, gaps: read.gaps };
        streams.out.write(options.json ? inspectionJson(inspection, inspected) : inspectionYaml(inspection, inspected));
        streams.err.write(
          `${inspection.suggestions.length} answers suggested. Save them and go on: mesh-advisor inspect … > answers.yaml; mesh-advisor wizard --answers answers.yaml\n`,
        );
      } catch (error) {
        if (error instanceof ClusterUnreadableError) throw new UsageError(error.message);
        throw error;
      }
    });
}

function explanation(): string {
  const kinds = [...new Set(recognition.calls.filter(({ name }) => name === undefined).map(({ resource }) => resource.split('.')[0]))];
  return [
    '',
    'With kubectl it runs these commands and no other; Secrets are not read:',
    ...commandsFor(recognition, undefined).map((line) => `  ${line}`),
    '',
    'A dump to be read elsewhere:',
    `  kubectl get ${kinds.join(',')} --all-namespaces -o json > dump.json`,
  ].join('\n');
}
