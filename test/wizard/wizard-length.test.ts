import { expect, it } from 'vitest';
import { calibrationLengths, wizardLengthTable } from '../../scripts/wizard-length.js';
import { knowledge } from '../knowledge.js';

it('decides a typical situation in 15 questions or fewer, and names the candidate that all answers give', () => {
  const rows = calibrationLengths(knowledge);
  process.stdout.write(`${wizardLengthTable(rows)}\n`);
  const counts = rows.map((row) => row.questions).sort((a, b) => a - b);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(15);
  expect(rows.filter((row) => row.named === row.full).length / rows.length).toBeGreaterThan(0.9);
  for (const row of rows.filter((one) => one.certain)) expect(row.named, row.id).toBe(row.full);
});
