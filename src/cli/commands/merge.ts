import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError, type Problem } from '../../document/problem.js';
import { templates } from '../../generated/templates.js';
import type { NamedAnswers } from '../../merge/differences.js';
import { type Merge, mergeAnswers } from '../../merge/merge.js';
import { mergedFile } from '../../merge/merged-file.js';
import { type MergeRule, mergeRules } from '../../merge/rules.js';
import { mergeReport } from '../../report/merge-report.js';
import { outputWidth } from '../columns.js';
import { addWritingOptions, type CommonOptions, type WritingOptions } from '../common-options.js';
import type { Context } from '../context.js';
import { mergeText } from '../merge-text.js';
import { tell, tellWarnings, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';
import { UsageError } from '../usage-error.js';
import { writeOutputFile } from '../write-output.js';

interface MergeOptions extends CommonOptions, WritingOptions {
  readonly out?: string;
  readonly take: MergeRule;
  readonly format: 'text' | 'markdown';
}

/** `mesh-advisor merge A B…`: where several people's answers differ, which differences matter, and a merged file. */
export function mergeCommand(root: Command, context: Context): void {
  const command = root
    .command('merge')
    .description("several people's answers: where they differ, which differences matter to the outcome, a merged file")
    .argument('<files...>', 'two or more answers files (YAML or JSON); - for standard input')
    .option('-o, --out <file>', 'write the merged answers there')
    .addOption(
      new Option('--take <rule>', 'how the merged file settles what differs')
        .choices(['open', 'first', 'majority', 'strongest'])
        .default('open'),
    )
    .addOption(new Option('--format <format>', 'how to print the report').choices(['text', 'markdown']).default('text'))
    .addHelpText(
      'after',
      `\nRules:\n${Object.entries(mergeRules)
        .map(([rule, what]) => `  ${rule.padEnd(9)} ${what}`)
        .join('\n')}`,
    );
  addWritingOptions(command).action(async (files: string[], options: MergeOptions) => {
    const { streams, knowledge } = context;
    if (files.length < 2) throw new UsageError('name two or more answers files to merge', 'one-file-only');
    const twice = files.find((file, index) => files.indexOf(file) !== index);
    if (twice !== undefined) throw new UsageError(`${twice} is named twice`, 'file-named-twice');
    const named = await readAll(context, files, options);
    const merge = mergeAnswers(knowledge, named, options.take);
    const text = mergedFile(
      knowledge.questionnaire,
      merge,
      named.map(({ source }) => source),
      options.take,
    );
    if (options.out !== undefined) writeOutputFile(options.out, text, options);
    const report =
      options.format === 'markdown'
        ? mergeReport(knowledge, merge, options.take, options.out, templates)
        : mergeText(knowledge, merge, outputWidth(streams.out.columns, streams.env));
    writeResult(streams, options, { kind: 'document', json: mergeJson(merge, options.take, text), text: report });
    if (options.out !== undefined) tell(streams, options, `${options.dryRun ? 'Would write' : 'Wrote'} ${options.out}`);
  });
}

/** Every file, or everything that is wrong in any of them. */
async function readAll({ streams, knowledge }: Context, files: readonly string[], options: CommonOptions): Promise<NamedAnswers[]> {
  const names = shortNames(files);
  const named: NamedAnswers[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    try {
      const { warnings, ...answers } = await readAnswers(knowledge, file, [], streams);
      tellWarnings(streams, options, warnings);
      named.push({ source: names[index] ?? file, file: answers });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return named;
}

/** How the report calls the files: by their last part where that tells them apart. */
function shortNames(files: readonly string[]): string[] {
  const last = files.map((file) => (file === '-' ? 'standard input' : basename(file)));
  return last.map((name, index) => (last.filter((one) => one === name).length > 1 ? (files[index] ?? name) : name));
}

/** The merge as data: questions by their key only; what is left open is null. */
function mergeJson({ differences, ...merge }: Merge, rule: MergeRule, file: string): unknown {
  return {
    rule,
    ...merge,
    differences: differences.map(({ key, kind, opinions, taken, decisive, points, exchanges }) => ({
      key,
      kind,
      decisive,
      points,
      opinions: opinions.map(({ source, value }) => ({ source, value: value ?? null })),
      taken: taken ?? null,
      exchanges: exchanges.map(({ to, ...exchange }) => ({ ...exchange, to: to ?? null })),
    })),
    file,
  };
}
