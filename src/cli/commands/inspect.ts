import type { Command } from 'commander';
import { recognition } from '../../generated/recognition.js';
import { ClusterUnreadableError } from '../../inspect/cluster-unreadable.js';
import { inspect } from '../../inspect/inspection.js';
import { inspectionJson, inspectionYaml } from '../../inspect/inspection-text.js';
import { commandsFor } from '../../inspect/read-cluster.js';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { tell, writeResult } from '../output.js';
import { type ClusterOrigin, originName, readOrigin } from '../read-origin.js';
import type { Streams } from '../streams.js';
import { UsageError } from '../usage-error.js';

interface InspectOptions extends CommonOptions {
  readonly context?: string;
  readonly from?: string;
  readonly dryRun: boolean;
}

/** `mesh-advisor inspect`: suggested answers from a cluster or a saved dump, each with its reason. */
export function inspectCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('inspect')
    .description('suggest answers from a cluster (through kubectl, reading only) or from a saved dump')
    .option('--context <name>', 'the kubectl context to read; the current one when neither this nor --from is given')
    .option('--from <dump>', 'a file or folder of `kubectl get … -A -o yaml` or `-o json`')
    .option('--dry-run', 'list the kubectl commands and run none', false)
    .addHelpText('after', explanation())
    .action(async (options: InspectOptions) => {
      const origin = originOf(options);
      if (options.dryRun) {
        const commands = commandsFor(recognition, origin.kind === 'context' ? origin.context : undefined);
        writeResult(streams, options, { kind: 'document', json: { commands }, text: `${commands.join('\n')}\n` });
        return;
      }
      const { cluster, log, ...read } = await readOrTell(origin, streams);
      for (const line of log) tell(streams, options, line);
      const inspection = inspect(recognition, knowledge.questionnaire, cluster);
      const inspected = { name: originName(origin), ...read };
      writeResult(streams, options, {
        kind: 'document',
        json: inspectionJson(inspection, inspected),
        text: inspectionYaml(inspection, inspected),
      });
      tell(streams, options, 'To go on: save this as answers.yaml, then mesh-advisor wizard --answers answers.yaml asks what is missing.');
    });
}

function originOf({ context, from, dryRun }: InspectOptions): ClusterOrigin {
  if (context !== undefined && from !== undefined) throw new UsageError('give --context or --from, not both');
  if (dryRun && from !== undefined) throw new UsageError('--dry-run lists kubectl commands; --from runs none');
  return from === undefined ? { kind: 'context', context } : { kind: 'dump', path: from };
}

async function readOrTell(origin: ClusterOrigin, streams: Streams) {
  try {
    return await readOrigin(origin, streams.env);
  } catch (error) {
    if (error instanceof ClusterUnreadableError) throw new UsageError(error.message, 'cluster-unreadable');
    throw error;
  }
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
