import { stringify } from 'yaml';
import type { AnswerValue } from '../condition/condition.js';
import { type AnswersFile, answersVersion, inOrder } from './answers-file.js';
import type { Question, Questionnaire } from './schema.js';

/** An answers file with exactly these answers, in the questionnaire's order; reading it gives the same answers. */
export function writeAnswers(questionnaire: Questionnaire, file: AnswersFile): string {
  const ordered = inOrder(questionnaire, file.answers);
  return stringify(
    {
      version: answersVersion,
      name: file.name,
      answers: ordered,
      ...(Object.keys(file.weights).length === 0 ? {} : { weights: file.weights }),
    },
    { lineWidth: 120 },
  );
}

/** A commented answers file with every question, all still unknown (`mesh-advisor init`). */
export function blankAnswers(questionnaire: Questionnaire, answers: Readonly<Record<string, AnswerValue>> = {}): string {
  const lines = [
    '# Answers for mesh-advisor. Fill in what you know; `unknown` is the same as leaving it out.',
    `version: ${answersVersion}`,
    'name: my-platform',
    'answers:',
  ];
  for (const section of questionnaire.sections) {
    lines.push('', `  # == ${section.title} ==`, ...comment(section.intro));
    for (const question of section.questions) {
      lines.push(
        '',
        ...comment(`${question.prompt}${question.essential ? ' (essential)' : ''}`),
        ...comment(question.help),
        ...choices(question),
      );
      const value = answers[question.id];
      lines.push(
        ...stringify({
          [question.id]:
            value ?? (question.type === 'grid' ? Object.fromEntries(question.rows.map((row) => [row.capability, 'unknown'])) : 'unknown'),
        })
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function choices(question: Question): string[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return [
        ...comment(question.type === 'choices' ? 'A list of:' : 'One of:'),
        ...question.options.map(
          (option) => `  #   ${option.value}: ${option.label}${option.hint === undefined ? '' : ` (${option.hint})`}`,
        ),
      ];
    case 'number':
      return comment(`${question.unit}, from ${question.min} to ${question.max}`);
    case 'yes-no':
      return comment('true or false');
    case 'grid':
      return comment('Each one of must, should, nice, covered, no.');
    case 'text':
      return comment(`For example ${question.example}`);
  }
}

function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > 96) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => `  # ${part}`);
}
