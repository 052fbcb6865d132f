/**
 * `npm run wizard:length`: how long the wizard asks. For every calibration case, a person who gives the answers of the file (rows of a grid
 * that the file leaves out are "no", other questions that it leaves out are "I don't know") talks to the wizard until it offers to stop,
 * and then on until its stop rule fires. Prints the table and writes it into docs/wizard-length.md.
 */
import { writeFileSync } from 'node:fs';
import { weightIds } from '../src/cli/read-answers.js';
import { decide, type Knowledge } from '../src/decision/decide.js';
import { type Answers, questionsOf } from '../src/decision/situation.js';
import { catalog } from '../src/generated/catalog.js';
import { questionnaire } from '../src/generated/questionnaire.js';
import { parseAnswers } from '../src/questionnaire/answers.js';
import type { Question } from '../src/questionnaire/schema.js';
import { robustAdviser } from '../src/wizard/robust-adviser.js';
import { answerQuestion, nextStep, type Session, startSession } from '../src/wizard/session.js';
import type { Adviser } from '../src/wizard/standing.js';
import { readTexts } from './data-files.js';

export interface WizardLength {
  readonly id: string;
  /** questions asked when the wizard offers to stop */
  readonly questions: number;
  /** the stop rule has fired by then; otherwise no open question stands out */
  readonly certain: boolean;
  /** probability, when it offers to stop, that the open answers together give another candidate */
  readonly couldDiffer: number;
  /** candidate named then */
  readonly named: string;
  /** questions asked when the stop rule fires, for a person who goes on */
  readonly settledAfter: number;
  /** candidate that all answers of the person give */
  readonly full: string;
}

/** One talk, from the first question to the stop, and on until nothing left could change the answer. */
export function wizardLength(knowledge: Knowledge, adviser: Adviser, id: string, given: Answers): WizardLength {
  const person = (question: Question) => {
    const value = given[question.id];
    if (question.type !== 'grid' || value === undefined) return value;
    const rows = typeof value === 'object' && !Array.isArray(value) ? value : {};
    return Object.fromEntries(question.rows.map((row) => [row.capability, Reflect.get(rows, row.capability) ?? 'no']));
  };
  const candidateOf = (answers: Answers) => decide(knowledge, answers).winner?.alternative.candidate.id ?? 'none';
  const answer = (session: Session, question: Question) => answerQuestion(knowledge.questionnaire, session, question.id, person(question));

  let session = startSession({ name: id, answers: {}, weights: {} });
  let step = nextStep(knowledge.questionnaire, session, () => adviser.guide(session));
  while (step.kind === 'ask') {
    session = answer(session, step.question);
    step = nextStep(knowledge.questionnaire, session, () => adviser.guide(session));
  }
  const stopped = session;
  const certain = step.kind === 'settled' && step.certain;
  const couldDiffer = step.kind === 'settled' ? step.couldDiffer : 0;

  // going on as the menu offers it: the essential questions left, then everything
  for (const pace of ['essential', 'everything'] as const) {
    session = { ...session, pace };
    while (!adviser.guide(session).settled) {
      const on = nextStep(knowledge.questionnaire, session, () => adviser.guide(session));
      if (on.kind !== 'ask') break;
      session = answer(session, on.question);
    }
  }
  const all = Object.fromEntries(
    questionsOf(knowledge.questionnaire).flatMap((question) => {
      const value = person(question);
      return value === undefined ? [] : [[question.id, value]];
    }),
  );
  return {
    id,
    questions: stopped.asked.length,
    certain,
    couldDiffer,
    named: candidateOf(stopped.answers),
    settledAfter: session.asked.length,
    full: candidateOf(all),
  };
}

/** The table of all talks in Markdown, and what it comes to. */
export function wizardLengthTable(rows: readonly WizardLength[]): string {
  const heads = ['case', 'questions until it offers to stop', 'could still differ', 'named then', 'by all answers', '', 'stop rule after'];
  const cells = rows.map((row) => [
    row.id,
    String(row.questions),
    row.certain ? 'under 5 %' : `${Math.round(100 * row.couldDiffer)} %`,
    row.named,
    row.full,
    row.named === row.full ? 'same' : 'differs',
    String(row.settledAfter),
  ]);
  const widths = heads.map((head, column) => Math.max(3, head.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const line = (parts: readonly string[]) => `| ${parts.map((part, column) => part.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const middle = (counts: readonly number[]) => [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  const same = rows.filter((row) => row.named === row.full).length;
  const short = rows.filter((row) => row.questions <= 15).length;
  return [
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.map(line),
    '',
    `Median ${middle(rows.map((row) => row.questions))} questions until it offers to stop; ${short} of ${rows.length} within 15; ${same} of ${rows.length} name the candidate that all`,
    `answers give. The stop rule itself (under 5 % that anything open gives another candidate) takes ${middle(rows.map((row) => row.settledAfter))} questions in the middle case.`,
    '',
  ].join('\n');
}

/** The page docs/wizard-length.md. */
function page(table: string): string {
  return `# How long the wizard asks

Made by \`npm run wizard:length\`; do not edit. For each case of \`test/calibration/\`, a person gives the answers of the file: rows of a grid that
it leaves out are "no", other questions that it leaves out are "I don't know".

The wizard offers to stop when its stop rule fires, or when no open question is worth asking for itself (its answer would improve the choice by
less than 0.2 points of 100 on average). In the second case it says how probable it is that the open answers together give another candidate,
and offers to go on; "stop rule after" counts the questions for a person who goes on until less than 5 % remain. Where much could still
differ, the first two are close together, so that little is lost either way.

${table}`;
}

/** Every case of test/calibration. */
export function calibrationLengths(knowledge: Knowledge): WizardLength[] {
  const adviser = robustAdviser(knowledge);
  return Object.entries(readTexts('test/calibration', ['.yaml']))
    .filter(([name]) => name !== 'expectations.yaml')
    .map(([name, text]) =>
      wizardLength(
        knowledge,
        adviser,
        name.replace(/\.yaml$/, ''),
        parseAnswers(knowledge.questionnaire, weightIds(knowledge), name, text).answers,
      ),
    );
}

if (process.argv[1]?.endsWith('wizard-length.ts') === true) {
  const table = wizardLengthTable(calibrationLengths({ catalog, questionnaire }));
  process.stdout.write(table);
  writeFileSync('docs/wizard-length.md', page(table));
}
