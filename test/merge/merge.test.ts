import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { weightIds } from '../../src/cli/read-answers.js';
import { decide } from '../../src/decision/decide.js';
import { compareAnswers, type NamedAnswers } from '../../src/merge/differences.js';
import { mergeAnswers } from '../../src/merge/merge.js';
import { mergedFile } from '../../src/merge/merged-file.js';
import { type MergeRule, settle } from '../../src/merge/rules.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
const read = (source: string, text: string): NamedAnswers => ({
  source,
  file: parseAnswers(questionnaire, weightIds(knowledge), source, text),
});
const example = (name: string) => read(name, readFileSync(`examples/${name}.yaml`, 'utf8'));
const merge = (files: readonly NamedAnswers[], rule: MergeRule = 'open') => mergeAnswers(knowledge, files, rule);
const winnerOf = ({ answers, weights }: NamedAnswers['file']) => decide(knowledge, answers, weights).winner?.alternative.id ?? null;

const ann = read(
  'ann',
  'name: shop\nanswers: { services: 40, goals: [observe, resilience], cni: calico, security-needs: { mtls-automatic: must, authz-jwt: no } }',
);
const bob = read(
  'bob',
  'name: shop\nanswers: { services: 40, goals: [resilience, observe], cni: cilium, security-needs: { mtls-automatic: must, authz-jwt: must } }',
);
const cyd = read(
  'cyd',
  'name: shop\nanswers: { services: 40, cni: cilium, latency: important, security-needs: { mtls-automatic: must, authz-jwt: should } }\nweights: { latency: 8 }',
);
const compared = compareAnswers(questionnaire, [ann, bob, cyd]);
const takenOf = (rule: MergeRule, key: string) => compared.differences.filter((one) => one.key === key).map((one) => settle(rule, one))[0];

describe('merged answers', () => {
  it('agree where everybody says the same, in whatever order a list is written', () => {
    expect(Object.keys(compareAnswers(questionnaire, [ann, bob]).agreed)).toEqual(['goals', 'services', 'security-needs.mtls-automatic']);
  });

  it('differ question by question and grid row by grid row, with what each file says', () => {
    const differences = Object.fromEntries(compared.differences.map((one) => [one.key, one]));
    expect(Object.keys(differences).sort()).toEqual(['cni', 'goals', 'latency', 'security-needs.authz-jwt', 'weights.latency']);
    expect(differences['security-needs.authz-jwt']).toMatchObject({
      kind: 'conflict',
      opinions: [
        { source: 'ann', value: 'no' },
        { source: 'bob', value: 'must' },
        { source: 'cyd', value: 'should' },
      ],
    });
    expect(differences['latency']).toMatchObject({ kind: 'open-in-some' });
    expect(takenOf('open', 'latency')).toBe('important');
  });

  it('are settled as the rule says', () => {
    expect(takenOf('open', 'cni')).toBeUndefined();
    expect(takenOf('first', 'cni')).toBe('calico');
    expect(takenOf('majority', 'cni')).toBe('cilium');
    expect(takenOf('majority', 'security-needs.authz-jwt')).toBeUndefined();
    expect(takenOf('strongest', 'security-needs.authz-jwt')).toBe('must');
    expect(takenOf('strongest', 'cni')).toBeUndefined();
  });

  it('give the recommendation that each file gives by itself, and that of the merged answers', () => {
    const files = ['forty-services-golden-metrics', 'five-services-start-up', 'fips-with-support-contract'].map(example);
    const { recommendations, merged } = merge(files);
    expect(recommendations.map(({ alternative }) => alternative)).toEqual([...files.map(({ file }) => winnerOf(file)), winnerOf(merged)]);
  });

  it('say of each exchange what decide says, for every difference', () => {
    const files = ['forty-services-golden-metrics', 'five-services-start-up'].map(example);
    const exchanges = merge(files).differences.flatMap(({ key, question, row, exchanges: all }) =>
      all.map((one) => ({ key, question, row, ...one })),
    );
    expect(exchanges.length).toBeGreaterThan(20);
    for (const { source, question, row, to, effect, key } of exchanges) {
      const file = files.find((one) => one.source === source)?.file;
      if (file === undefined || question === undefined || effect.kind !== 'decided') continue;
      const { [question.id]: before, ...others } = file.answers;
      const rows = typeof before === 'object' && !Array.isArray(before) ? Object.entries(before) : [];
      const grid = Object.fromEntries([...rows.filter(([id]) => id !== row), ...(to === undefined ? [] : [[row, to]])]);
      const value = row === undefined ? to : grid;
      const answers = value === undefined ? others : { ...others, [question.id]: value };
      expect(decide(knowledge, answers, file.weights).winner?.alternative.id ?? null, `${source} ${key}`).toBe(effect.winner);
    }
  });

  it('carry one recommendation over to the other by the answers that are said to suffice, and by none of them left out', () => {
    const [one, other] = ['forty-services-golden-metrics', 'five-services-start-up'].map(example);
    if (one === undefined || other === undefined) throw new Error('no examples');
    const set = merge([one, other]).decisiveSets.find(({ from }) => from === one.source);
    const exchanged = (keys: readonly string[]) => {
      const mixed = compareAnswers(questionnaire, [one, other]);
      const flat = Object.fromEntries(mixed.differences.map(({ key, opinions }) => [key, opinions[keys.includes(key) ? 1 : 0]?.value]));
      const answers: Record<string, unknown> = {};
      for (const [key, value] of Object.entries({ ...mixed.agreed, ...flat })) {
        if (value === undefined) continue;
        const [id = '', row] = key.split('.');
        answers[id] = row === undefined ? value : { ...(typeof answers[id] === 'object' ? answers[id] : {}), [row]: value };
      }
      return winnerOf(read('mixed', JSON.stringify({ answers })).file)?.split('/')[0];
    };
    expect(set?.keys.length).toBeGreaterThan(0);
    expect(exchanged(set?.keys ?? [])).toBe(winnerOf(other.file)?.split('/')[0]);
    for (const key of set?.keys ?? []) expect(exchanged((set?.keys ?? []).filter((kept) => kept !== key)), key).not.toBe('no-mesh');
  });

  it('that contradict one another say so', () => {
    const { contradictions } = merge([read('a', 'answers: { services: 40 }'), read('b', 'answers: { pods: 10 }')]);
    expect(contradictions).toEqual(['fewer-pods-than-services']);
  });
});

describe('the merged file', () => {
  const text = (rule: MergeRule) => mergedFile(questionnaire, merge([ann, bob, cyd], rule), ['ann', 'bob', 'cyd'], rule);

  it.each(['open', 'first', 'majority', 'strongest'] as const)('read again gives the merged answers (%s)', (rule) => {
    const { file } = read('merged', text(rule));
    const { merged } = merge([ann, bob, cyd], rule);
    expect({ answers: file.answers, weights: file.weights }).toEqual({ answers: merged.answers, weights: merged.weights });
  });

  it('says above each difference who said what', () => {
    expect(text('open')).toContain('  # ann: calico\n  # bob: cilium\n  # cyd: cilium\n  # left open');
    expect(text('majority')).toContain('# taken by the rule majority\n  cni: cilium\n');
  });

  it('keeps its lines whatever the files are called', () => {
    const { file } = read('x', mergedFile(questionnaire, merge([ann, bob]), ['a\nservices: 3', 'b\r# x'], 'open'));
    expect(file.answers['services']).toBe(40);
  });
});
