/**
 * `npm run calibrate`: runs the answers of published adoption decisions (test/calibration) and prints, for each, what was decided,
 * what the advisor says, the margin between its winner and the first acceptable alternative, and how sure it is.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { catalog } from '../src/generated/catalog.js';
import { questionnaire } from '../src/generated/questionnaire.js';
import {
  calibrationRows,
  calibrationTable,
  caseRobustness,
  type Expectations,
  leaveOneOut,
  leaveOneOutTable,
  robustnessTable,
} from './calibration.js';
import { readTexts } from './data-files.js';

const folder = 'test/calibration';
const expectations: Expectations = parse(readFileSync(`${folder}/expectations.yaml`, 'utf8'));
const answers = Object.fromEntries(
  Object.entries(readTexts(folder, ['.yaml']))
    .filter(([name]) => name !== 'expectations.yaml')
    .map(([name, text]) => [name.replace(/\.yaml$/, ''), text]),
);
const knowledge = { catalog, questionnaire };
process.stdout.write(calibrationTable(calibrationRows(knowledge, answers, expectations)));
process.stdout.write(`\n${robustnessTable(caseRobustness(knowledge, answers, expectations))}`);
process.stdout.write(`\n${leaveOneOutTable(leaveOneOut(knowledge, answers, expectations))}`);
