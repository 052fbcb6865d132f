import { describe, expect, it } from 'vitest';
import { artefactsOf, brokenProof, isBacked, proofAccount } from '../../src/catalog/proof.js';
import { catalog } from '../../src/generated/catalog.js';
import { plain } from './lint/broken-data.js';

const routes = {
  kind: 'CustomResourceDefinition',
  metadata: { name: 'routes.mesh.example' },
  spec: {
    versions: [
      {
        name: 'v1alpha1',
        storage: false,
        schema: { openAPIV3Schema: { properties: { spec: { properties: { old: { type: 'string' } } } } } },
      },
      {
        name: 'v1',
        storage: true,
        schema: {
          openAPIV3Schema: {
            properties: {
              spec: {
                properties: {
                  mode: { type: 'string', enum: ['STRICT', 'PERMISSIVE'] },
                  rules: { type: 'array', items: { properties: { labels: { additionalProperties: { properties: { exact: {} } } } } } },
                },
              },
            },
          },
        },
      },
    ],
  },
};
const artefacts = artefactsOf(
  [routes, null, { kind: 'Deployment' }],
  [['istiod', { keys: { 'a.b': 1, list: [], 'c."d.e"': 'x' }, keysWithoutDefault: ['no.default'] }]],
);
const why = (proof: Parameters<typeof brokenProof>[0]) => brokenProof(proof, artefacts);

describe('a proof by a field of a resource', () => {
  it('holds for a field, through items of lists and values of maps', () => {
    expect(why({ crd: 'routes.mesh.example', field: 'spec.rules[].labels{}.exact' })).toBeUndefined();
  });

  it('fails when the field is removed, and says which step is missing', () => {
    expect(why({ crd: 'routes.mesh.example', field: 'spec.rules[].headers.name' })).toBe('the field spec.rules[].headers does not exist');
    expect(why({ crd: 'routes.mesh.example', field: 'spec.mode[].x' })).toBe('the field spec.mode[] does not exist');
  });

  it('looks at the storage version unless a version is named', () => {
    expect(why({ crd: 'routes.mesh.example', field: 'spec.old' })).toBe('the field spec.old does not exist');
    expect(why({ crd: 'routes.mesh.example', version: 'v1alpha1', field: 'spec.old' })).toBeUndefined();
    expect(why({ crd: 'routes.mesh.example', version: 'v2', field: 'spec.old' })).toBe('routes.mesh.example has no version v2');
  });

  it('fails when the value is not among those of the field', () => {
    expect(why({ crd: 'routes.mesh.example', field: 'spec.mode', enum: 'STRICT' })).toBeUndefined();
    expect(why({ crd: 'routes.mesh.example', field: 'spec.mode', enum: 'OFF' })).toBe(
      'spec.mode has no value OFF; it has STRICT, PERMISSIVE',
    );
  });

  it('does not hold by the mere presence of a resource, nor without it', () => {
    expect(why({ crd: 'routes.mesh.example' })).toContain('names no field');
    expect(why({ crd: 'other.mesh.example', field: 'spec' })).toBe('there is no CRD other.mesh.example');
  });
});

describe('a proof by an absent field', () => {
  it('holds while the field is absent and its parent is there', () => {
    expect(why({ crd: 'routes.mesh.example', absent: 'spec.rules[].mirror' })).toBeUndefined();
  });

  it('fails when the field appears, and when even its parent is missing', () => {
    expect(why({ crd: 'routes.mesh.example', absent: 'spec.mode' })).toBe('the field spec.mode exists');
    expect(why({ crd: 'routes.mesh.example', absent: 'spec.gone.mirror' })).toContain('proves nothing');
  });
});

describe('a proof by a chart value', () => {
  it('holds for a default, for a key without one when none is claimed, and for a map above keys', () => {
    expect(why({ chart: 'istiod', key: 'a.b', equals: 1 })).toBeUndefined();
    expect(why({ chart: 'istiod', key: 'list', equals: [] })).toBeUndefined();
    expect(why({ chart: 'istiod', key: 'no.default' })).toBeUndefined();
    expect(why({ chart: 'istiod', key: 'a' })).toBeUndefined();
  });

  it('fails for another default, for a key that has none, and for one that does not exist', () => {
    expect(why({ chart: 'istiod', key: 'a.b', equals: 2 })).toBe('the default of a.b is 1, not 2');
    expect(why({ chart: 'istiod', key: 'no.default', equals: '' })).toBe('chart istiod has no default for no.default');
    expect(why({ chart: 'istiod', key: 'gone' })).toBe('chart istiod has no value gone');
    expect(why({ chart: 'other', key: 'a' })).toBe('there are no values of a chart other');
  });
});

describe('what counts as backed', () => {
  it('is a lack for what is not there, and something present for what is', () => {
    const lack = [{ crd: 'routes.mesh.example', absent: 'spec.x' }];
    expect(isBacked({ ...plain, level: 'unsupported', proof: lack })).toBe(true);
    expect(isBacked({ ...plain, level: 'built-in', proof: lack })).toBe(false);
  });

  it('is at least two in five support statements of the catalog and every footprint default', () => {
    const { statements, defaults } = proofAccount(catalog);
    const counts = Object.values(statements);
    const sum = (pick: (count: { all: number; backed: number }) => number) => counts.reduce((total, count) => total + pick(count), 0);
    expect(sum(({ backed }) => backed) / sum(({ all }) => all)).toBeGreaterThanOrEqual(0.4);
    expect(defaults.unbacked).toEqual([]);
  });
});
