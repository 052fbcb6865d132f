import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function command(...args: readonly string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(args, { in: Readable.from(['']), out, err, env: {} });
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}
const example = 'examples/forty-services-golden-metrics.yaml';

describe('mesh-advisor what-if', () => {
  it('shows ranking and gates side by side in 80 columns', async () => {
    const { code, out } = await command('what-if', example, '--set', 'commercial-licence=yes');
    expect(code).toBe(0);
    const table = out.split('\n').filter((line) => line.includes(' %') && !line.includes('draws'));
    expect(table.length).toBe(7);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toMatch(/as it is +with the change/);
    expect(out).toContain('no longer fails free-to-use');
    expect(out).toContain('10,000 draws');
  });

  it('agrees with advise about both decisions', async () => {
    const change = 'application-changes=yes-freely';
    const { out } = await command('what-if', example, '--set', change, '--json');
    const comparison = JSON.parse(out);
    const winner = async (...set: readonly string[]) =>
      JSON.parse((await command('advise', example, ...set, '--json')).out).recommendation?.alternative ?? null;
    expect(comparison.winnerBefore).toBe(await winner());
    expect(comparison.winnerAfter).toBe(await winner('--set', change));
    expect(comparison.changed).toBe(comparison.winnerBefore !== comparison.winnerAfter);
  });

  it('refuses to compare with nothing, and answers that do not exist', async () => {
    expect(await command('what-if', example)).toMatchObject({ code: 2, err: expect.stringContaining('--set') });
    expect(await command('what-if', example, '--set', 'servces=4')).toMatchObject({ code: 2, err: expect.stringContaining('services') });
    expect(await command('what-if', '-', '--set', 'services=4')).toMatchObject({ code: 2 });
  });
});

describe('mesh-advisor review', () => {
  const record = join(folder, 'decision.json');

  it('finds nothing changed in a decision of today', async () => {
    writeFileSync(record, (await command('advise', example, '--json')).out);
    const { code, out } = await command('review', record);
    expect(code).toBe(0);
    expect(out).toMatch(/^Unchanged: /);
  });

  it('exits with 4 when the recommendation changed, and says to what', async () => {
    const old = JSON.parse(readFileSync(record, 'utf8'));
    writeFileSync(
      record,
      JSON.stringify({
        ...old,
        edition: { ...old.edition, catalogDigest: 'older' },
        recommendation: { candidate: 'x', alternative: 'x/y', title: 'Something older' },
      }),
    );
    const { code, out } = await command('review', record);
    expect(code).toBe(4);
    expect(out).toMatch(/^Changed: Something older before, /);
    expect(out).toContain('catalog older');
    const json = await command('review', record, '--json');
    expect(json.code).toBe(4);
    expect(JSON.parse(json.out)).toMatchObject({ changed: true, before: 'x/y' });
  });

  it('refuses a file that is no decision record, with the place of each error', async () => {
    writeFileSync(record, '{"formatVersion": 1, "name": 3}');
    expect(await command('review', record)).toMatchObject({ code: 2, err: expect.stringContaining('decision.json:1') });
    expect(await command('review', join(folder, 'none.json'))).toMatchObject({ code: 2 });
  });
});
