import { describe, expect, it } from 'vitest';
import { check, found, manifest } from './fixture.js';

const crd = (kind: string, schema: string, group = 'example.org') => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind.toLowerCase()}s.${group}
spec:
  group: ${group}
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: { type: object, properties: { spec: ${schema} } }
    - name: v1alpha1
      served: false
      storage: false
      schema: { openAPIV3Schema: { type: object } }
`;
const thing = (spec: string) => manifest('example.org/v1', 'Thing', `spec: ${spec}\n`);
const against = (schema: string, spec: string) =>
  found({ 'a.yaml': thing(spec) }, { crds: [[{ path: 'crd.yaml', text: crd('Thing', schema) }]] });

describe('an object of a custom kind', () => {
  it('is closed where its schema does not say otherwise', async () => {
    const schema =
      '{ type: object, properties: { size: { type: integer }, free: { type: object, x-kubernetes-preserve-unknown-fields: true }, map: { type: object, additionalProperties: { type: string } } } }';
    expect(await against(schema, '{ size: 1, free: { a: { b: 1 } }, map: { a: b } }')).toEqual([]);
    expect(await against(schema, '{ sise: 1 }')).toEqual(['a.yaml:5:9 unknown-field: unknown field `spec.sise` → size']);
    expect(await against(schema, '{ map: { a: 1 } }')).toEqual(['a.yaml:5:19 wrong-type: `spec.map.a` is 1']);
  });
  it('may keep unknown fields beside known ones', async () => {
    const schema = '{ type: object, x-kubernetes-preserve-unknown-fields: true, properties: { size: { type: integer } } }';
    expect(await against(schema, '{ other: 1 }')).toEqual([]);
    expect(await against(schema, '{ size: a }')).toEqual(['a.yaml:5:15 wrong-type: `spec.size` is "a"']);
  });
  it('need not have required fields that have a default', async () => {
    const schema = '{ type: object, required: [a, b], properties: { a: { type: string, default: x }, b: { type: string } } }';
    expect(await against(schema, '{}')).toEqual(['a.yaml:5:7 missing-field: `spec` has no `b`']);
  });
  it('may have a number or text where the schema says int-or-string', async () => {
    const schema =
      '{ type: object, properties: { port: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] } } }';
    expect(await against(schema, '{ port: 80 }')).toEqual([]);
    expect(await against(schema, '{ port: http }')).toEqual([]);
    expect(await against(schema, '{ port: [] }')).toEqual(['a.yaml:5:15 wrong-type: `spec.port` is a list']);
  });
  it('has embedded objects checked as objects', async () => {
    const schema =
      '{ type: object, properties: { template: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true } } }';
    expect(await against(schema, '{ template: { apiVersion: v1, kind: A, metadata: { name: a }, spec: {} } }')).toEqual([]);
    expect(await against(schema, '{ template: { apiVersion: v1, metadata: { nme: a } } }')).toEqual([
      'a.yaml:5:19 missing-field: `spec.template` has no `kind`',
      'a.yaml:5:49 unknown-field: unknown field `spec.template.metadata.nme` → name',
    ]);
  });
  it('may not repeat items of a list that is a map or a set', async () => {
    const schema =
      '{ type: object, properties: { ports: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [port, protocol], items: { type: object, properties: { port: { type: integer }, protocol: { type: string, default: TCP } } } }, tags: { type: array, x-kubernetes-list-type: set, items: { type: string } } } }';
    expect(await against(schema, '{ ports: [{ port: 1 }, { port: 1, protocol: UDP }, { port: 2 }], tags: [a, b] }')).toEqual([]);
    expect(await against(schema, '{ ports: [{ port: 1 }, { port: 1, protocol: TCP }], tags: [a, a] }')).toEqual([
      'a.yaml:5:30 duplicate-item: `spec.ports.1` repeats an earlier item: port 1, protocol "TCP"',
      'a.yaml:5:69 duplicate-item: `spec.tags.1` repeats an earlier item: "a"',
    ]);
  });
  it('is reported for a version that is not served', async () => {
    const crds = [[{ path: 'crd.yaml', text: crd('Thing', '{ type: object }') }]];
    expect(await found({ 'a.yaml': manifest('example.org/v1alpha1', 'Thing', '') }, { crds })).toEqual([
      'a.yaml:1:13 unknown-version: there is no Thing in example.org/v1alpha1 → example.org/v1',
    ]);
  });
});

describe('a kind in several channels of one release', () => {
  const inChannel = (channel: string, release: string, version: string, schema: string) =>
    crd('Thing', schema)
      .replace(
        'metadata:\n',
        `metadata:\n  annotations: { gateway.networking.k8s.io/channel: ${channel}, gateway.networking.k8s.io/bundle-version: ${release} }\n`,
      )
      .replace('name: v1\n', `name: ${version}\n`);
  const size = '{ type: object, properties: { size: { type: integer } } }';
  it('has the versions of each, a version of both from the standard one; those of older releases do not count', async () => {
    const crds = [
      [
        { path: 'a.yaml', text: inChannel('standard', 'v1.6.1', 'v1', size) },
        { path: 'b.yaml', text: inChannel('experimental', 'v1.6.1', 'v1', '{ type: object }') },
        { path: 'c.yaml', text: inChannel('experimental', 'v1.6.1', 'v1alpha2', size) },
        { path: 'd.yaml', text: inChannel('experimental', 'v1.5.0', 'v1alpha3', size) },
      ],
    ];
    const of = (version: string) => found({ 'a.yaml': manifest(`example.org/${version}`, 'Thing', 'spec: { size: 1 }\n') }, { crds });
    expect(await of('v1')).toEqual([]);
    expect(await of('v1alpha2')).toEqual([]);
    expect(await of('v1alpha3')).toEqual([expect.stringContaining('unknown-version')]);
  });
});

describe('CEL rules', () => {
  const rules = (text: string) =>
    `{ type: object, properties: { a: { type: integer }, b: { type: integer, default: 3 }, labels: { type: object, additionalProperties: { type: string } }, namespace: { type: string }, list: { type: array, items: { type: object, properties: { size: { type: integer } } } } }, x-kubernetes-validations: [${text}] }`;
  it('that do not hold are reported with their message', async () => {
    const schema = rules('{ rule: "self.a <= self.b", message: a may not be greater than b, fieldPath: .a }');
    expect(await against(schema, '{ a: 2 }')).toEqual([]);
    expect(await against(schema, '{ a: 4 }')).toEqual(['a.yaml:5:12 broken-rule: `spec`: a may not be greater than b']);
  });
  it('may make their message by an expression', async () => {
    const schema = rules(`{ rule: "self.a < 3", messageExpression: "'a is ' + string(self.a)" }`);
    expect(await against(schema, '{ a: 4 }')).toEqual(['a.yaml:5:7 broken-rule: `spec`: a is 4']);
  });
  it.each([
    ['has(self.a) && !has(self.labels)', '{ a: 1 }'],
    ['has(self.list[0].size)', '{ list: [{ size: 1 }] }'],
    ['self.labels.all(k, k.size() < 4)', '{ labels: { abc: x } }'],
    ["self.__namespace__ == 'x'", '{ namespace: x }'],
    ['self.list.exists_one(i, i.size == 2)', '{ list: [{ size: 1 }, { size: 2 }] }'],
    ["isURL(self.__namespace__) && url(self.__namespace__).getScheme() == 'https'", '{ namespace: "https://example.org" }'],
    ["duration(self.__namespace__) >= duration('1ms')", '{ namespace: 10s }'],
    ["isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/33') && isIP('::1')", '{}'],
  ])('hold where they hold: %s', async (rule, spec) => {
    const crds = [[{ path: 'crd.yaml', text: crd('Thing', rules(`{ rule: ${JSON.stringify(rule)} }`)) }]];
    const report = await check({ 'a.yaml': thing(spec) }, { crds });
    expect(report.problems).toEqual([]);
    expect(report.rules).toEqual({ evaluated: 1, notEvaluated: 0 });
  });
  it('that the evaluator cannot answer are counted and named, never reported', async () => {
    const crds = [[{ path: 'crd.yaml', text: crd('Thing', rules('{ rule: "quantity(string(self.a)).isGreaterThan(quantity(\'1\'))" }')) }]];
    const report = await check({ 'a.yaml': thing('{ a: 1 }') }, { crds });
    expect(report.problems).toEqual([]);
    expect(report.rules).toEqual({ evaluated: 0, notEvaluated: 1 });
    expect(report.notes.join()).toContain('CEL rule not evaluated: Thing: quantity(');
  });
  it('about the old object say nothing of a file', async () => {
    const crds = [[{ path: 'crd.yaml', text: crd('Thing', rules('{ rule: "self.a == oldSelf.a" }')) }]];
    expect((await check({ 'a.yaml': thing('{ a: 1 }') }, { crds })).rules).toEqual({ evaluated: 0, notEvaluated: 0 });
  });
});

describe('CRD files', () => {
  it('may be what kubectl get crd -o yaml writes', async () => {
    const item = crd('Thing', '{ type: object }').replace(/^/gm, '    ').replace('    apiVersion', '  - apiVersion').trimEnd();
    const crds = [[{ path: 'crds.yaml', text: `apiVersion: v1\nkind: List\nitems:\n${item}\n` }]];
    expect(await found({ 'a.yaml': thing('{ a: 1 }') }, { crds })).toEqual(['a.yaml:5:9 unknown-field: unknown field `spec.a`']);
  });
  it('override what is built in', async () => {
    const text = crd('PeerAuthentication', '{ type: object, properties: { only: { type: string } } }', 'security.istio.io');
    const object = manifest('security.istio.io/v1', 'PeerAuthentication', 'spec: { only: a }\n');
    expect(await found({ 'a.yaml': object })).toEqual(['a.yaml:5:9 unknown-field: unknown field `spec.only`']);
    expect(await found({ 'a.yaml': object }, { crds: [[{ path: 'crd.yaml', text }]] })).toEqual([]);
  });
  it('in the checked folder count for it', async () => {
    expect(
      await found({ 'crd.yaml': crd('Thing', '{ type: object, properties: { a: { type: string } } }'), 'a.yaml': thing('{ b: 1 }') }),
    ).toEqual(['a.yaml:5:9 unknown-field: unknown field `spec.b` → a']);
  });
  it('that define one kind twice are named, and the later source counts', async () => {
    const [first, second] = [
      '{ type: object, properties: { a: { type: string } } }',
      '{ type: object, properties: { b: { type: string } } }',
    ].map((schema) => crd('Thing', schema));
    const files = [
      { path: 'x/v1.9.yaml', text: first ?? '' },
      { path: 'x/v1.10.yaml', text: second ?? '' },
    ];
    const report = await check({ 'a.yaml': thing('{ b: x }') }, { crds: [files] });
    expect(report.problems).toEqual([]);
    expect(report.notes).toEqual(['example.org Thing is defined in 2 CRD files; used: x/v1.10.yaml']);
    expect((await check({ 'a.yaml': thing('{ a: x }') }, { crds: [files, files.slice(0, 1)] })).problems).toEqual([]);
  });
});
