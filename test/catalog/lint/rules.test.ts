import { describe, expect, it } from 'vitest';
import { describeRecord, type LintInput, type LintRule } from '../../../src/catalog/lint/rule.js';
import { catalogRules, lintCatalog } from '../../../src/catalog/lint/rules.js';
import { plain, realInput, withCandidate, withCatalog, withSource, withStatement, withStatements } from './broken-data.js';

/** For each rule: what is broken, the data, and what the contributor is told. */
const broken: Readonly<Record<string, readonly (readonly [what: string, data: LintInput, record: string, message: RegExp])[]>> = {
  'statements-complete': [
    [
      'a capability that is not stated',
      withCandidate('istio', ({ capabilities }) => ({ capabilities: without(capabilities, 'retries') })),
      'istio: capabilities.retries',
      /nothing is stated about `retries` for sidecar; state it, with level unknown/,
    ],
    [
      'a capability that does not exist',
      withStatement('retrys', {}),
      'istio: capabilities.retrys',
      /there is no capability `retrys`; did you mean `retries`/,
    ],
    [
      'a variant that does not exist',
      withCandidate('istio', ({ capabilities }) => ({
        capabilities: { ...capabilities, retries: { all: [plain], sidecarless: [plain] } },
      })),
      'istio: capabilities.retries.sidecarless',
      /istio has no variant `sidecarless`; it has sidecar, ambient/,
    ],
    [
      'a platform capability stated by a candidate',
      withStatement('node-encryption', {}),
      'istio: capabilities.node-encryption',
      /state it in platforms\.yaml/,
    ],
  ],
  'last-statement-applies': [
    [
      'a last statement with a condition',
      withStatement('retries', { when: { question: 'cni', is: 'cilium' } }),
      'istio: capabilities.retries.all[0]',
      /add one without `when`/,
    ],
    [
      'a statement that hides those after it',
      withStatements('retries', [plain, plain]),
      'istio: capabilities.retries.all[0]',
      /those after it are never reached/,
    ],
  ],
  'since-not-after-baseline': [
    [
      'a version after the baseline',
      withStatement('retries', { since: '1.40' }),
      'istio: capabilities.retries.all[0].since',
      /since 1\.40 is after the baseline 1\.31/,
    ],
    [
      'something that is no version',
      withStatement('retries', { since: 'v1.24-beta' }),
      'istio: capabilities.retries.all[0].since',
      /is no version; write major\.minor/,
    ],
  ],
  'maturity-fits-level': [
    [
      'an experimental feature that is called stable',
      withStatement('retries', { level: 'experimental' }),
      'istio: capabilities.retries.all[0].maturity',
      /experimental means alpha or beta/,
    ],
    [
      'an unsupported feature with a version',
      withStatement('retries', { level: 'unsupported' }),
      'istio: capabilities.retries.all[0].maturity',
      /what is unsupported has since: null and maturity: null/,
    ],
  ],
  'work-stated': [
    [
      'an add-on without components',
      withStatement('retries', { level: 'add-on' }),
      'istio: capabilities.retries.all[0]',
      /names what must be installed under `components`/,
    ],
    [
      'do-it-yourself without work',
      withStatement('retries', { level: 'do-it-yourself' }),
      'istio: capabilities.retries.all[0]',
      /states its `work` in person-days/,
    ],
    [
      'a component that does not exist',
      withStatement('retries', { components: ['cert-manger'] }),
      'istio: capabilities.retries.all[0].components',
      /did you mean `cert-manager`/,
    ],
  ],
  'judgements-argued': [
    [
      'a judgement without an argument',
      withStatement('retries', { basis: 'judgement', note: 'We think that it does.' }),
      'istio: capabilities.retries.all[0].note',
      /a judgement needs its argument in the note/,
    ],
  ],
  'proofs-point': [
    [
      'a proof by mere presence',
      withStatement('retries', { proof: [{ crd: 'virtualservices.networking.istio.io' }] }),
      'istio: capabilities.retries.all[0].proof[0]',
      /that a resource exists is no proof/,
    ],
    [
      'an absence as proof of a feature',
      withStatement('retries', { proof: [{ crd: 'virtualservices.networking.istio.io', absent: 'spec.foo' }] }),
      'istio: capabilities.retries.all[0].proof[0]',
      /does not show that something is built-in/,
    ],
  ],
  'conditions-known': [
    [
      'a question that does not exist',
      withStatements('retries', [{ ...plain, when: { question: 'cnii', is: 'cilium' } }, plain]),
      'istio: capabilities.retries.all[0].when',
      /there is no question `cnii`; did you mean `cni`/,
    ],
    [
      'an option that does not exist',
      withStatements('retries', [{ ...plain, when: { question: 'cni', is: 'clium' } }, plain]),
      'istio: capabilities.retries.all[0].when',
      /there is no option of `cni` `clium`; did you mean `cilium`/,
    ],
    [
      'a comparison that never holds',
      withStatements('retries', [{ ...plain, when: { question: 'node-kinds', is: 'windows' } }, plain]),
      'istio: capabilities.retries.all[0].when',
      /never holds for `node-kinds`.*use `includes`/,
    ],
  ],
  'references-known': [
    [
      'a conflict with something that does not exist',
      withStatement('retries', { conflicts: ['timeout'] }),
      'istio: capabilities.retries.all[0].conflicts',
      /there is no mesh capability `timeout`; did you mean `timeouts`/,
    ],
    [
      'a finding about nobody',
      withCatalog(({ findings }) => ({
        findings: findings.map((finding, index) => (index === 0 ? { ...finding, appliesTo: ['istoi'] } : finding)),
      })),
      'finding flannel-accepts-unenforced: appliesTo',
      /did you mean `istio`/,
    ],
  ],
  'alternatives-priced': [
    [
      'an alternative without a footprint',
      withCatalog(({ footprint }) => ({ footprint: { ...footprint, alternatives: without(footprint.alternatives, 'istio/ambient') } })),
      'istio: variants',
      /footprint\.yaml says nothing about istio\/ambient/,
    ],
    [
      'a price of something that does not exist',
      withCatalog(({ prices }) => ({
        prices: {
          ...prices,
          licences: { ...prices.licences, 'istio/other': { per: 'cluster-month' as const, amount: null, note: 'n', sources: [] } },
        },
      })),
      'prices: licences.istio/other',
      /there is no alternative `istio\/other`/,
    ],
  ],
  'sources-exist': [
    [
      'a source that does not exist',
      withStatement('retries', { sources: ['istio-licenc'] }),
      'istio: capabilities.retries.all[0].sources[0]',
      /did you mean `istio-licence`/,
    ],
  ],
  'sources-used': [
    [
      'a source that nothing cites',
      withSource({}, false),
      'source new-source',
      /nothing cites this source; cite it where it confirms a statement/,
    ],
  ],
  'sources-alive': [
    [
      'a file on a moving branch',
      withSource({ url: 'https://github.com/istio/istio/blob/master/LICENSE' }),
      'source new-source: url',
      /follows the branch master/,
    ],
    ['an address that is not https', withSource({ url: 'http://istio.io/x' }), 'source new-source: url', /is not https/],
  ],
  'vendors-marked': [
    [
      'a benchmark of a maker that is not marked',
      withSource({ publisher: 'Buoyant', kind: 'benchmark', about: ['linkerd'] }),
      'source new-source: publisher',
      /speaks about its own product; mark it `vendor: true`/,
    ],
    ['a benchmark about nothing', withSource({ kind: 'benchmark' }), 'source new-source: kind', /say which candidates it is about/],
  ],
  'checked-dates': [
    ['a check in the future', withSource({ checked: '2026-11-27' }), 'source new-source: checked', /2026-11-27 is after 2026-11-26/],
  ],
  'checks-fresh': [
    [
      'a check of more than a year ago',
      withSource({ checked: '2025-11-25' }),
      'source new-source: checked',
      /more than 12 months ago; look at it again/,
    ],
  ],
  'text-lengths': [
    [
      'a note that says nothing',
      withStatement('retries', { note: 'Yes.' }),
      'istio: capabilities.retries.all[0].note',
      /the note has 4 characters/,
    ],
    [
      'a sentence that breaks off',
      withStatement('retries', { note: 'A note that is long enough and then breaks' }),
      'istio: capabilities.retries.all[0].note',
      /end it as a sentence/,
    ],
  ],
  'plain-words': [
    [
      'praise',
      withStatement('retries', { note: 'Retries are seamless and can be set for every route of the mesh.' }),
      'istio: capabilities.retries.all[0].note',
      /"seamless" praises; say what it does instead/,
    ],
    [
      'an address in a text',
      withStatement('retries', { note: 'See https://istio.io for what can be set for every route.' }),
      'istio: capabilities.retries.all[0].note',
      /make it a source/,
    ],
  ],
  'product-names': [
    [
      'a misspelt product',
      withStatement('retries', { note: 'ArgoCD shows it, and Hashicorp has the same for its own mesh.' }),
      'istio: capabilities.retries.all[0].note',
      /"ArgoCD" is written Argo CD/,
    ],
    [
      'a name in lower case',
      withStatement('retries', { note: 'On kubernetes it is set for every route by its owner.' }),
      'istio: capabilities.retries.all[0].note',
      /"kubernetes" is written Kubernetes/,
    ],
  ],
  'no-orphans': [
    [
      'a component that nothing relies on',
      withCatalog(({ components }) => ({
        components: [
          ...components,
          {
            id: 'left-over',
            title: 'Left over',
            kind: 'add-on' as const,
            what: 'Nothing.',
            work: [],
            basis: 'judgement' as const,
            sources: [],
          },
        ],
      })),
      'component left-over',
      /no variant and no statement relies on this component/,
    ],
    [
      'a capability that nobody asks for',
      {
        ...realInput.catalog,
        questions: {
          ...realInput.catalog.questions,
          needed: new Set([...realInput.catalog.questions.needed].filter((id) => id !== 'access-logs')),
        },
      },
      'capability access-logs',
      /no question and no rule asks for this capability/,
    ],
  ],
  'pins-used': [
    [
      'a pin that nothing installs',
      { ...realInput.catalog, pins: { ...realInput.catalog.pins, 'old-chart': { checked: '2026-11-22', source: 'https://istio.io' } } },
      'pin old-chart',
      /no starter template and no plan installs this pin/,
    ],
  ],
};

describe('each rule of the catalog lint', () => {
  it('has a broken datum in this test', () => {
    expect(Object.keys(broken).sort()).toEqual(catalogRules.map(({ name }) => name).sort());
  });

  for (const rule of catalogRules) {
    it(`${rule.name} finds nothing in the data of this repository`, () => {
      expect(rule.check(realInput.catalog)).toEqual([]);
    });
    for (const [what, data, record, message] of broken[rule.name] ?? []) {
      it(`${rule.name} finds ${what}, and says where and what to do`, () => {
        const found = foundBy(rule, data);
        expect(found.map(({ at }) => at)).toContain(record);
        expect(found.find(({ at }) => at === record)?.message).toMatch(message);
      });
    }
  }
});

describe('the catalog lint', () => {
  it('reports a rule that fails and goes on with the others', () => {
    const failing: LintRule = {
      name: 'failing',
      description: '',
      overlay: false,
      check() {
        throw new Error('no such thing');
      },
    };
    const after: LintRule = {
      name: 'after',
      description: '',
      overlay: false,
      check: () => [{ at: { kind: 'finding', id: 'x', path: [] }, severity: 'note', message: 'seen' }],
    };
    expect(lintCatalog(realInput.catalog, [failing, after]).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'failing: the rule itself failed: no such thing',
      'after: seen',
    ]);
  });

  it('says nothing about dates when no date is given', () => {
    const { today: _, ...rest } = withSource({ checked: '2099-01-01' });
    expect(lintCatalog({ ...rest, today: undefined })).toEqual([]);
  });

  it('accepts every source that was checked exactly twelve months ago', () => {
    expect(lintCatalog(withSource({ checked: '2025-11-26' }))).toEqual([]);
  });
});

function foundBy(rule: LintRule, data: LintInput): { at: string; message: string }[] {
  return rule.check(data).map(({ at, message }) => ({ at: describeRecord(at), message }));
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
