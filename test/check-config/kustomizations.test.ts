import { describe, expect, it } from 'vitest';
import { check, found } from './fixture.js';

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
const kustomization = (body: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${body}`;

describe('a kustomization', () => {
  it('that names a file that is not there is reported, with the one that was meant', async () => {
    expect(await found({ 'kustomization.yaml': kustomization('resources:\n  - servce.yaml\n'), 'service.yaml': map('a') })).toEqual([
      'kustomization.yaml:4:5 missing-file: `servce.yaml` is not there → service.yaml',
      'service.yaml:1:1 not-listed: no kustomization lists this file, so nothing applies it (nearest: kustomization.yaml)',
    ]);
  });
  it('that leaves out a manifest of its folder is reported at the manifest', async () => {
    expect(
      await found({ 'kustomization.yaml': kustomization('resources: [a.yaml]\n'), 'a.yaml': map('a'), 'sub/b.yaml': map('b') }),
    ).toEqual(['sub/b.yaml:1:1 not-listed: no kustomization lists this file, so nothing applies it (nearest: kustomization.yaml)']);
  });
  it('may include folders, components and what other kustomizations list', async () => {
    expect(
      await found({
        'base/kustomization.yaml': kustomization('resources: [a.yaml]\n'),
        'base/a.yaml': map('a'),
        'overlay/kustomization.yaml': kustomization('resources: [../base]\npatches:\n  - path: patch.yaml\n'),
        'overlay/patch.yaml': `${map('a')}data: { b: c }\n`,
      }),
    ).toEqual([]);
  });
  it('that includes a folder without a kustomization is reported', async () => {
    expect(await found({ 'kustomization.yaml': kustomization('resources: [sub]\n'), 'sub/notes.txt': '' })).toEqual([
      'kustomization.yaml:3:13 missing-file: the folder `sub` has no kustomization',
    ]);
  });
  it('that lists a file twice is reported', async () => {
    expect(await found({ 'kustomization.yaml': kustomization('resources: [a.yaml, ./a.yaml]\n'), 'a.yaml': map('a') })).toEqual([
      'kustomization.yaml:3:21 listed-twice: `./a.yaml` is listed twice',
    ]);
  });
  it('with an unknown field is reported', async () => {
    expect(await found({ 'kustomization.yaml': kustomization('resource: [a.yaml]\n') })).toEqual([
      'kustomization.yaml:3:1 unknown-field: unknown field `resource` of a kustomization → resources',
    ]);
  });
  it('that brings one object together twice is reported, over folders', async () => {
    expect(
      await found({
        'kustomization.yaml': kustomization('resources: [one, two]\n'),
        'one/kustomization.yaml': kustomization('resources: [a.yaml]\n'),
        'one/a.yaml': map('a'),
        'two/kustomization.yaml': kustomization('resources: [a.yaml]\n'),
        'two/a.yaml': map('a'),
      }),
    ).toEqual(['two/a.yaml:3:19 duplicate-object: ConfigMap a stands in one/a.yaml:3 too']);
  });
  it('that two overlays share brings nothing together twice', async () => {
    expect(
      await found({
        'base/kustomization.yaml': kustomization('resources: [a.yaml]\n'),
        'base/a.yaml': map('a'),
        'eu/kustomization.yaml': kustomization('resources: [../base]\n'),
        'us/kustomization.yaml': kustomization('resources: [../base]\n'),
      }),
    ).toEqual([]);
  });
  it('says how many of its references lead out of the folder', async () => {
    const { problems, notes } = await check({
      'kustomization.yaml': kustomization('resources: [../elsewhere, "https://example.org/a.yaml"]\n'),
    });
    expect(problems).toEqual([]);
    expect(notes).toEqual(['kustomization.yaml: 2 of its 2 references lead out of the folder and were not followed']);
  });
  it('may make ConfigMaps of any file', async () => {
    const { problems, skipped } = await check({
      'kustomization.yaml': kustomization('configMapGenerator:\n  - name: a\n    files: [x.yaml, b=y.yaml]\n'),
      'x.yaml': 'kind: {{ nothing }}\n',
      'y.yaml': 'a: 1\n',
    });
    expect(problems).toEqual([]);
    expect(skipped.map(({ file }) => file)).toEqual(['x.yaml', 'y.yaml']);
  });
  it('of Flux in a file of that name is an object', async () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\nspec:\n  interval: 1h\n  prun: true\n  prune: true\n  sourceRef: { kind: GitRepository, name: a }\n';
    expect(await found({ 'kustomization.yaml': flux })).toEqual([
      'kustomization.yaml:6:3 unknown-field: unknown field `spec.prun` → prune',
    ]);
  });
  it('has patches that need not be whole objects but may not name unknown fields', async () => {
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  replica: 2\n';
    expect(await found({ 'kustomization.yaml': kustomization('patches: [{ path: p.yaml }]\n'), 'p.yaml': patch })).toEqual([
      'p.yaml:5:3 unknown-field: unknown field `spec.replica` → replicas',
    ]);
  });
});
