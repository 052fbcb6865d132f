import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFolder } from '../../src/cli/read-config-folder.js';
import { describeProblem } from '../../src/document/problem.js';
import { check } from './fixture.js';

const shared = join(import.meta.dirname, '../../../shared/crds');
const text = readFileSync(join(import.meta.dirname, 'good-manifests.yaml'), 'utf8');
const described = (problems: Awaited<ReturnType<typeof check>>['problems']) => problems.map(describeProblem).join('\n\n');

describe('manifests that are right', () => {
  it('raise no alarm with the built-in schemas', async () => {
    const report = await check({ 'good.yaml': text });
    expect(described(report.problems)).toBe('');
    expect(report.objects).toBeGreaterThan(20);
  });
  it.skipIf(!existsSync(shared))('raise no alarm with the CRDs of the products and all their rules', { timeout: 300_000 }, async () => {
    const report = await check({ 'good.yaml': text }, { crds: [readConfigFolder(shared, 'crds').files] });
    expect(described(report.problems)).toBe('');
    expect(report.rules.evaluated).toBeGreaterThan(20);
    expect(report.rules.notEvaluated).toBe(0);
  });
  it.skipIf(!existsSync(shared))('published CRDs themselves raise no alarm', { timeout: 300_000 }, async () => {
    const report = await check(Object.fromEntries(readConfigFolder(shared, 'crds').files.map((file) => [file.relative, file.text])));
    expect(described(report.problems)).toBe('');
    expect(report.objects).toBeGreaterThan(100);
  });
});
