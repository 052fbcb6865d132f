import type { Command } from 'commander';
import type { ConfigReport } from '../../check-config/check-config.js';
import { describeProblem } from '../../document/problem.js';
import type { CommonOptions } from '../common-options.js';
import { type Context, collect } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { writeResult } from '../output.js';
import { readConfigFolder } from '../read-config-folder.js';

interface CheckConfigOptions extends CommonOptions {
  readonly crds: readonly string[];
  readonly values: readonly string[];
  readonly ignoreUnknownKinds: boolean;
}

/** `mesh-advisor check-config DIR`: strict validation of any folder of Kubernetes manifests. */
export function checkConfigCommand(root: Command, { streams, exit }: Context): void {
  root
    .command('check-config')
    .description('check a folder of Kubernetes manifests strictly, your own ones too')
    .argument('<dir>', 'folder (with all below it) or file: YAML, JSON, kustomizations')
    .option(
      '--crds <dir>',
      'folder or file with CustomResourceDefinitions, such as `kubectl get crd -o yaml` writes; repeatable',
      collect,
      [],
    )
    .option('--values <dir>', 'folder with values of charts: Helm values are checked against their keys; repeatable', collect, [])
    .option('--ignore-unknown-kinds', 'kinds without a schema are noted, not reported', false)
    .action(async (folder: string, options: CheckConfigOptions) => {
      const { files, allPaths } = readConfigFolder(folder, 'DIR');
      const crds = options.crds.map((path) => readConfigFolder(path, '--crds').files);
      const values = options.values.flatMap((path) => readConfigFolder(path, '--values').files);
      // schemas and their validator are large: only this command loads them
      const { configChecker } = await import('../../check-config/check-config.js');
      const builtIn = await import('../../generated/schemas/index.js');
      const check = configChecker({
        builtIn,
        crds,
        values: options.values.length === 0 ? undefined : values,
        ignoreUnknownKinds: options.ignoreUnknownKinds,
      });
      const report = await check({ files, allPaths });
      if (!options.json && report.problems.length > 0) streams.err.write(`${report.problems.map(describeProblem).join('\n\n')}\n`);
      writeResult(streams, options, { kind: 'summary', json: report, text: summary(report) });
      if (report.problems.length > 0) exit(exitCodes.usage.code);
    });
}

function summary({ problems, files, objects, skipped, notes, rules }: ConfigReport): string {
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  return [
    `Checked ${count(objects, 'object')} in ${count(files, 'file')}: ${found}.`,
    ...(rules.evaluated + rules.notEvaluated === 0 ? [] : [`CEL rules: ${rules.evaluated} evaluated, ${rules.notEvaluated} not.`]),
    ...(skipped.length === 0 ? [] : ['Not checked:', ...skipped.map(({ file, reason }) => `  ${file}: ${reason}`)]),
    ...(notes.length === 0 ? [] : ['Notes:', ...notes.map((note) => `  ${note}`)]),
    '',
  ].join('\n');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
