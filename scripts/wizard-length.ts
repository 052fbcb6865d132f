/**
 * How long the wizard asks: for every calibration case, a person who gives the answers of the file (rows of a grid that the file leaves
 * out are "no", other questions that it leaves out are "I don't know") talks to the wizard until it says that the answer is settled.
 */
import { weightIds } from '../src/cli/read-answers.js';
import { decide, type Knowledge } from '../src/decision/decide.js';
import type { Answers } from '../src/decision/situation.js';
import { catalog } from '../src/generated/catalog.js';
import { questionnaire } from '../src/generated/questionnaire.js';
import { parseAnswers } from '../src/questionnaire/answers.js';
import type { Question } from '../src/questionnaire/schema.js';
import { robustAdviser } from '../src/wizard/robust-adviser.js';
import { answerQuestion, nextStep, startSession } from '../src/wizard/session.js';
import type { Adviser } from '../src/wizard/standing.js';
import { readTexts } from './data-files.js';

export interface WizardLength {
  readonly id: string;
  readonly questions: number;
  /** the stop rule fired; otherwise no open question was worth asking */
  readonly certain: boolean;
  /** candidate named at the stop */
  readonly named: string;
  /** candidate that all answers of the person give */
  readonly full: string;
}

/** One talk, from the first question to the stop. */
export function wizardLength(knowledge: Knowledge, adviser: Adviser, id: string, given: Answers): WizardLength {
  const person = (question: Question) => {
    const value = given[question.id];
    if (question.type !== 'grid' || value === undefined) return value;
    const rows = typeof value === 'object' && !Array.isArray(value) ? value : {};
    return Object.fromEntries(question.rows.map((row) => [row.capability, Reflect.get(rows, row.capability) ?? 'no']));
  };
  let session = startSession({ name: id, answers: {}, weights: {} });
  for (;;) {
    const step = nextStep(knowledge.questionnaire, session, () => adviser.guide(session));
    if (step.kind !== 'ask') {
      const candidateOf = (answers: Answers) => decide(knowledge, answers).winner?.alternative.candidate.id ?? 'none';
      const all = Object.fromEntries(
        knowledge.questionnaire.sections
          .flatMap((section) => section.questions)
          .flatMap((question) => {
            const value = person(question);
            return value === undefined ? [] : [[question.id, value]];
          }),
      );
      return {
        id,
        questions: session.asked.length,
        certain: step.kind === 'settled' && step.certain,
        named: candidateOf(session.answers),
        full: candidateOf(all),
      };
    }
    session = answerQuestion(knowledge.questionnaire, session, step.question.id, person(step.question));
  }
}

/** The table of all talks. */
export function wizardLengthTable(rows: readonly WizardLength[]): string {
  const line = (cells: readonly string[]) =>
    `${cells[0]?.padEnd(34)} ${cells[1]?.padStart(9)}  ${cells[2]?.padEnd(18)} ${cells[3]?.padEnd(10)} ${cells[4]?.padEnd(10)} ${cells[5] ?? ''}`.trimEnd();
  const body = rows.map((row) =>
    line([
      row.id,
      String(row.questions),
      row.certain ? 'settled' : 'nothing stands out',
      row.named,
      row.full,
      row.named === row.full ? 'same' : 'DIFFERS',
    ]),
  );
  const counts = rows.map((row) => row.questions).sort((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  const same = rows.filter((row) => row.named === row.full).length;
  const short = rows.filter((row) => row.questions <= 15).length;
  return `${[line(['case', 'questions', 'why it stopped', 'named', 'full', '']), ...body].join('\n')}\n\nmedian ${median} questions; ${short} of ${rows.length} within 15; ${same} of ${rows.length} name the candidate that the full answers give.\n`;
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

if (process.argv[1]?.endsWith('wizard-length.ts') === true)
  process.stdout.write(wizardLengthTable(calibrationLengths({ catalog, questionnaire })));
