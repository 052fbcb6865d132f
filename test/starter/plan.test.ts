import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { loadStarter } from '../../src/starter/load.js';
import { activeSteps, stepViews } from '../../src/starter/steps.js';
import { compileOptions, renderTemplate, templateFromSpecification } from '../../src/template/render.js';
import { compiled, contentOf, filesFor, starterData } from './starter-fixture.js';

const pin = 'checked: 2026-11-01\n  source: https://example.com\n';

/** A tiny candidate with everything the engine does by itself. */
function tiny(templates: Readonly<Record<string, string>>, plan: string) {
  const files = new Map(Object.entries(templates).map(([path, text]) => [`templates/starter/${path}`, text]));
  files.set('templates/starter/t/v.plan.yaml', `alternative: t/v\n${plan}`);
  files.set('catalog/pins/t.yaml', `thing:\n  version: 1.2.3\n  repository: https://charts.example.com\n  chart: thing\n  ${pin}`);
  return loadStarter(files);
}
const situation = (answers = {}) => ({ alternative: 't/v', answers, needs: {} });
const emptySteps = {
  multiCluster: false,
  host: 'shop.example.com',
  pins: {},
  flags: {},
  isPlanned: () => true,
  cluster: { name: 'cluster-1', region: 'r', network: 'n', number: 1, first: true, others: [] },
};
const folder = (name: string, dependsOn: string[]) => ({
  name,
  kind: 'folder' as const,
  title: name,
  path: name,
  dependsOn,
  when: [],
  prune: false,
  unwaitedWhen: [],
  check: [],
  next: '',
  rollback: [],
  ignoreDifferences: [],
});

describe('planStarter', () => {
  it('writes a kustomization for each folder of manifests, and under Flux one for the values', () => {
    const data = tiny(
      { 't/a.hbs': 'kind: A', 't/v.hbs': 'a: 1' },
      `steps:
  - { name: thing, kind: chart, title: Thing, pin: thing, namespace: thing, values: [helm/thing.values.yaml, "clusters/{cluster}/helm/thing.values.yaml"] }
files:
  - { path: "manifests/10-x/b.yaml", template: t/a.hbs, about: b }
  - { path: "manifests/10-x/a.yaml", template: t/a.hbs, about: a }
  - { path: "helm/thing.values.yaml", template: t/v.hbs, about: v }
  - { path: "clusters/{cluster}/helm/thing.values.yaml", template: t/v.hbs, about: v, each: cluster, when: [multi-cluster] }
`,
    );
    const files = filesFor(data, situation({ 'gitops-tool': 'flux', 'cluster-names': ['a', 'b'] }));
    expect(contentOf(files, 'manifests/10-x/kustomization.yaml')).toContain('resources:\n  - a.yaml\n  - b.yaml\n');
    expect(contentOf(files, 'helm/kustomization.yaml')).toContain('name: thing-values\n');
    expect(contentOf(files, 'clusters/b/helm/kustomization.yaml')).toContain('name: thing-values-cluster\n');
    expect(files.map(({ path }) => path)).not.toContain('clusters/a/kustomization.yaml');
  });

  it('gives the commands of a step, with context and folder of the cluster where there are several', () => {
    const data = tiny(
      { 't/r.hbs': '{{#each steps}}{{#each commands}}{{this}}\n{{/each}}{{/each}}', 't/a.hbs': 'kind: A' },
      `steps:
  - { name: thing, kind: chart, title: Thing, pin: thing, namespace: thing, dependsOn: [own] }
  - { name: own, kind: folder, title: Own, path: "clusters/{cluster}" }
files:
  - { path: README.md, template: t/r.hbs, about: r }
  - { path: "clusters/{cluster}/a.yaml", template: t/a.hbs, about: a, each: cluster }
`,
    );
    expect(contentOf(filesFor(data, situation()), 'README.md')).toBe(
      'kubectl apply --server-side -k clusters/cluster-1\nhelm upgrade --install thing thing --repo https://charts.example.com \\\n  --version 1.2.3 --namespace thing \\\n  --wait --timeout 10m\n',
    );
    expect(contentOf(filesFor(data, situation({ clusters: 2 })), 'README.md')).toContain(
      'kubectl --context "$CLUSTER" apply --server-side -k "clusters/$CLUSTER"\nhelm --kube-context "$CLUSTER" upgrade',
    );
  });

  it.each([
    ['{{nothing}}', 'nothing'],
    ['{{#if nothing}}x{{/if}}', 'if'],
    ['{{#if flags.[nothing]}}x{{/if}}', 'no flag nothing'],
    ['{{#each nothing}}x{{/each}}', 'each'],
    ['{{q names.nothing}}', 'q'],
    ['{{#if (eq gitopss "flux")}}x{{/if}}', 'eq'],
    ['{{pin "nothing"}}', 'no pin nothing'],
  ])('takes %s for a mistake of the template', (text, message) => {
    const data = tiny({ 't/a.hbs': text }, 'files:\n  - { path: README.md, template: t/a.hbs, about: a }\n');
    expect(() => filesFor(data, situation())).toThrow(message);
  });

  it('leaves out a step whose folder has no files, and an open answer that no file shows', () => {
    const data = tiny(
      { 't/r.hbs': '{{#each steps}}{{name}} {{/each}}{{#each placeholders}}{{question}} {{/each}}' },
      `steps:
  - { name: empty, kind: folder, title: Empty, path: manifests/10-none }
files:
  - { path: README.md, template: t/r.hbs, about: r }
`,
    );
    expect(contentOf(filesFor(data, situation()), 'README.md')).toBe('\n');
  });

  it('refuses two files at one path', () => {
    const data = tiny(
      { 't/a.hbs': 'x' },
      'files:\n  - { path: README.md, template: t/a.hbs, about: a }\n  - { path: README.md, template: t/a.hbs, about: a }\n',
    );
    expect(() => filesFor(data, situation())).toThrow('two files');
  });
});

describe('loadStarter', () => {
  it.each([
    ['files:\n  - { path: a, template: t/none.hbs, about: a }\n', 'no template'],
    ['files:\n  - { path: a, template: t/a.hbs, about: a, when: [none] }\n', 'no flag'],
    ['files: []\nsteps:\n  - { name: a, kind: folder, title: A, path: a, dependsOn: [none] }\n', 'no step'],
    ['files: []\nsteps:\n  - { name: a, kind: chart, title: A, pin: none, namespace: a }\n', 'no pin'],
    ['include: [_shared/none.plan.yaml]\nfiles: []\n', 'no part'],
  ])('names what leads nowhere: %j', (plan, message) => {
    expect(() => tiny({ 't/a.hbs': 'x' }, plan)).toThrow(message);
  });
});

describe('steps', () => {
  it('come in the order of their dependencies; one that is switched off hands its own on', () => {
    const [a, b, c] = [folder('a', []), folder('b', ['a']), folder('c', ['b'])];
    const steps = activeSteps([c, b, a], [c, a]);
    expect(steps.map(({ name, dependsOn }) => ({ name, dependsOn }))).toEqual([
      { name: 'a', dependsOn: [] },
      { name: 'c', dependsOn: ['a'] },
    ]);
    expect(stepViews(steps, emptySteps).map(({ wave }) => wave)).toEqual([0, 1]);
  });

  it('may not depend on one another in a circle', () => {
    const steps = [folder('a', ['b']), folder('b', ['a'])];
    expect(() => activeSteps(steps, steps)).toThrow('circle');
  });
});

describe('templates', () => {
  it('give the same bytes precompiled and compiled on the spot', () => {
    const data = starterData(['no-mesh']);
    const specification: unknown = new Function(
      `return ${String(Handlebars.precompile(data.partials['np-allow-edge'] ?? '', compileOptions))}`,
    )();
    const view = { namespace: 'n', caller: 'a', callee: 'b', port: 8080 };
    const partials = compiled(data.partials);
    const spot = partials['np-allow-edge'];
    expect(spot).toBeDefined();
    if (spot !== undefined)
      expect(renderTemplate('p', templateFromSpecification(specification), partials, view, {})).toBe(
        renderTemplate('p', spot, partials, view, {}),
      );
  });
});
