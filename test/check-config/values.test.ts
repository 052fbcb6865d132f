import { describe, expect, it } from 'vitest';
import { check, found, manifest } from './fixture.js';

const listed = {
  path: 'values/gate.yaml',
  text: `name: example-gate
chart: gate
keys:
  replicas: 1
  image.tag: ''
  image.pull: Always
  labels: {}
  env: {}
  proxy.resources.limits.cpu: 1
  '"a.b".c': 1
  'podLabels."example.org/a"': none
keysWithoutDefault: [extra.args]
legacyPrefixes: [old]
globalIsTopLevel: true
`,
};
const plain = { path: 'charts/plain/values.yaml', text: 'size: 1\nnested: { a: 1, list: [] }\n' };
const values = [listed, plain];
const inFile = (name: string, text: string) => found({ [name]: text }, { values });

describe('Helm values', () => {
  it('that the chart reads pass', async () => {
    const text =
      'replicas: 2\nimage: { tag: a }\nlabels: { anything: goes }\nproxy: { resources: { limits: { cpu: 2 } } }\na.b: { c: 2 }\npodLabels: { any: label }\nextra: { args: [x] }\n';
    expect(await inFile('helm/example-gate.values.yaml', text)).toEqual([]);
    expect(await inFile('helm/gate.values.yaml', text)).toEqual([]);
    expect(await inFile('gate/values-prod.yaml', text)).toEqual([]);
  });
  it('that the chart does not read are reported, with the key that was meant', async () => {
    expect(await inFile('gate.values.yaml', 'replcas: 2\nimage:\n  tga: a\n  pull: Never\n')).toEqual([
      'gate.values.yaml:1:1 unknown-value-key: the chart gate does not read `replcas` → replicas',
      'gate.values.yaml:3:3 unknown-value-key: the chart gate does not read `image.tga` → tag',
    ]);
  });
  it('may stand under an old prefix of the chart, or under global where that is the same', async () => {
    expect(await inFile('gate.values.yaml', 'old: { replicas: 2 }\nglobal: { image: { tag: a } }\n')).toEqual([]);
    expect((await inFile('gate.values.yaml', 'old: { relicas: 2 }\n'))[0]).toContain('`old.relicas`');
  });
  it('are checked against a plain values.yaml too', async () => {
    expect(await inFile('plain.values.yaml', 'size: 2\nnested: { a: 2, list: [1] }\n')).toEqual([]);
    expect(await inFile('plain.values.yaml', 'nested: { b: 2 }\n')).toEqual([
      'plain.values.yaml:1:11 unknown-value-key: the chart plain does not read `nested.b` → a',
    ]);
  });
  it('of a chart that nothing is known of are skipped with the reason', async () => {
    const report = await check({ 'other.values.yaml': 'a: 1\n' }, { values });
    expect(report.problems).toEqual([]);
    expect(report.skipped).toEqual([{ file: 'other.values.yaml', reason: 'values of other: no such chart in --values' }]);
  });
  it('inside a HelmRelease are checked where they stand', async () => {
    const release = `spec:
  interval: 1h
  chart: { spec: { chart: gate, sourceRef: { kind: HelmRepository, name: a } } }
  values:
    replicas: 1
    imag: {}
`;
    expect(await inFile('release.yaml', manifest('helm.toolkit.fluxcd.io/v2', 'HelmRelease', release))).toEqual([
      'release.yaml:10:5 unknown-value-key: the chart gate does not read `imag` → image',
    ]);
  });
  it('inside an Argo CD Application are checked, as a map and as text', async () => {
    const application = (helm: string) => `spec:
  project: a
  destination: { server: "https://kubernetes.default.svc", namespace: a }
  sources:
    - repoURL: https://charts.example.org
      chart: gate
      targetRevision: 1.0.0
      helm:
${helm}`;
    const text = (helm: string) => manifest('argoproj.io/v1alpha1', 'Application', application(helm));
    expect(await inFile('a.yaml', text('        valuesObject: { replicaz: 1 }\n'))).toEqual([
      'a.yaml:13:25 unknown-value-key: the chart gate does not read `replicaz` → replicas',
    ]);
    expect(await inFile('a.yaml', text('        values: |\n          replicaz: 1\n'))).toEqual([
      'a.yaml:13:9 unknown-value-key: the chart gate does not read `replicaz` → replicas',
    ]);
  });
});
