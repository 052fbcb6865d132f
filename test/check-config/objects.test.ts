import { describe, expect, it } from 'vitest';
import { check, found, manifest } from './fixture.js';

const service = (spec: string) => manifest('v1', 'Service', `spec:\n${spec}`);
const one = async (text: string) => (await found({ 'a.yaml': text })).map((line) => line.replace(/^a\.yaml:/, ''));

describe('an object', () => {
  it('with an unknown field is reported at the field, with the one that was meant', async () => {
    expect(await one(service('  ports:\n    - port: 80\n  slector:\n    app: x\n'))).toEqual([
      '8:3 unknown-field: unknown field `spec.slector` → selector',
    ]);
  });
  it('with a field in the wrong case is reported with the right one', async () => {
    expect(await one(service('  ClusterIP: None\n'))).toEqual(['6:3 unknown-field: unknown field `spec.ClusterIP` → clusterIP']);
  });
  it('with a value of the wrong type is reported at the value', async () => {
    expect(await one(service('  ports:\n    - port: "80"\n'))).toEqual(['7:13 wrong-type: `spec.ports.0.port` is "80"']);
  });
  it('with an unquoted yes where text belongs is reported, as kubectl does', async () => {
    expect(await one(manifest('v1', 'ConfigMap', 'data:\n  on-call: yes\n'))).toEqual(['6:12 wrong-type: `data.on-call` is true']);
  });
  it('with an octal file mode is fine, as for kubectl', async () => {
    const pod =
      'spec:\n  containers:\n    - name: a\n      image: a:1\n  volumes:\n    - name: v\n      secret:\n        secretName: s\n        defaultMode: 0644\n';
    expect(await one(manifest('v1', 'Pod', pod))).toEqual([]);
  });
  it('with a value outside an enumeration is reported with the nearest one', async () => {
    expect(await one(service('  type: LoadBalancr\n'))).toEqual(['6:9 unknown-value: `spec.type` is "LoadBalancr" → LoadBalancer']);
  });
  it('without a required field is reported where it is missing', async () => {
    expect(await one(manifest('policy/v1', 'Eviction', 'delete: {}\n'))).toEqual([
      '5:1 unknown-field: unknown field `delete` → deleteOptions',
    ]);
    expect(await one(manifest('apps/v1', 'Deployment', 'spec:\n  replicas: 1\n'))).toEqual([
      '6:3 missing-field: `spec` has no `selector`',
      '6:3 missing-field: `spec` has no `template`',
    ]);
  });
  it('with text that does not match a pattern is reported', async () => {
    const route = 'spec:\n  hostnames: ["Shop.example.com"]\n';
    expect(await one(manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', route))).toEqual([
      '6:15 bad-value: `spec.hostnames.0` is "Shop.example.com"',
    ]);
  });
  it('with a number out of range is reported', async () => {
    const route = 'spec:\n  rules:\n    - backendRefs:\n        - name: a\n          port: 70000\n';
    expect(await one(manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', route))).toEqual([
      '9:17 bad-value: `spec.rules.0.backendRefs.0.port` is 70000',
    ]);
  });
  it('with too many items, or too long a text, is reported', async () => {
    const mirrors = Array.from({ length: 17 }, () => '{}').join(', ');
    expect(await one(manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', `spec:\n  rules: [${mirrors}]\n`))).toEqual([
      '6:10 bad-value: `spec.rules` is a list',
    ]);
  });
  it('with a combination that a schema forbids is reported with the fields', async () => {
    const rule = 'spec:\n  http:\n    - match:\n        - uri: { exact: /a, prefix: /b }\n      route: [{ destination: { host: a } }]\n';
    const { problems } = await check({ 'a.yaml': manifest('networking.istio.io/v1', 'VirtualService', rule) });
    expect(problems.map(({ id, line, expected }) => [id, line, expected])).toEqual([
      ['bad-combination', 8, 'at most one of `exact`, `prefix`, `regex`'],
    ]);
  });
  it('may have null for a field, which the API server drops', async () => {
    expect(await one(service('  selector: null\n  ports:\n    - port: 80\n'))).toEqual([]);
  });
  it('may have any content where the schema leaves it open', async () => {
    const patch =
      'spec:\n  configPatches:\n    - applyTo: CLUSTER\n      patch:\n        operation: MERGE\n        value: { anything: [1, { goes: true }] }\n';
    expect(await one(manifest('networking.istio.io/v1alpha3', 'EnvoyFilter', patch))).toEqual([]);
  });
  it('may have a number or text where both are allowed', async () => {
    const budget = (value: string) => manifest('policy/v1', 'PodDisruptionBudget', `spec:\n  minAvailable: ${value}\n`);
    expect(await one(budget('1'))).toEqual([]);
    expect(await one(budget('50%'))).toEqual([]);
    expect(await one(budget('true'))).toEqual(['6:17 wrong-type: `spec.minAvailable` is true']);
  });
  it('has its problems reported all at once, in the order of the file', async () => {
    const lines = await one(service('  tpye: ClusterIP\n  ports:\n    - port: x\n      protcol: TCP\n'));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['6:3', '8:13', '9:7']);
  });
});

describe('a kind', () => {
  it('that is mistyped is reported with the one that was meant', async () => {
    expect(await one(manifest('apps/v1', 'Deploymnet', ''))).toEqual(['2:7 unknown-kind: there is no Deploymnet in apps/v1 → Deployment']);
  });
  it('in a version that is gone is reported with the one that is there', async () => {
    expect(await one(manifest('policy/v1beta1', 'PodDisruptionBudget', 'spec: {}\n'))).toEqual([
      '1:13 unknown-version: there is no PodDisruptionBudget in policy/v1beta1 → policy/v1',
    ]);
  });
  it('in the wrong group is reported with the right one', async () => {
    expect(await one(manifest('extensions/v1beta1', 'Ingress', 'spec: {}\n'))).toEqual([
      '1:13 unknown-version: there is no Ingress in extensions/v1beta1 → networking.k8s.io/v1',
    ]);
  });
  it('without a schema is an error, or a note when unknown kinds are to be left alone', async () => {
    const text = manifest('example.org/v1', 'Thing', 'spec: {}\n');
    expect(await one(text)).toEqual(['2:7 unknown-kind: there is no schema for Thing in example.org/v1']);
    const report = await check({ 'a.yaml': text }, { ignoreUnknownKinds: true });
    expect(report.problems).toEqual([]);
    expect(report.notes).toEqual(['example.org/v1 Thing: no schema, 1 object not checked']);
  });
});

describe('metadata', () => {
  const named = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n${metadata}`;
  it.each([
    ['  name: Upper\n', '4:9'],
    ['  name: a_b\n', '4:9'],
    [`  name: ${'a'.repeat(254)}\n`, '4:9'],
    [`  name: a\n  labels:\n    app: ${'a'.repeat(64)}\n`, '6:10'],
    ['  name: a\n  labels:\n    app: "a b"\n', '6:10'],
    ['  name: a\n  annotations:\n    "a b": c\n', '6:5'],
    ['  name: a\n  namespace: a.b\n', '5:14'],
  ])('that no API server takes is reported: %j', async (metadata, place) => {
    expect((await one(named(metadata))).map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([`${place} bad-metadata`]);
  });
  it('without a name is reported, with a generated one it is fine', async () => {
    expect(await one(named('  labels: {}\n'))).toEqual(['4:3 missing-field: `metadata` has no `name`']);
    expect(await one(named('  generateName: a-\n'))).toEqual([]);
  });
  it('of RBAC objects may have colons', async () => {
    expect(await one('apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: "system:a" }\nrules: []\n')).toEqual(
      [],
    );
  });
});

describe('a file', () => {
  it('with several documents is checked in all of them', async () => {
    const text = `${service('  type: ClusterIP\n')}---\n# nothing\n---\n${manifest('v1', 'ConfigMap', 'dta: {}\n')}`;
    expect(await one(text)).toEqual(['14:1 unknown-field: unknown field `dta` → data']);
  });
  it('with a List is checked in its items', async () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: a }\n    dta: {}\n  - kind: Secret\n';
    expect(await one(text)).toEqual(['7:5 unknown-field: unknown field `dta` → data', '8:5 missing-field: the object has no `apiVersion`']);
  });
  it('of JSON is checked like one of YAML', async () => {
    const text = '{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  "metadata": { "name": "a" },\n  "dta": {}\n}\n';
    expect(await found({ 'a.json': text })).toEqual(['a.json:5:3 unknown-field: unknown field `dta` → data']);
  });
  it('that repeats a key is reported', async () => {
    expect(await one(manifest('v1', 'ConfigMap', 'data: {}\ndata: {}\n'))).toEqual(['6:1 yaml-syntax: Map keys must be unique']);
  });
  it('that is no manifest is skipped with the reason', async () => {
    const report = await check({
      'package.json': '{"name": "a"}',
      'notes.yaml': 'a: 1\n',
      'rows.json': '{"a":1}\n{"a":2}\n',
      'helm/x.values.yaml': 'a: 1\n',
    });
    expect(report.problems).toEqual([]);
    expect(report.skipped.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'package.json: neither apiVersion nor kind',
      'notes.yaml: neither apiVersion nor kind',
      'rows.json: no apiVersion in it',
      'helm/x.values.yaml: Helm values: --values DIR checks them',
    ]);
  });
  it('with half of what makes an object is reported', async () => {
    expect(await one('apiVersion: v1\nmetadata: { name: a }\n')).toEqual(['1:1 missing-field: the object has no `kind`']);
  });
  it('that is a template of a Helm chart is skipped', async () => {
    const report = await check({ 'c/Chart.yaml': 'apiVersion: v2\nname: c\n', 'c/templates/a.yaml': 'a: {{ .b }}\n' });
    expect(report.problems).toEqual([]);
    expect(report.skipped).toHaveLength(2);
  });
});

describe('objects that stand twice', () => {
  const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
  it('are reported in one file and in one folder', async () => {
    expect(await one(`${map('a')}---\n${map('a')}`)).toEqual(['7:19 duplicate-object: ConfigMap a stands in a.yaml:3 too']);
    expect(await found({ 'x/a.yaml': map('a'), 'x/b.yaml': map('a') })).toEqual([
      'x/b.yaml:3:19 duplicate-object: ConfigMap a stands in x/a.yaml:3 too',
    ]);
  });
  it('are fine in folders that are applied apart, in other namespaces, as other kinds', async () => {
    expect(await found({ 'eu/a.yaml': map('a'), 'us/a.yaml': map('a') })).toEqual([]);
    expect(await one(`${map('a, namespace: one')}---\n${map('a, namespace: two')}---\n${map('a').replace('ConfigMap', 'Secret')}`)).toEqual(
      [],
    );
  });
});
