import { describe, expect, it } from 'vitest';
import { loadStarter, type StarterData } from '../../src/starter/load.js';
import { contentOf, filesFor, planFor } from './starter-fixture.js';

const pin = (name: string, version: string) =>
  `${name}:\n  version: ${version}\n  repository: https://charts.example.com\n  chart: ${name}\n  checked: 2026-11-01\n  source: https://example.com\n`;

/** Plans `t/one` and `t/two` with the parts given, by path below templates/starter. */
function load(parts: Readonly<Record<string, string>>, one: string, two = 'files: []\n'): StarterData {
  return loadStarter(
    new Map([
      ...Object.entries(parts).map(([path, text]): [string, string] => [`templates/starter/${path}`, text]),
      ['templates/starter/t/one.plan.yaml', `alternative: t/one\n${one}`],
      ['templates/starter/t/two.plan.yaml', `alternative: t/two\n${two}`],
      ['templates/starter/t/readme.hbs', '{{#each steps}}{{#each commands}}{{this}}\n{{/each}}{{/each}}'],
      ['templates/starter/t/values.hbs', 'a: 1'],
      ['catalog/pins/t.yaml', pin('free', '1.0.0') + pin('paid', '2.0.0')],
    ]),
  );
}
const paths = (data: StarterData, alternative: string, answers = {}) =>
  filesFor(data, { alternative, answers, needs: {} }).map(({ path }) => path);

const shared = `flags:
  big: { question: clusters, at-least: 2 }
files:
  - { path: README.md, template: t/readme.hbs, about: readme }
  - { path: helm/mesh.values.yaml, template: t/values.hbs, about: values }
steps:
  - { name: mesh, kind: chart, title: Mesh, pin: free, namespace: mesh }
`;

describe('including a part', () => {
  it('gives two plans the same files and steps, each with the chart that it names', () => {
    const data = load(
      { 't/_both.plan.yaml': shared },
      'include: [t/_both.plan.yaml]\nfiles: []\n',
      'include: [{ plan: t/_both.plan.yaml, pins: { free: paid } }]\nfiles: []\n',
    );
    const readme = (alternative: string) => contentOf(filesFor(data, { alternative, answers: {}, needs: {} }), 'README.md');
    expect(readme('t/one')).toContain('free --repo https://charts.example.com \\\n  --version 1.0.0');
    expect(readme('t/two')).toContain('paid --repo https://charts.example.com \\\n  --version 2.0.0');
  });

  it('brings files and steps only when the flags of the including plan hold', () => {
    const data = load(
      { 't/_both.plan.yaml': shared },
      `include: [{ plan: t/_both.plan.yaml, when: [big, "!flux"] }]
files: []
`,
    );
    expect(paths(data, 't/one')).toEqual([]);
    expect(paths(data, 't/one', { clusters: 2 })).toEqual(['README.md', 'helm/mesh.values.yaml']);
    expect(paths(data, 't/one', { clusters: 2, 'gitops-tool': 'flux' })).toEqual([]);
  });

  it('takes in what a part includes itself, once, whoever includes it', () => {
    const data = load(
      { '_shared/base.plan.yaml': shared, 't/_both.plan.yaml': 'include: [_shared/base.plan.yaml]\nfiles: []\n' },
      'include: [_shared/base.plan.yaml, t/_both.plan.yaml]\nfiles: []\n',
    );
    expect(paths(data, 't/one')).toEqual(['README.md', 'helm/mesh.values.yaml']);
  });

  it('refuses what a part refuses', () => {
    const data = load(
      { 't/_both.plan.yaml': 'refuse: [{ when: { question: clusters, at-least: 3 }, reason: Too many. }]\nfiles: []\n' },
      'include: [t/_both.plan.yaml]\nfiles: []\n',
    );
    expect(planFor(data, { alternative: 't/one', answers: { clusters: 3 }, needs: {} })).toEqual({ kind: 'refused', reason: 'Too many.' });
  });

  it.each([
    ['a part that is not there', {}, 'include: [t/_both.plan.yaml]\nfiles: []\n', 'no part t/_both.plan.yaml'],
    ['a plan, which is no part', {}, 'include: [t/two.plan.yaml]\nfiles: []\n', 'no part t/two.plan.yaml'],
    [
      'parts in a circle',
      { 't/_a.plan.yaml': 'include: [t/_b.plan.yaml]\nfiles: []\n', 't/_b.plan.yaml': 'include: [t/_a.plan.yaml]\nfiles: []\n' },
      'include: [t/_a.plan.yaml]\nfiles: []\n',
      'parts include one another',
    ],
    [
      'a refusal under a condition',
      { 't/_a.plan.yaml': 'refuse: [{ when: { question: clusters, at-least: 3 }, reason: No. }]\nfiles: []\n' },
      'include: [{ plan: t/_a.plan.yaml, when: [flux] }]\nfiles: []\n',
      'cannot be included under a condition',
    ],
    [
      'a flag with two meanings',
      { 't/_a.plan.yaml': 'flags: { big: { question: clusters, at-least: 3 } }\nfiles: []\n', 't/_both.plan.yaml': shared },
      'include: [t/_a.plan.yaml, t/_both.plan.yaml]\nfiles: []\n',
      'the flag big has two meanings',
    ],
    [
      'the same steps under two conditions',
      { 't/_both.plan.yaml': shared },
      'include: [t/_both.plan.yaml, { plan: t/_both.plan.yaml, when: [flux] }]\nfiles: []\n',
      'two steps mesh',
    ],
    [
      'a condition on no flag',
      { 't/_both.plan.yaml': shared },
      'include: [{ plan: t/_both.plan.yaml, when: [none] }]\nfiles: []\n',
      'no flag none',
    ],
    [
      'a pin that is not there',
      { 't/_both.plan.yaml': shared },
      'include: [{ plan: t/_both.plan.yaml, pins: { free: none } }]\nfiles: []\n',
      'no pin none',
    ],
  ])('does not take %s', (_what, parts, plan, message) => {
    expect(() => load(parts, plan)).toThrow(message);
  });
});
