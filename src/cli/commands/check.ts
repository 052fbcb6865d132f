import type { Command } from 'commander';
import type { CommonOptions } from '../common-options.js';
import { type Context, collect } from '../context.js';
import { tellWarnings, writeResult } from '../output.js';
import { readAnswers } from '../read-answers.js';

interface CheckOptions extends CommonOptions {
  readonly set: string[];
}

/** `mesh-advisor check FILE`: validates answers only. */
export function checkCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('check')
    .description('validate an answers file and say what is still open')
    .argument('<file>', 'answers file (YAML or JSON), or - for standard input')
    .option('--set <key=value>', 'set one answer; repeatable', collect, [])
    .action(async (file: string, options: CheckOptions) => {
      const { answers, warnings } = await readAnswers(knowledge, file, options.set, streams);
      tellWarnings(streams, options, warnings);
      const questions = knowledge.questionnaire.sections.flatMap((section) => section.questions);
      const answered = Object.keys(answers).length;
      const open = questions.filter((question) => question.essential && answers[question.id] === undefined).map(({ id }) => id);
      const text = [
        `${answered} of ${questions.length} questions answered; no errors.`,
        ...(open.length > 0 ? [`Essential questions still open: ${open.join(', ')}`] : []),
        '',
      ].join('\n');
      writeResult(streams, options, {
        kind: 'summary',
        json: { answered, questions: questions.length, essentialOpen: open, warnings },
        text,
      });
    });
}
