import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { calibrationRows, type Expectations } from '../scripts/calibration.js';
import { readTexts } from '../scripts/data-files.js';
import { knowledge } from './knowledge.js';

const folder = 'test/calibration';
const expectations: Expectations = parse(readFileSync(`${folder}/expectations.yaml`, 'utf8'));
const answers = Object.fromEntries(Object.entries(readTexts(folder, ['.yaml'])).map(([name, text]) => [name.replace(/\.yaml$/, ''), text]));

describe('published adoption decisions', () => {
  const rows = calibrationRows(knowledge, answers, expectations);

  it.each(rows.map((row) => [row.id, row] as const))(
    '%s: the recommendation is one that the team or a fair expert would accept',
    (_id, row) => {
      expect({ winner: row.winner, agrees: row.agrees, plainError: row.plainError }).toEqual({
        winner: row.winner,
        agrees: true,
        plainError: false,
      });
    },
  );

  it.each(rows.filter((row) => row.expectation.warns !== undefined).map((row) => [row.id, row] as const))(
    '%s: the report also warns of what matters',
    (_id, row) => {
      expect(row.missingWarnings).toEqual([]);
    },
  );
});
