import { describe, expect, it } from 'vitest';
import { reportFiles, reportInput, situations } from './report-fixture.js';

/**
 * Whole reports as they read, one file per calibration case: a change of any sentence shows up for review. Where Facts and Sources
 * begin, the report repeats the catalog word for word, which has reviews of its own; so that is left out.
 */
describe('the report of a calibration case reads as reviewed', () => {
  const own = ['nothing-answered', 'no-alternative', 'stays-with-linkerd'];

  it.each(Object.entries(situations))('%s', async (name, answers) => {
    const files = reportFiles(reportInput(answers));
    const [decision = ''] = (files['report.md'] ?? '').split('\n## Facts\n');
    await expect(decision).toMatchFileSnapshot(`__snapshots__/${own.includes(name) ? 'own' : 'calibration'}/${name}.report.md`);
    await expect(files['adr.md'] ?? '').toMatchFileSnapshot(`__snapshots__/${own.includes(name) ? 'own' : 'calibration'}/${name}.adr.md`);
  });
});
