import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './command.js';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-input-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(place, name), content);
  return join(place, name);
};
const text = 'answers: { services: 4 }\n';

describe('answers files', () => {
  it('are read with a byte order mark and with any line ends', async () => {
    for (const content of [`\uFEFF${text}`, text.replaceAll('\n', '\r\n')])
      expect((await command(['check', file('a.yaml', content)])).code).toBe(0);
    const { err } = await command(['check', file('b.yaml', 'answers:\r\n  services: 4\r\n  cni: calcio\r\n')]);
    expect(err).toContain('b.yaml:3:8: error[bad-answer]');
    expect(err).toContain('  3 |   cni: calcio\n');
  });

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'not-utf8', /UTF-16 text; save it as UTF-8/],
    ['Latin-1', Buffer.from('name: Zürich\n', 'latin1'), 'not-utf8', /not UTF-8 text \(byte 8\)/],
    ['nothing', '', 'empty-input', /is empty; `mesh-advisor init/],
    ['comments only', '# later\n\n', 'empty-input', /is empty/],
    ['too much', 'a'.repeat(1024 * 1024 + 1), 'input-too-large', /larger than 1 MiB/],
  ])('with %s in them are refused in plain words', async (name, content, id, words) => {
    for (const run of [command(['check', file('c.yaml', content)]), command(['check', '-'], Buffer.from(content))]) {
      const { code, out, err } = await run;
      expect({ code, out }, name).toEqual({ code: 2, out: '' });
      expect(err).toContain(`error[${id}]: `);
      expect(err).toMatch(words);
    }
  });

  it('that are folders, or are not there, are refused in plain words', async () => {
    expect((await command(['check', place])).err).toContain('error[not-a-file]');
    expect((await command(['advise', join(place, 'none.yaml')])).err).toMatch(/error\[no-such-file\]: .*mesh-advisor init .*none\.yaml/);
    expect((await command(['review', join(place, 'none.json')])).err).not.toContain('init');
    expect((await command(['check', join(file('d.yaml', text), 'below')])).err).toContain('error[no-such-file]');
  });

  it('tell everything that is wrong at once: in the frame, in the answers and in --set', async () => {
    const bad = file('e.yaml', 'nmae: x\nservices: 4\nanswers:\n  cni: calcio\n  servces: 5\nweights:\n  latancy: 3\n');
    const { code, err } = await command(['check', bad, '--set', 'clusters', '--set', 'regions=[1', '--set', 'pods=many']);
    expect(code).toBe(2);
    for (const part of [
      'e.yaml:1:1: error[unknown-key]: unknown key `nmae`',
      'e.yaml:2:1: error[misplaced-answer]: `services` stands at the top',
      'e.yaml:4:8: error[bad-answer]',
      'e.yaml:5:3: error[unknown-question]',
      '--set:1:1: error[bad-assignment]',
      'error[yaml-syntax]',
    ])
      expect(err).toContain(part);
  });

  it('that are something else altogether do not flood the terminal', async () => {
    const { err } = await command([
      'check',
      file('f.yaml', `answers:\n${Array.from({ length: 400 }, (_, row) => `  x${row}: 1\n`).join('')}`),
    ]);
    expect(err).toContain('and 350 more like these');
    expect(err.split('\n').length).toBeLessThan(300);
  });

  it('and words of the command line cannot steer the terminal', async () => {
    const { err } = await command(['explain', '\u001b[31mred']);
    expect(err).not.toContain('\u001b');
  });
});

describe('output', () => {
  it('that cannot be written leaves nothing behind and is no fault of the program', async () => {
    const there = file('g', 'a file');
    const { code, err } = await command(['advise', '--set', 'services=4', '--format', 'json', '--out', join(there, 'below')]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error\[cannot-write\]: cannot write .*: a part of the path is a file\n$/);
    expect(readdirSync(place)).not.toContain('below');
  });

  it('of init makes the folders on its way and never replaces a file by itself', async () => {
    const target = join(place, 'new', 'answers.yaml');
    expect((await command(['init', target, '--dry-run'])).out).toBe(`Would write ${target}\n`);
    expect((await command(['init', target])).code).toBe(0);
    expect((await command(['init', target])).code).toBe(5);
    expect((await command(['init', target, '--force', '--quiet'])).err).toBe('');
    expect((await command(['init', place])).code).toBe(5);
  });

  it.skipIf(process.getuid?.() === 0)('into a folder that may not be written to is refused in plain words', async () => {
    const locked = join(place, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    expect((await command(['init', join(locked, 'answers.yaml')])).err).toContain('error[cannot-write]');
    chmodSync(locked, 0o700);
  });
});
