import type { Command } from 'commander';
import { describeProblem } from '../../document/problem.js';
import { type Context, collect } from '../context.js';
import { readAnswers } from '../read-answers.js';

/** `mesh-advisor check FILE`: validates answers only. */
export function checkCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('check')
    .description('validate an answers file and say what is still open')
    .argument('<file>', 'answers file (YAML or JSON), or - for standard input')
    .option('--set <key=value>', 'set one answer', collect, [])
    .action(async (file: string, options: { set: string[] }) => {
      const parsed = await readAnswers(knowledge, file, options.set, streams);
      for (const warning of parsed.warnings) streams.err.write(`${describeProblem(warning)}\n`);
      const questions = knowledge.questionnaire.sections.flatMap((section) => section.questions);
      const open = questions.filter((question) => question.essential && parsed.answers[question.id] === undefined);
      streams.out.write(`${Object.keys(parsed.answers).length} of ${questions.length} questions answered; no errors.\n`);
      if (open.length > 0) streams.out.write(`Essential questions still open: ${open.map((question) => question.id).join(', ')}\n`);
    });
}
