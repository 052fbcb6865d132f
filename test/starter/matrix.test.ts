import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CheckBasis, configChecker } from '../../src/check-config/check-config.js';
import { readConfigFolder } from '../../src/cli/read-config-folder.js';
import { describeProblem } from '../../src/document/problem.js';
import * as builtIn from '../../src/generated/schemas/index.js';
import { pins, plans } from '../../src/generated/starter.js';
import { checkStarter } from '../../src/starter/checks.js';
import type { StarterFile } from '../../src/starter/plan.js';
import { filesOf, type MatrixCell, matrix } from './matrix-answers.js';

const shared = join(import.meta.dirname, '../../../shared');
const read = (folder: string) => readConfigFolder(join(shared, folder), folder).files;
const withCrds = existsSync(join(shared, 'crds'));
const withValues = existsSync(join(shared, 'helm-values'));
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;

/** Kinds that no published schema here covers. */
const withoutSchema = ['gateway.envoyproxy.io', 'cas-issuer.jetstack.io'];
/** Kinds that only CRD files cover. */
const onlyInCrds = [
  'policy.linkerd.io',
  'linkerd.io',
  'multicluster.linkerd.io',
  'workload.linkerd.io',
  'consul.hashicorp.com',
  'opentelemetry.io',
];
/** Charts whose keys are published nowhere here. */
const withoutKeys = [
  'aws-privateca-issuer',
  'cert-manager',
  'cilium',
  'gateway-helm',
  'google-cas-issuer',
  'opentelemetry-operator',
  'trust-manager',
  'argo-rollouts',
];
/** The paid chart of Linkerd reads more than the free one, whose keys these are checked against. Source: catalog/pins/linkerd.yaml */
const paidKeys = /^the chart linkerd-control-plane does not read `licenseSecret`$/;

const leftOut = new Set<string>();
afterAll(() => {
  const lines = [
    ...(withCrds ? [] : ['../shared/crds is not here: kinds without a schema in the packages and all CEL rules']),
    ...(withValues ? [] : ['../shared/helm-values is not here: keys of Helm values']),
    ...(shellcheck ? [] : ['shellcheck is not here: shell scripts']),
    ...leftOut,
  ];
  if (lines.length > 0)
    process.stdout.write(
      `Left out by the matrix of starter configs:\n${lines
        .sort()
        .map((line) => `  ${line}\n`)
        .join('')}`,
    );
});

const basis = (crds: CheckBasis['crds']): CheckBasis => ({
  builtIn,
  crds,
  values: withValues ? read('helm-values') : undefined,
  ignoreUnknownKinds: true,
});
const standard = withCrds ? [read('crds')] : [];
const experimental = withCrds ? [...standard, read('crds/gateway-api-1.6.1-experimental')] : [];
const checkers = { standard: configChecker(basis(standard)), experimental: configChecker(basis(experimental)) };

/** A starter config is checked against the channel of the Gateway API that it installs. */
function checkerFor(files: readonly StarterFile[]) {
  return files.some(({ content }) => content.includes('experimental-install.yaml')) ? checkers.experimental : checkers.standard;
}

/** Values files are called after their step: here they get the name of the chart, for the paid charts that of the free ones. */
function withChartName(path: string, { alternative }: MatrixCell): string {
  const file = basename(path);
  for (const step of plans[alternative]?.steps ?? []) {
    if (step.kind !== 'chart' || !step.values.some((values) => basename(values) === file)) continue;
    const chart = pins[step.pin]?.chart?.replace(/^linkerd-enterprise-/, 'linkerd-');
    if (chart !== undefined) return join(dirname(path), `${chart}.values.yaml`);
  }
  return path;
}

describe.each(matrix)('the starter config of $title', (cell) => {
  it('passes its own checks', () => {
    expect(checkStarter(filesOf(cell))).toEqual([]);
  });

  it('passes check-config', { timeout: 300_000 }, async () => {
    const files = filesOf(cell);
    const report = await checkerFor(files)({
      files: files
        .filter(({ path }) => /\.(?:ya?ml|json)$/.test(path))
        .map(({ path, content }) => ({ path: withChartName(path, cell), relative: path, text: content })),
      allPaths: files.map(({ path }) => path),
    });
    const problems = report.problems.filter(({ message }) => !(cell.alternative === 'linkerd/enterprise' && paidKeys.test(message)));
    expect(problems.map(describeProblem).join('\n\n')).toBe('');

    const allowed = new RegExp(
      `^(?:${[...withoutSchema, ...(withCrds ? [] : onlyInCrds)].map((group) => group.replaceAll('.', '\\.')).join('|')})/\\S+ \\w+: no schema`,
    );
    expect(report.notes.filter((note) => !allowed.test(note) && !/ CRD files; used: /.test(note))).toEqual([]);
    expect(report.rules.notEvaluated).toBe(0);
    const reasons = report.skipped.filter(
      ({ reason }) =>
        !(withValues
          ? withoutKeys.some((chart) => reason === `values of ${chart}: no such chart in --values`)
          : /--values DIR/.test(reason)),
    );
    expect(reasons).toEqual([]);
    for (const note of report.notes) if (note.includes('no schema')) leftOut.add(note.replace(/, \d+ .*/, ''));
    if (withValues) for (const { reason } of report.skipped) leftOut.add(reason.replace(' in --values', ' in ../shared/helm-values'));
  });
});

describe('the matrix', () => {
  it('has every alternative, topology, GitOps tool and scope', () => {
    expect(matrix).toHaveLength(7 * 2 * 3 * 2);
  });

  it.skipIf(!shellcheck)('has no script that shellcheck complains of', () => {
    const scripts = new Set(matrix.flatMap(filesOf).flatMap(({ path, content }) => (path.endsWith('.sh') ? [content] : [])));
    expect(scripts.size).toBeGreaterThan(0);
    for (const script of scripts) {
      const result = spawnSync('shellcheck', ['--shell=sh', '-'], { input: script, encoding: 'utf8' });
      expect(result.stdout === '' ? '' : `${result.stdout}\n${script}`).toBe('');
    }
  });

  it('is checked by something that finds faults', async () => {
    const [cell] = matrix;
    if (cell === undefined) throw new Error('the matrix is empty');
    const files = filesOf(cell).map(({ path, content }) => ({ path, relative: path, text: content.replace('podSelector', 'podSelektor') }));
    const report = await checkers.standard({
      files: files.filter(({ path }) => path.endsWith('.yaml')),
      allPaths: files.map(({ path }) => path),
    });
    expect(report.problems.map(({ id, suggestion }) => [id, suggestion])).toContainEqual(['unknown-field', 'podSelector']);
  });
});
