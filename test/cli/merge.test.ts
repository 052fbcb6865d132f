import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './command.js';

let place: string;
let files: string[];
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-merge-'));
  files = Object.entries({
    'ann.yaml': 'name: shop\nanswers: { services: 40, goals: [edge], simplicity: decisive }\n',
    'bob.yaml': 'name: shop\nanswers: { services: 40, goals: [encrypt-traffic, observe], security-needs: { mtls-automatic: must } }\n',
  }).map(([name, text]) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('mesh-advisor merge', () => {
  it('says in 80 columns what each file leads to and what matters', async () => {
    const { code, out, err } = await command(['merge', ...files], '', { COLUMNS: '80' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const part of ['ann.yaml: No mesh', 'bob.yaml: ', 'merged: ', 'goals: [ edge ] (ann.yaml)', 'change the product'])
      expect(out).toContain(part);
  });

  it('prints a Markdown report, and the same as data', async () => {
    const { out } = await command(['merge', ...files, '--format', 'markdown']);
    expect(out).toMatch(/^# Merged answers: shop\n/);
    expect(out).toContain('### `goals`');
    expect(out).not.toMatch(/undefined|NaN|\[object/);
    const data = JSON.parse((await command(['merge', ...files, '--json'])).out);
    expect(data.differences.map(({ key }: { key: string }) => key)).toContain('goals');
    expect(data.recommendations).toHaveLength(3);
  });

  it('writes a merged file that advise takes, once, and never over another one without --force', async () => {
    const out = join(place, 'deep', 'merged.yaml');
    expect(await command(['merge', ...files, '--out', out, '--dry-run'])).toMatchObject({ code: 0, err: `Would write ${out}\n` });
    expect(existsSync(out)).toBe(false);
    expect((await command(['merge', ...files, '--out', out])).code).toBe(0);
    expect((await command(['check', out])).code).toBe(0);
    const before = readFileSync(out, 'utf8');
    expect(await command(['merge', ...files, '--out', out, '--take', 'first'])).toMatchObject({ code: 5, out: '' });
    expect(readFileSync(out, 'utf8')).toBe(before);
    expect((await command(['merge', ...files, '--out', out, '--take', 'first', '--force', '--quiet'])).err).toBe('');
    expect(readFileSync(out, 'utf8')).toContain('goals: [ edge ]');
  });

  it('tells what is wrong in all files at once, and needs two different ones', async () => {
    const bad = ['c.yaml', 'd.yaml'].map((name) => {
      writeFileSync(join(place, name), 'answers: { servces: 4 }\n');
      return join(place, name);
    });
    const { code, err } = await command(['merge', ...bad]);
    expect(code).toBe(2);
    expect(err).toContain('c.yaml:1:12: error[unknown-question]');
    expect(err).toContain('d.yaml:1:12: error[unknown-question]');
    expect((await command(['merge', files[0] ?? ''])).err).toContain('error[one-file-only]');
    expect((await command(['merge', files[0] ?? '', files[0] ?? ''])).err).toContain('error[file-named-twice]');
  });
});
