import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-cli-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

async function command(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(args, { in: Readable.from([input]), out, err, env });
  out.end();
  err.end();
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}

const write = (name: string, text: string) => {
  writeFileSync(join(place, name), text);
  return join(place, name);
};

describe('mesh-advisor advise', () => {
  it('writes report, record, answers and starter config, and prints the verdict in at most ten lines', async () => {
    const { code, out, err } = await command(['advise', 'examples/forty-services-golden-metrics.yaml', '--out', join(place, 'out')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    expect(readdirSync(join(place, 'out')).sort()).toEqual(
      expect.arrayContaining(['adr.md', 'answers.yaml', 'decision.json', 'report.html', 'report.md', 'starter']),
    );
  });

  it('gives the same bytes for a file, for standard input, for JSON and for the answers file that it writes', async () => {
    const yaml = 'name: shop\nanswers: { services: 12, goals: [observe], clusters: 1 }\n';
    const json = '{"name":"shop","answers":{"clusters":1,"goals":["observe"],"services":12}}';
    await command(['advise', write('a.yaml', yaml), '--out', join(place, 'one')]);
    await command(['advise', '-', '--out', join(place, 'two')], json);
    await command(['advise', join(place, 'one', 'answers.yaml'), '--out', join(place, 'three')]);
    const tree = (name: string) =>
      Object.fromEntries(
        readdirSync(join(place, name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => [
            join(entry.parentPath, entry.name).slice(join(place, name).length),
            readFileSync(join(entry.parentPath, entry.name), 'utf8'),
          ]),
      );
    expect(tree('two')).toEqual(tree('one'));
    expect(tree('three')).toEqual(tree('one'));
  });

  it('prints one JSON document and nothing else with --json', async () => {
    const { out } = await command(['advise', '--set', 'services=5', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      verdict: { kind: expect.any(String) },
      recommendation: { candidate: 'no-mesh' },
      ranking: expect.any(Array),
    });
  });

  it('refuses bad input with everything that is wrong, exit code 2, and writes nothing', async () => {
    const { code, err } = await command([
      'advise',
      write('bad.yaml', 'answers:\n  servces: 4\n  cni: calcio\n'),
      '--out',
      join(place, 'out'),
    ]);
    expect(code).toBe(2);
    expect(err).toContain('bad.yaml:2:3: error[unknown-question]');
    expect(err).toContain('did you mean `services`?');
    expect(err).toContain('bad.yaml:3:8');
    expect(readdirSync(place)).toEqual(['bad.yaml']);
  });

  it('names a file that is not there, and how to make one', async () => {
    const { code, err } = await command(['advise', 'nothing.yaml']);
    expect(code).toBe(2);
    expect(err).toContain('mesh-advisor init nothing.yaml');
  });

  it('does not touch an existing folder without --force, exit code 5', async () => {
    const args = ['advise', '--set', 'services=5', '--out', join(place, 'out')];
    expect((await command(args)).code).toBe(0);
    expect((await command(args)).code).toBe(5);
    expect((await command([...args, '--force'])).code).toBe(0);
  });

  it('writes the report all the same when no alternative meets every must, exit code 3', async () => {
    const { code, out } = await command([
      'advise',
      '--set',
      'orchestrators=[nomad]',
      '--set',
      'operations-needs.sidecarless=must',
      '--set',
      'application-changes=no',
      '--set',
      'traffic-needs.retries=must',
      '--out',
      join(place, 'out'),
    ]);
    expect(code).toBe(3);
    expect(out).toContain('No alternative meets every must');
    expect(readFileSync(join(place, 'out', 'report.md'), 'utf8')).toContain('No alternative');
    expect(readdirSync(join(place, 'out'))).not.toContain('starter');
  });

  it('takes the date of the report from --date or SOURCE_DATE_EPOCH, and refuses what is no date', async () => {
    expect((await command(['advise', '--set', 'services=5', '--date', '2026-13-01'])).code).toBe(2);
    expect((await command(['advise', '--set', 'services=5', '--quiet'], '', { SOURCE_DATE_EPOCH: 'soon' })).code).toBe(2);
    expect((await command(['advise', '--set', 'services=5', '--quiet'], '', { SOURCE_DATE_EPOCH: '1795000000' })).code).toBe(0);
  });
});

describe('usage', () => {
  it('of an unknown command or option is an error with a suggestion, exit code 2', async () => {
    const { code, err } = await command(['advice']);
    expect(code).toBe(2);
    expect(err).toContain('advise');
    expect((await command(['advise', '--ot', 'x'])).code).toBe(2);
  });

  it('without a terminal asks nothing: it names what to do instead, exit code 2', async () => {
    const { code, err } = await command([]);
    expect(code).toBe(2);
    expect(err).toContain('advise');
  });

  it('is explained by --help with all exit codes, and --version prints the version', async () => {
    expect((await command(['--help'])).out).toContain('130');
    expect((await command(['--version'])).out).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('mesh-advisor starter', () => {
  it('writes the starter config of a losing alternative too', async () => {
    const { code } = await command(['starter', 'istio/ambient', 'examples/five-services-start-up.yaml', '--out', join(place, 'starter')]);
    expect(code).toBe(0);
    expect(readdirSync(join(place, 'starter'))).toContain('README.md');
  });

  it('suggests a name for one that is not known', async () => {
    const { code, err } = await command(['starter', 'istio/ambiente', '--out', join(place, 'starter')]);
    expect(code).toBe(2);
    expect(err).toContain('did you mean istio/ambient?');
  });
});
