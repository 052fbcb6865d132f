import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionRecordSchema } from '../../src/report/record-schema.js';
import { command } from './command.js';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-options-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const answers = ['--set', 'services=5'];
const example = 'examples/five-services-start-up.yaml';

describe('--json', () => {
  it.each([
    [['advise', example]],
    [['check', example]],
    [['compare', 'linkerd', '--group', 'security']],
    [['explain', 'retries']],
    [['what-if', example, '--set', 'services=50']],
    [['schema', 'answers']],
    [['schema']],
    [['help', 'exit-codes']],
    [['completion', 'bash']],
    [['init', '-']],
    [['starter', 'linkerd', example, '--out', 'DIR', '--dry-run']],
    [['advise', example, '--out', 'DIR', '--dry-run']],
  ])('of %j prints one JSON document and nothing else, before and after the command', async (args) => {
    const placed = args.map((word) => (word === 'DIR' ? join(place, 'out') : word));
    const after = await command([...placed, '--json']);
    expect(after.code).toBe(0);
    expect(() => JSON.parse(after.out)).not.toThrow();
    expect((await command(['--json', ...placed])).out).toBe(after.out);
  });

  it('tells errors as data too, with the same ids, places and exit code', async () => {
    writeFileSync(join(place, 'bad.yaml'), 'answers:\n  servces: 4\n');
    const { code, out, err } = await command(['check', join(place, 'bad.yaml'), '--json']);
    expect(code).toBe(2);
    expect(err).toContain('error[unknown-question]');
    expect(JSON.parse(out)).toMatchObject({
      error: { exitCode: 2, problems: [{ id: 'unknown-question', line: 2, column: 3, suggestion: 'services' }] },
    });
    expect(JSON.parse((await command(['advise', '--jsn', '--json'])).out)).toMatchObject({
      error: { problems: [{ id: 'unknown-option' }] },
    });
  });
});

describe('--quiet', () => {
  it('leaves out warnings and summaries, and keeps errors and what was asked for', async () => {
    const warned = ['check', '-'];
    const text = 'answers: { clusters: 1, regions: 3 }';
    expect((await command(warned, text)).err).toContain('warning[more-regions-than-clusters]');
    expect(await command([...warned, '--quiet'], text)).toEqual({ code: 0, out: '', err: '' });
    expect((await command(['check', 'none.yaml', '--quiet'])).err).toContain('no-such-file');
    expect((await command(['explain', 'retries', '--quiet'])).out).toContain('Retries');
  });
});

describe('--dry-run', () => {
  it('lists what would be written and writes nothing', async () => {
    const out = join(place, 'out');
    const { code, out: text } = await command(['advise', example, '--out', out, '--dry-run']);
    expect(code).toBe(0);
    expect(text).toMatch(/^Would write to .*:\n {2}create {3}report\.md\n/);
    expect(existsSync(out)).toBe(false);
  });

  it('says what would be replaced and removed, and refuses what writing would refuse', async () => {
    const out = join(place, 'out');
    await command(['advise', example, '--out', out, '--format', 'md,adr']);
    const before = readFileSync(join(out, 'report.md'), 'utf8');
    expect((await command(['advise', example, '--out', out, '--dry-run'])).code).toBe(5);
    const { out: text } = await command(['advise', ...answers, '--out', out, '--format', 'md,json', '--dry-run', '--force']);
    expect(text).toContain('  replace  report.md');
    expect(text).toContain('  create   decision.json');
    expect(text).toContain('  remove   adr.md');
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toBe(before);
  });
});

describe('--format', () => {
  it('chooses the files, and a report without starter config beside it does not speak of one', async () => {
    const out = join(place, 'out');
    const { out: text } = await command(['advise', example, '--out', out, '--format', 'json,md']);
    expect(
      readdirSync(out)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['decision.json', 'pictures', 'report.md']);
    expect(text).toContain('Written to ');
    expect(text).not.toContain('report.html');
    expect(readFileSync(join(out, 'report.md'), 'utf8')).not.toContain('starter/');
  });

  it('does not change what --json prints', async () => {
    const { out } = await command(['advise', example, '--format', 'md', '--json']);
    expect(out).toBe((await command(['advise', example, '--json'])).out);
  });
});

describe('--fail-on', () => {
  const close = ['advise', 'examples/forty-services-golden-metrics.yaml'];

  it('ends with 6 when the outcome came about, and writes the report all the same', async () => {
    const { verdict } = JSON.parse((await command([...close, '--json'])).out);
    const out = join(place, 'out');
    const { code, err } = await command([...close, '--fail-on', 'close-call', '--out', out]);
    expect(verdict.kind).toBe('close-call');
    expect(code).toBe(6);
    expect(err).toBe('failed[close-call]: the recommendation is a close call\n');
    expect(existsSync(join(out, 'report.md'))).toBe(true);
  });

  it('calls facts stale against the date given, never against the clock', async () => {
    const on = (date: string) => command([...close, '--fail-on', 'stale', '--date', date]);
    expect((await on('2026-11-26')).code).toBe(0);
    const near = await on('2027-01-15');
    expect(near.code).toBe(6);
    expect(near.err).toMatch(/failed\[stale\]: on 2027-01-15 .*istio#baseline reaches its end of support \(2027-02-28\) in 44 days/);
    expect((await on('2029-01-01')).err).toMatch(/past its end of support .* was checked \d+ days before/);
    expect((await command([...close, '--fail-on', 'stale'], '', { SOURCE_DATE_EPOCH: '1900000000' })).code).toBe(6);
    expect((await command([...close, '--fail-on', 'stale'])).err).toContain('error[date-needed]');
  });
});

describe('--catalog', () => {
  it('leaves its mark in the record: the digest is that of the knowledge used', async () => {
    const record = async (...more: readonly string[]) =>
      decisionRecordSchema.parse(JSON.parse((await command(['advise', example, '--json', ...more])).out));
    const [shipped, overlaid] = [await record(), await record('--catalog', 'examples/overlay')];
    expect(overlaid.edition.catalogDigest).toMatch(/^[0-9a-f]{12}$/);
    expect(overlaid.edition.catalogDigest).not.toBe(shipped.edition.catalogDigest);
    expect((await record('--catalog', 'examples/overlay')).edition).toEqual(overlaid.edition);
    expect(overlaid.ranking.some(({ alternative }) => alternative.startsWith('kuma/'))).toBe(true);
  });
});

describe('--debug', () => {
  it('shows where an error comes from, and nothing else does', async () => {
    expect((await command(['check', 'none.yaml'])).err).not.toContain('    at ');
    expect((await command(['check', 'none.yaml', '--debug'])).err).toMatch(/error\[no-such-file\]: there is no file none\.yaml.*\n {4}at /);
  });
});

describe('help', () => {
  it('of a command lists its options and the common ones', async () => {
    const { code, out } = await command(['help', 'compare']);
    expect(code).toBe(0);
    for (const part of ['--group', 'Common options', '--json', '--catalog']) expect(out).toContain(part);
    expect((await command(['compare', '--help'])).out).toBe(out);
  });

  it('on exit-codes has them all', async () => {
    const { out } = await command(['help', 'exit-codes']);
    expect(out.split('\n').flatMap((line) => line.trim().match(/^\d+/)?.[0] ?? [])).toEqual(['0', '1', '2', '3', '4', '5', '6', '130']);
  });
});
