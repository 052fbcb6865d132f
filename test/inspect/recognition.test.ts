import { describe, expect, it } from 'vitest';
import { recognition } from '../../src/generated/recognition.js';
import { loadRecognition } from '../../src/inspect/load.js';
import { recognitionProblems } from '../../src/inspect/recognition-lint.js';
import type { Recogniser } from '../../src/inspect/recognition-schema.js';
import { knowledge } from '../knowledge.js';

const sources = new Set(Object.keys(knowledge.catalog.sources));
const problemsWith = (recogniser: Recogniser) =>
  recognitionProblems({ ...recognition, recognisers: [recogniser] }, knowledge.questionnaire, sources);
const reading = {
  when: { some: { kind: 'Node', application: false, labels: {}, annotations: {}, fields: {}, withoutFields: {} } },
  because: 'b',
  sources: ['eks-fargate'],
  judge: false,
};

describe('the recognition rules', () => {
  it('fit the questionnaire and the catalog', () => {
    expect(recognitionProblems(recognition, knowledge.questionnaire, sources)).toEqual([]);
  });

  it('only ever read, and never Secrets', () => {
    expect(recognition.calls.filter(({ resource }) => /secret/.test(resource))).toEqual([]);
  });

  it('recognise every option of the CNI question that can be seen in a cluster', () => {
    const cni = knowledge.questionnaire.sections.flatMap(({ questions }) => questions).find(({ id }) => id === 'cni');
    const options = cni?.type === 'choice' ? cni.options.map(({ value }) => value) : [];
    const recognised = recognition.recognisers.flatMap((one) =>
      one.question === 'cni' && 'readings' in one ? one.readings.map(({ answer }) => answer) : [],
    );
    expect(options.filter((option) => !recognised.includes(option))).toEqual(['other']);
  });

  it.each<[string, Recogniser, string]>([
    ['an unknown question', { question: 'cmi', take: 'one', readings: [{ answer: 'cilium', ...reading }] }, 'did you mean `cni`?'],
    ['an unknown option', { question: 'cni', take: 'one', readings: [{ answer: 'celium', ...reading }] }, '`celium` is no answer to it'],
    [
      'a way of taking that does not fit',
      { question: 'services', take: 'one', readings: [{ answer: 'x', ...reading }] },
      'does not fit a question of type number',
    ],
    ['an unknown row', { question: 'traffic-needs.retires', take: 'row', level: 'must', ...reading }, 'the grid has no row'],
    [
      'an unknown source',
      { question: 'cni', take: 'one', readings: [{ answer: 'cilium', ...reading, sources: ['nowhere'] }] },
      'there is no source `nowhere`',
    ],
  ])('are refused with %s', (_name, recogniser, problem) => {
    expect(problemsWith(recogniser).join('\n')).toContain(problem);
  });

  it('are refused with their place when they do not validate', () => {
    const load = () =>
      loadRecognition({
        'reading.yaml': 'calls: [{ kind: Node, resource: nodes }]\nplatformNamespaces: []\n',
        'a.yaml':
          'recognisers:\n  - question: cni\n    take: one\n    readings:\n      - { answer: a, because: b, sources: [c], when: { some: { kind: Node, name: "(" } } }\n',
      });
    expect(load).toThrow(/recognition\/a\.yaml:5.*no regular expression/s);
  });
});
