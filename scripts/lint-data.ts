/**
 * The data lint, part of `npm run lint`: rules over catalog/, questions/ and the starter plans, and whether docs/catalog.md is current.
 * `tsx scripts/lint-data.ts --today 2026-11-24` also judges dates: without it nothing depends on the day, since the clock is never read.
 */
import { parseArgs } from 'node:util';
import { locatorOf } from '../src/catalog/lint/locate.js';
import { describeFound, type FoundProblem, lintCatalog } from '../src/catalog/lint/rules.js';
import { describeProblem, InputError } from '../src/document/problem.js';
import { lintQuestionnaire } from '../src/questionnaire/lint/rules.js';
import { lintStarter } from '../src/starter/lint.js';
import { staleReference } from './catalog-reference.js';
import { lintInput, readLintTexts } from './lint-input.js';

const { values: options } = parseArgs({ options: { today: { type: 'string' } } });

try {
  if (options.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.today))
    throw new Error(`--today ${options.today} is no date; write it as 2026-11-24`);
  const texts = readLintTexts();
  const input = lintInput(texts, options.today);
  const found = [...lintCatalog(input.catalog), ...lintQuestionnaire(input.questions)];
  const locators = [locatorOf('catalog', texts.catalog), locatorOf('questions', texts.questions)];
  const describe = (one: FoundProblem) => {
    const located = locators[one.at.kind === 'questionnaire' ? 1 : 0]?.locate(one);
    return located === undefined ? describeFound(one) : `${describeProblem(located)}\n  record: ${describeFound(one).split(': ', 1)[0]}`;
  };
  const errors = found.filter(({ severity }) => severity === 'error');
  const notes = found.filter(({ severity }) => severity === 'note');
  for (const one of [...notes, ...errors]) process.stdout.write(`${describe(one)}\n\n`);
  const planned = lintStarter(input.starter, input.words);
  for (const { place, message } of planned) process.stdout.write(`templates/starter: ${place}: ${message}\n`);
  const stale = staleReference(input.catalog.catalog);
  if (stale !== undefined) process.stdout.write(`${stale}\n`);
  const dates = options.today === undefined ? 'dates not judged (no --today)' : `dates judged against ${options.today}`;
  process.stdout.write(`Data lint: ${errors.length + planned.length} errors, ${notes.length} notes; ${dates}.\n`);
  if (errors.length + planned.length > 0 || stale !== undefined) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
