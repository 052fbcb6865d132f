import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let packed: { filename: string; files: { path: string }[]; size: number };

/** npm without the settings that the test run's own npm hands down. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(config|lifecycle|package)_/.test(name) || name === 'npm_config_registry'),
);

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-packed-'));
  run('npm', ['run', '-s', 'build'], process.cwd());
  [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], process.cwd()));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bin = () => join(folder, 'node_modules', '.bin', 'mesh-advisor');

describe('the packed package, installed into an empty folder', () => {
  it('ships only what runs', () => {
    const top = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect([...top].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'examples', 'package.json']);
    expect(packed.files.some(({ path }) => /\.(test|hbs)/.test(path))).toBe(false);
  });

  it('runs the main job on a shipped example', () => {
    const example = join(folder, 'node_modules', 'mesh-advisor', 'examples', 'forty-services-golden-metrics.yaml');
    const printed = run(bin(), ['advise', example, '--out', 'advice'], folder);
    expect(printed).toMatch(/^Recommendation: /);
    for (const name of ['report.md', 'report.html', 'adr.md', 'decision.json', 'answers.yaml', 'starter/README.md']) {
      expect(existsSync(join(folder, 'advice', name)), name).toBe(true);
    }
    expect(statSync(join(folder, 'advice', 'starter', 'verify.sh')).mode & 0o111).not.toBe(0);
  });

  it('checks manifests with the schemas that it ships', () => {
    const printed = run(bin(), ['check-config', join('advice', 'starter'), '--ignore-unknown-kinds'], folder);
    expect(printed).toMatch(/^Checked \d+ objects in \d+ files: no problems\./);
  });

  it('gives the same bytes as running from source', () => {
    const example = join(process.cwd(), 'examples', 'five-services-start-up.yaml');
    run(bin(), ['advise', example, '--out', 'installed'], folder);
    run(
      join(process.cwd(), 'node_modules', '.bin', 'tsx'),
      ['src/cli/main.ts', 'advise', example, '--out', join(folder, 'source')],
      process.cwd(),
    );
    const tree = (name: string) =>
      readdirSync(join(folder, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const contents = (name: string) =>
      Object.fromEntries(
        tree(name).map((entry) => [
          join(entry.parentPath, entry.name).slice(join(folder, name).length),
          readFileSync(join(entry.parentPath, entry.name), 'utf8'),
        ]),
      );
    expect(contents('installed')).toEqual(contents('source'));
  });

  it('has entry points and types that every module resolution finds (publint, arethetypeswrong)', () => {
    const tool = (name: string) => join(process.cwd(), 'node_modules', '.bin', name);
    expect(run(tool('publint'), ['--strict', join(folder, packed.filename)], process.cwd())).toContain('All good');
    const resolutions = run(tool('attw'), [join(folder, packed.filename), '--profile', 'esm-only'], process.cwd());
    expect(stripVTControlCharacters(resolutions)).toMatch(/node16 \(from ESM\) │ 🟢/);
  });

  it('can be used as a library, with types', () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      "import { decide, knowledge } from 'mesh-advisor';\nconst { winner } = decide(knowledge, { goals: [] });\nconsole.log(winner.alternative.id);\n",
    );
    expect(run(process.execPath, ['use.mjs'], folder).trim()).toBe('no-mesh/kubernetes');
    expect(existsSync(join(folder, 'node_modules', 'mesh-advisor', 'dist', 'index.d.ts'))).toBe(true);
  });
});
