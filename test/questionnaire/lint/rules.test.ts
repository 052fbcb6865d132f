import { describe, expect, it } from 'vitest';
import { questionFacts } from '../../../src/questionnaire/lint/facts.js';
import type { QuestionLintInput } from '../../../src/questionnaire/lint/rule.js';
import { lintQuestionnaire, questionRules } from '../../../src/questionnaire/lint/rules.js';
import type { Question, Questionnaire, Rule } from '../../../src/questionnaire/schema.js';
import { realInput } from '../../catalog/lint/broken-data.js';

const real = realInput.questions;

function withQuestionnaire(questionnaire: Questionnaire): QuestionLintInput {
  return { ...real, questionnaire, facts: questionFacts(questionnaire) };
}

/** The real questionnaire with one more question at the beginning of its first section. */
function withQuestion(question: Question): QuestionLintInput {
  const [first, ...others] = real.questionnaire.sections;
  return withQuestionnaire({
    ...real.questionnaire,
    sections: first === undefined ? [] : [{ ...first, questions: [question, ...first.questions] }, ...others],
  });
}

function withRule(change: Partial<Rule>): QuestionLintInput {
  const rule: Rule = {
    id: 'new-rule',
    when: { question: 'cni', is: 'cilium' },
    effects: [{ need: 'retries', level: 'nice' }],
    why: 'Because.',
    sources: [],
    ...change,
  };
  return withQuestionnaire({ ...real.questionnaire, rules: [...real.questionnaire.rules, rule] });
}

const base = { id: 'new-question', prompt: 'Is it so?', help: 'Say so.', why: 'It decides.', essential: false, sources: [] };
const option = (value: string, prior: number) => ({ value, label: value, prior, effects: [] });

const broken: Readonly<Record<string, readonly (readonly [what: string, data: QuestionLintInput, id: string, message: RegExp])[]>> = {
  'question-conditions-known': [
    [
      'a condition on a question that does not exist',
      withRule({ when: { question: 'cnii', known: true } }),
      'new-rule',
      /there is no question `cnii`; did you mean `cni`/,
    ],
    [
      'a condition on an option that does not exist',
      withRule({ when: { question: 'orchestrators', includes: 'kubernets' } }),
      'new-rule',
      /did you mean `kubernetes`/,
    ],
  ],
  'conditions-look-back': [
    [
      'a question that depends on a later one',
      withQuestion({
        ...base,
        type: 'yes-no',
        yes: [{ need: 'retries', level: 'nice' }],
        no: [],
        prior: 0.5,
        when: { question: 'cni', is: 'cilium' },
      }),
      'new-question',
      /looks at `cni`, which is asked later/,
    ],
    [
      'a question that depends on itself',
      withQuestion({
        ...base,
        type: 'yes-no',
        yes: [{ need: 'retries', level: 'nice' }],
        no: [],
        prior: 0.5,
        when: { question: 'new-question', is: true },
      }),
      'new-question',
      /by this question itself/,
    ],
  ],
  'everything-reachable': [
    [
      'a rule that nobody can meet',
      withRule({
        when: {
          all: [
            { question: 'cni', is: 'cilium' },
            { question: 'cni', is: 'calico' },
          ],
        },
      }),
      'new-rule',
      /no answers make this condition true/,
    ],
  ],
  'effects-known': [
    [
      'a need for a capability that does not exist',
      withRule({ effects: [{ need: 'retrys', level: 'nice' }] }),
      'new-rule',
      /there is no capability `retrys`; did you mean `retries`/,
    ],
    [
      'a quantity that model.yaml does not have',
      withRule({ effects: [{ profile: 'servces', value: 1 }] }),
      'new-rule',
      /there is no quantity in model\.yaml `servces`; did you mean `services`/,
    ],
  ],
  'answers-mean-something': [
    [
      'a question whose options change nothing',
      withQuestion({ ...base, type: 'choice', options: [option('one', 0.5), option('two', 0.5)] }),
      'new-question',
      /the options one, two change nothing/,
    ],
    [
      'a number that nobody uses',
      withQuestion({ ...base, type: 'number', unit: 'things', min: 0, max: 9, integer: true, prior: [1, 2, 3] }),
      'new-question',
      /the answer changes nothing/,
    ],
  ],
  'priors-add-up': [
    [
      'priors that do not add up',
      withQuestion({ ...base, type: 'choice', options: [option('one', 0.5), option('two', 0.2)] }),
      'new-question',
      /the priors add up to 0\.70, not to 1/,
    ],
    [
      'a grid row whose priors do not add up',
      withQuestion({
        ...base,
        type: 'grid',
        rows: [{ capability: 'retries', prior: { must: 0.5, should: 0.5, nice: 0.5, covered: 0, no: 0 } }],
      }),
      'new-question',
      /the priors of retries add up to 1\.50/,
    ],
  ],
  'questions-well-put': [
    [
      'a prompt that asks nothing',
      withQuestion({ ...base, prompt: 'Say so.', type: 'yes-no', yes: [], no: [], prior: 0.5 }),
      'new-question',
      /end it with a question mark/,
    ],
    [
      'an example that would be refused',
      withQuestion({ ...base, type: 'text', kind: 'dns-label', many: false, maxLength: 63, example: 'Not A Label' }),
      'new-question',
      /would be refused/,
    ],
  ],
};

describe('each rule of the questionnaire lint', () => {
  it('has a broken datum in this test', () => {
    expect(Object.keys(broken).sort()).toEqual(questionRules.map(({ name }) => name).sort());
  });

  for (const rule of questionRules) {
    it(`${rule.name} finds nothing in the questionnaire of this repository`, () => {
      expect(rule.check(real)).toEqual([]);
    });
    for (const [what, data, id, message] of broken[rule.name] ?? []) {
      it(`${rule.name} finds ${what}, and says where and what to do`, () => {
        const found = rule.check(data).filter(({ at }) => at.id === id);
        expect(found.map((one) => one.message).join('\n')).toMatch(message);
      });
    }
  }

  it('runs all of them', () => {
    expect(lintQuestionnaire(real)).toEqual([]);
  });
});
