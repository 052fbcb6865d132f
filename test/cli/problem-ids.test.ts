import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explanationsOf } from '../../src/cli/commands/explain.js';
import { problemGuides } from '../../src/generated/problems.js';
import { knowledge } from '../knowledge.js';
import { command } from './command.js';

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** Ids in the source: of problems (an id beside a severity, or given to a local `at`), of usage errors (a second argument that is an id), and of failures. */
function idsIn({ path, text }: (typeof sources)[number]): string[] {
  const beside = [...text.matchAll(/\bid:\s*(?:[^,\n]*\? )?'([a-z0-9-]+)'(?: : '([a-z0-9-]+)')?,\s*severity: '(?:error|warning)'/g)];
  const usage = [...text.matchAll(/new UsageError\((?:[^;]*?),\s*'([a-z]+(?:-[a-z0-9]+)+)',?\s*\)/g)];
  const words = [...text.matchAll(/unknownWord\(\s*'([a-z ]+)'/g), ...text.matchAll(/commaSeparated\(\s*'([a-z ]+)'/g)].map(
    ([, word]) => `unknown-${(word ?? '').replaceAll(' ', '-')}`,
  );
  beside.push(...text.matchAll(/\bat\('([a-z]+(?:-[a-z]+)+)', /g));
  if (!path.startsWith(join('src', 'cli'))) return beside.flatMap(([, ...ids]) => ids.filter((id) => id !== undefined));
  const failures = [...text.matchAll(/known\([^,]+, '([a-z-]+)'/g)];
  return [...[...beside, ...usage, ...failures].flatMap(([, ...ids]) => ids.filter((id) => id !== undefined)), ...words];
}

describe('every id that a message carries', () => {
  const ids = [...new Set(sources.flatMap(idsIn))].sort();

  it('is found in the source by this test', () => {
    expect(ids.length).toBeGreaterThan(35);
    expect(ids).toEqual(
      expect.arrayContaining(['bad-answer', 'no-such-file', 'output-exists', 'missing-key', 'wrong-type', 'unknown-theme']),
    );
  });

  it.each(ids)('%s is explained', (id) => {
    expect(explanationsOf(knowledge, id).length).toBeGreaterThan(0);
  });

  it('is explained once, in a sentence of its own', () => {
    expect(new Set(problemGuides.map(({ id }) => id)).size).toBe(problemGuides.length);
    expect(new Set(problemGuides.map(({ title }) => title)).size).toBe(problemGuides.length);
  });

  it.each([
    [['advice'], 'unknown-command'],
    [['advise', '--ot', 'x'], 'unknown-option'],
    [['explain'], 'missing-argument'],
    [['check', 'a', 'b'], 'excess-arguments'],
    [['advise', '--out'], 'option-missing-argument'],
    [['starter', 'linkerd'], 'missing-mandatory-option-value'],
    [['compare', '--format', 'pdf'], 'invalid-argument'],
    [['help', 'exit-code'], 'unknown-help-topic'],
    [['advise'], 'no-answers'],
    [[], 'no-terminal'],
    [['advise', 'no.yaml'], 'no-such-file'],
    [['advise', '--set', 'services=5', '--format', 'pdf'], 'unknown-format'],
    [['advise', '--set', 'services=5', '--fail-on', 'rain'], 'unknown-outcome'],
    [['advise', '--set', 'services=5', '--fail-on', 'stale'], 'date-needed'],
  ])('%j is refused with it, and explain knows it', async (args, id) => {
    const { code, out, err } = await command(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(new RegExp(`^error\\[${id}\\]: `));
    expect((await command(['explain', id])).code).toBe(0);
  });
});
