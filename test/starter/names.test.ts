import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { catalog } from '../../src/generated/catalog.js';
import { checkStarter } from '../../src/starter/checks.js';
import { dnsLabelProblem, emailProblem, gitUrlProblem, hostNameProblem, normalGitUrl } from '../../src/starter/names.js';
import type { StarterResult } from '../../src/starter/plan.js';
import { viewFromAnswers } from '../../src/starter/view-from-answers.js';
import { planFor, starterData } from './starter-fixture.js';

const questions = [
  'application-namespace',
  'pilot-service',
  'pilot-caller',
  'public-host',
  'contact-email',
  'git-repository',
  'cluster-names',
  'region-names',
] as const;
const lists: ReadonlySet<string> = new Set(['cluster-names', 'region-names']);

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '"',
    "'",
    'a"b',
    "a'b",
    'a\nb',
    'a: b',
    '- a',
    '{{names.host}}',
    '{{',
    '}}',
    '$HOME',
    '$(id)',
    '`id`',
    '../x',
    'a/../b',
    'yes',
    'on',
    'null',
    '~',
    'true',
    'Upper',
    '-a',
    'a-',
    'a..b',
    '1.10',
    '007',
    '0x1f',
    '2026-01-01',
    'ü',
    'a\u202eb',
    'xn--',
    '#x',
    'a #b',
    '*x',
    '&x',
    '!x',
    '|',
    '>',
    '%',
    '@',
    'kube-system',
    'default',
    'a'.repeat(64),
    'localhost',
    '10.0.0.1',
    'https://u:p@h.example.com/x',
    'https://h.example.com/../x',
    "a'; rm -rf /; '",
  ),
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[a-z0-9.-]{1,70}$/),
);

const base = {
  needs: {},
  alternative: { id: 'no-mesh/kubernetes', candidate: 'no-mesh', variant: 'kubernetes', title: 'No mesh' },
  catalogVersion: 'test',
  enforcement: { enforced: 'yes', note: '', remedy: '' },
} as const;

describe('names at the boundary', () => {
  it.each(['on', 'y', 'null', 'Upper', '-a', 'a-', 'a.b', 'a_b', '1a', '', 'ü', 'a'.repeat(64)])('refuses %j as a label', (value) => {
    expect(dnsLabelProblem(value, 63)).toBeTypeOf('string');
  });
  it.each(['a', 'orders', 'eu-1', 'a'.repeat(63)])('takes %j as a label', (value) => {
    expect(dnsLabelProblem(value, 63)).toBeUndefined();
  });
  it.each([
    'localhost',
    '10.0.0.1',
    'a..example.com',
    '*.example.com',
    'EXAMPLE.com',
    'example.com.',
    'exa mple.com',
    `${'a'.repeat(64)}.com`,
  ])('refuses %j as a host', (value) => {
    expect(hostNameProblem(value)).toBeTypeOf('string');
  });
  it.each(['shop.example.com', '3.example.com', 'xn--bcher-kva.example'])('takes %j as a host', (value) => {
    expect(hostNameProblem(value)).toBeUndefined();
  });
  it.each(['@example.com', 'a@', 'a b@example.com', '"a"@example.com', 'a@localhost', 'a@b@example.com'])(
    'refuses %j as an address',
    (value) => {
      expect(emailProblem(value)).toBeTypeOf('string');
    },
  );
  it.each([
    'https://token:x@git.example.com/a/b',
    'https://git.example.com/a/../b',
    'http://git.example.com/a',
    'file:///etc',
    'https://git.example.com/a?b=c',
    'git.example.com/a',
    'https://git.example.com//a',
  ])('refuses %j as a repository', (value) => {
    expect(gitUrlProblem(value)).toBeTypeOf('string');
  });
  it.each(['https://git.example.com/a/b.git', 'ssh://git@git.example.com:2222/a/b', 'git@github.com:acme/platform.git'])(
    'takes %j as a repository',
    (value) => {
      expect(gitUrlProblem(value)).toBeUndefined();
    },
  );
  it('writes an scp-like address as a URL, which Flux needs', () => {
    expect(normalGitUrl('git@github.com:acme/platform.git')).toBe('ssh://git@github.com/acme/platform.git');
  });

  it('refuses as namespace of the pilot every namespace that some starter config makes or installs into', () => {
    const { plans, templates, partials } = starterData(['istio', 'linkerd', 'consul', 'no-mesh']);
    const installed = Object.values(plans).flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'chart' ? [step.namespace] : [])));
    const made = [...Object.values(templates), ...Object.values(partials)].flatMap((text) =>
      [...text.matchAll(/\{\{> (?:linkerd-)?namespace name="([a-z-]+)"/g)].map(([, name = '']) => name),
    );
    const taken = [...new Set([...installed, ...made])];
    expect(taken.length).toBeGreaterThan(10);
    for (const namespace of taken)
      expect(viewFromAnswers({ ...base, answers: { 'application-namespace': namespace } }).kind, namespace).toBe('bad-names');
  });
  it.each(['default', 'waypoint', 'istio-eastwest', 'istio-node', 'verify-stranger', 'mesh-verify'])(
    'refuses %s as a workload: something else is called that in the namespace',
    (name) => {
      expect(viewFromAnswers({ ...base, answers: { 'pilot-service': name } }).kind).toBe('bad-names');
      expect(viewFromAnswers({ ...base, answers: { 'pilot-caller': name } }).kind).toBe('bad-names');
    },
  );
  it('refuses a cluster whose name and the service together are too long for a mirrored service', () => {
    const answers = { 'pilot-service': 's'.repeat(40), 'cluster-names': ['a', 'c'.repeat(23)] };
    expect(viewFromAnswers({ ...base, answers }).kind).toBe('bad-names');
    expect(viewFromAnswers({ ...base, answers: { ...answers, 'cluster-names': ['a', 'c'.repeat(22)] } }).kind).toBe('view');
  });
  it('gives a cluster the region that its name begins with, and the others the regions in turn', () => {
    const result = viewFromAnswers({
      ...base,
      answers: { 'cluster-names': ['us-east-1-blue', 'eu-1', 'spare'], 'region-names': ['eu-1', 'us-east-1', 'us-east'] },
    });
    expect(result.kind === 'view' ? result.view.clusters.map(({ region }) => region) : []).toEqual(['us-east-1', 'eu-1', 'us-east']);
  });
  it('takes an example that was left as it was for an open answer', () => {
    const open = (answers: Readonly<Record<string, AnswerValue>>) => {
      const result = viewFromAnswers({ ...base, answers: { 'gitops-tool': 'flux', clusters: 2, regions: 2, ...answers } });
      return result.kind === 'view' ? result.view.placeholders.map(({ question }) => question) : [];
    };
    expect(open({ 'public-host': 'pilot.example.com', 'cluster-names': ['cluster-1', 'cluster-2'] })).toEqual([
      'public-host',
      'contact-email',
      'git-repository',
      'cluster-names',
      'region-names',
    ]);
    expect(
      open({
        'public-host': 'shop.acme.example',
        'contact-email': 'a@acme.example',
        'git-repository': 'https://git.acme.example/a/b',
        'cluster-names': ['a', 'b'],
        'region-names': ['eu', 'us'],
      }),
    ).toEqual([]);
  });

  it('names every question whose answer cannot be used', () => {
    const result = viewFromAnswers({
      ...base,
      answers: { 'application-namespace': 'kube-system', 'pilot-service': 'same', 'pilot-caller': 'same', 'cluster-names': ['a', 'a'] },
    });
    expect(result.kind === 'bad-names' ? result.problems.map(({ question }) => question) : []).toEqual([
      'application-namespace',
      'pilot-caller',
      'cluster-names',
    ]);
  });
});

/** unusual names that must work: tried in every run */
const oddButGood: [(typeof questions)[number], string][] = [
  ['application-namespace', `n${'-'.repeat(61)}n`],
  ['pilot-service', 'a--1'],
  ['pilot-caller', 'nan'],
  ['public-host', 'xn--bcher-kva.example'],
  ['public-host', '1.0.example'],
  ['contact-email', 'a.b+c%d_e-f@mail.example'],
  ['git-repository', 'git@git.example:a/b.git'],
  ['git-repository', 'ssh://git@git.example:2222/~a/b'],
  ['cluster-names', 'infinity'],
  ['region-names', 'e1'],
];
/** needs that make some plan refuse */
const refusedNeeds: ReadonlySet<string> = new Set(['managed-offering']);
/** Every alternative, in the situation that writes the most files; Consul outside Kubernetes too. */
const everything: Readonly<Record<string, NeedLevel>> = Object.fromEntries(
  catalog.capabilities.filter(({ id }) => !refusedNeeds.has(id)).map(({ id }) => [id, 'should' as const]),
);
const situations: readonly (readonly [what: string, alternative: string, answers: Readonly<Record<string, AnswerValue>>])[] = [
  ...[
    'istio/sidecar',
    'istio/ambient',
    'linkerd/open-source',
    'linkerd/enterprise',
    'consul/community',
    'consul/enterprise',
    'no-mesh/kubernetes',
  ].flatMap((alternative) =>
    (['argo-cd', 'flux'] as const).map((gitops): [string, string, Readonly<Record<string, AnswerValue>>] => [
      `${alternative}, ${gitops}`,
      alternative,
      {
        'gitops-tool': gitops,
        clusters: 2,
        regions: 2,
        'cross-cluster-calls': 'few-services',
        'current-mesh': 'istio-sidecar',
        cni: 'cilium',
      },
    ]),
  ),
  [
    'consul/community on Nomad and machines',
    'consul/community',
    { orchestrators: ['nomad', 'linux-vms'], clusters: 2, 'cross-cluster-calls': 'few-services' },
  ],
];

describe('whatever a person types', () => {
  const data = starterData(['istio', 'linkerd', 'consul', 'no-mesh']);

  it.each(situations)('is refused with a message or changes nothing but names: %s', (_what, alternative, fixed) => {
    const shape = (answers: Readonly<Record<string, AnswerValue>>) =>
      planFor(data, { alternative, needs: everything, answers: { ...fixed, ...answers } });
    const plain = objects(shape({}));
    expect(plain.length).toBeGreaterThan(0);
    let used = 0;
    fc.assert(
      fc.property(fc.constantFrom(...questions), hostile, (question, value) => {
        const answers = { [question]: lists.has(question) ? [value, 'other-1'] : value };
        const result = viewFromAnswers({ ...base, answers: { ...fixed, ...answers } });
        if (result.kind === 'bad-names') {
          expect(result.problems.every(({ message }) => message.includes(question) || message.includes(JSON.stringify(value)))).toBe(true);
          return;
        }
        const planned = shape(answers);
        if (planned.kind === 'refused') return;
        used += 1;
        expect(checkStarter(planned.files)).toEqual([]);
        expect(objects(planned)).toEqual(plain);
      }),
      { numRuns: 25, examples: oddButGood },
    );
    expect(used).toBeGreaterThan(0);
  });
});

/** Path, kind and number of keys of every object; names that come from answers are left out of paths. */
function objects(result: StarterResult): string[] {
  if (result.kind === 'refused') throw new Error(result.reason);
  return result.files
    .flatMap(({ path, content }) => {
      const where = path.replace(/clusters\/[^/]+/, 'clusters/*');
      return path.endsWith('.yaml')
        ? parseAllDocuments(content).map((document) => `${where} ${String(document.get('kind'))} ${keysOf(document.toJS())}`)
        : [`${where} ${path.endsWith('.md') ? '' : content.split('\n').length}`];
    })
    .sort();
}

/** How many maps, lists and keys there are in a value: what a name that breaks out of its place would change. */
function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + keysOf(inner), 0);
}
