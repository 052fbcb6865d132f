import type { Questionnaire } from '../questionnaire/schema.js';

/** What to say where nobody can be asked: the essential questions with their keys, and how to answer them without a terminal. */
export function missingAnswers(questionnaire: Questionnaire, reason: string): string {
  const essential = questionnaire.sections.flatMap((section) => section.questions).filter((question) => question.essential);
  const width = Math.max(...essential.map((question) => question.id.length));
  return [
    `${reason}, so nothing is asked. These answers are missing:`,
    ...essential.map((question) => `  ${question.id.padEnd(width)}  ${question.prompt}`),
    '',
    'Write them into a file and run it:',
    '  mesh-advisor init answers.yaml',
    '  mesh-advisor advise answers.yaml --out advice',
    `or give them one by one: mesh-advisor advise --set services=40 --set clusters=1 ...`,
  ].join('\n');
}
