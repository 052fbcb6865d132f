import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

async function checkConfig(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await run(['check-config', ...args], { in: new PassThrough(), out, err, env: {} });
  const text = (stream: PassThrough) => String(stream.read() ?? '').replaceAll(folder, 'DIR');
  return { code, out: text(out), err: text(err) };
}

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: b }\n';
const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndaat: { a: b }\n';

describe('mesh-advisor check-config', () => {
  it('says that all is well, and what was not checked', async () => {
    write('a.yaml', good);
    write('helm/x.values.yaml', 'a: 1\n');
    write('README.md', 'no manifest\n');
    expect(await checkConfig(folder)).toEqual({
      code: 0,
      out: 'Checked 1 object in 2 files: no problems.\nNot checked:\n  DIR/helm/x.values.yaml: Helm values: --values DIR checks them\n',
      err: '',
    });
  });
  it('shows a problem with its line and ends with 2', async () => {
    write('sub/a.yaml', bad);
    const { code, err } = await checkConfig(folder);
    expect(code).toBe(2);
    expect(err).toContain('DIR/sub/a.yaml:4:1: error[unknown-field]: unknown field `daat`\n  4 | daat: { a: b }\n    | ^\n');
    expect(err).toContain('did you mean `data`?');
  });
  it('checks one file', async () => {
    write('a.yaml', bad);
    write('b.yaml', bad);
    const { code, out } = await checkConfig(join(folder, 'a.yaml'));
    expect([code, out]).toEqual([2, 'Checked 1 object in 1 file: 1 problem.\n']);
  });
  it('prints JSON and nothing else', async () => {
    write('a.yaml', bad);
    const { code, out, err } = await checkConfig(folder, '--json');
    expect(code).toBe(2);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ objects: 1, problems: [{ id: 'unknown-field', line: 4, column: 1, suggestion: 'data' }] });
  });
  it('is quiet when told', async () => {
    write('a.yaml', good);
    expect(await checkConfig(folder, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });
  it.each([
    [[], 'there is no folder or file DIR/none (DIR)'],
    [['--crds'], 'there is no folder or file DIR/none (--crds)'],
  ])('says so when a folder is not there: %j', async (option, message) => {
    write('a.yaml', good);
    const none = join(folder, 'none');
    const { code, err } = await checkConfig(...(option.length === 0 ? [none] : [folder, ...option, none]));
    expect([code, err]).toEqual([2, `error[no-such-folder]: ${message}\n`]);
  });
  it('says so when there is nothing to check', async () => {
    write('README.md', 'nothing\n');
    const { code, err } = await checkConfig(folder);
    expect([code, err]).toEqual([2, 'error[no-manifests]: DIR has no YAML or JSON file (DIR)\n']);
  });
  it('leaves hidden folders and node_modules alone', async () => {
    write('a.yaml', good);
    write('.git/b.yaml', bad);
    write('node_modules/c.yaml', bad);
    expect((await checkConfig(folder)).code).toBe(0);
  });
  it('checks its own starter config', async () => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const starter = join(folder, 'starter');
    const code = await run(['starter', 'no-mesh', '--set', 'gitops-tool=flux', '--out', starter], {
      in: new PassThrough(),
      out,
      err,
      env: {},
    });
    expect([code, String(err.read() ?? '')]).toEqual([0, '']);
    expect(await checkConfig(starter, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });
});
