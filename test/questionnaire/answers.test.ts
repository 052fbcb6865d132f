import { describe, expect, it } from 'vitest';
import { weightIds } from '../../src/cli/read-answers.js';
import { InputError } from '../../src/document/problem.js';
import { parseAnswers, parseAssignments } from '../../src/questionnaire/answers.js';
import { blankAnswers, writeAnswers } from '../../src/questionnaire/write-answers.js';
import { knowledge } from '../knowledge.js';

const read = (text: string, ...sets: string[]) =>
  parseAnswers(knowledge.questionnaire, weightIds(knowledge), 'answers.yaml', text, parseAssignments(sets));

function problemsOf(text: string, ...sets: string[]) {
  try {
    read(text, ...sets);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error('no problem was found');
}

describe('an answers file', () => {
  it('may be YAML or JSON, with the same result', () => {
    const yaml = read('version: 1\nname: shop\nanswers:\n  services: 12\n  goals: [observe]\n');
    const json = read('{"version":1,"name":"shop","answers":{"services":12,"goals":["observe"]}}');
    expect(yaml).toEqual(json);
    expect(yaml.answers).toEqual({ services: 12, goals: ['observe'] });
  });

  it('takes `unknown` and null for not answered', () => {
    expect(read('answers: { services: unknown, cni: null, security-needs: { authz-jwt: unknown, authz-l7: must } }').answers).toEqual({
      'security-needs': { 'authz-l7': 'must' },
    });
  });

  it('may be empty', () => {
    expect(read('').answers).toEqual({});
  });

  it('orders choices and grid rows as the questionnaire does, whatever the order in the file', () => {
    const one = read('answers: { goals: [resilience, observe], security-needs: { authz-l7: must, ingress-tls: no } }');
    const other = read('answers: { security-needs: { ingress-tls: no, authz-l7: must }, goals: [observe, resilience] }');
    expect(JSON.stringify(one.answers.goals)).toBe(JSON.stringify(other.answers.goals));
    expect(JSON.stringify(one.answers['security-needs'])).toBe(JSON.stringify(other.answers['security-needs']));
  });

  it('is written so that reading it gives the same answers', () => {
    const parsed = read('name: "a: b # c"\nanswers: { services: 40, jobs: true, cni: calico, clusters: 2, cluster-names: [eu, us] }');
    expect(read(writeAnswers(knowledge.questionnaire, parsed))).toMatchObject({ name: 'a: b # c', answers: parsed.answers });
  });

  it('as `init` writes it, is valid and answers nothing', () => {
    expect(read(blankAnswers(knowledge.questionnaire)).answers).toEqual({});
  });
});

describe('mistakes in an answers file', () => {
  it('are all reported at once, each with line, column and the line itself', () => {
    const problems = problemsOf('version: 1\nanswers:\n  servces: 40\n  cni: calcio\n  services: many\n  pods: -3\n');
    expect(problems.map(({ id, line, column }) => ({ id, line, column }))).toEqual([
      { id: 'unknown-question', line: 3, column: 3 },
      { id: 'bad-answer', line: 4, column: 8 },
      { id: 'bad-answer', line: 5, column: 13 },
      { id: 'bad-answer', line: 6, column: 9 },
    ]);
    expect(problems.map(({ suggestion }) => suggestion)).toEqual(['services', 'calico', undefined, undefined]);
    expect(problems[1]?.lineText).toBe('  cni: calcio');
  });

  it('name an unknown key of the file itself with the nearest known one', () => {
    expect(problemsOf('anwsers: {}')[0]).toMatchObject({ id: 'unknown-key', suggestion: 'answers', line: 1, column: 1 });
  });

  it('name unknown grid rows and levels', () => {
    const problems = problemsOf('answers:\n  security-needs:\n    authz-l77: must\n    authz-l7: mustt\n');
    expect(problems.map(({ id, line, suggestion }) => ({ id, line, suggestion }))).toEqual([
      { id: 'unknown-row', line: 3, suggestion: 'authz-l7' },
      { id: 'bad-answer', line: 4, suggestion: 'must' },
    ]);
  });

  it('of syntax are located', () => {
    expect(problemsOf('answers:\n  goals: [observe\n')[0]).toMatchObject({ id: 'yaml-syntax' });
    expect(problemsOf('answers: {}\nanswers: {}\n')[0]).toMatchObject({ id: 'yaml-syntax', line: 2, column: 1 });
  });

  it('of several kinds are refused before anything is read: control characters, aliases without end, depth, size', () => {
    expect(problemsOf('name: "a\u0007b"')[0]?.id).toBe('control-character');
    expect(problemsOf('name: "a\u202Eb"')[0]?.id).toBe('control-character');
    expect(problemsOf(`a: &a [1]\nb: [${Array.from({ length: 150 }, () => '*a').join(', ')}]`)[0]?.id).toBe('input-too-complex');
    expect(problemsOf(`${'['.repeat(40)}${']'.repeat(40)}`)[0]?.id).toBe('input-too-complex');
    expect(problemsOf(`name: ${'x'.repeat(1024 * 1024)}`)[0]?.id).toBe('input-too-large');
  });

  it('such as contradictions name both answers and what to do', () => {
    const [problem] = problemsOf('answers:\n  services: 40\n  pods: 10\n');
    expect(problem).toMatchObject({ id: 'fewer-pods-than-services', line: 3 });
    expect(problem?.message).toContain('`services`');
    expect(problem?.expected).toContain('correct one of the two');
  });

  it('in --set name the assignment', () => {
    expect(problemsOf('', 'cni=calcio')[0]).toMatchObject({ file: '--set', lineText: 'cni=calcio', suggestion: 'calico' });
    expect(() => parseAssignments(['cni'])).toThrow(/key=value/);
  });
});

describe('--set', () => {
  it('sets single answers and grid rows over those of the file', () => {
    const { answers } = read(
      'answers: { services: 40, security-needs: { authz-l7: nice, authz-jwt: must } }',
      'services=50',
      'security-needs.authz-l7=must',
    );
    expect(answers).toEqual({ services: 50, 'security-needs': { 'authz-l7': 'must', 'authz-jwt': 'must' } });
  });

  it('can withdraw an answer', () => {
    expect(read('answers: { services: 40 }', 'services=unknown').answers).toEqual({});
  });
});

describe('warnings', () => {
  it('tell of answers to questions that do not apply', () => {
    const { warnings } = read('answers:\n  clusters: 1\n  cluster-network: flat\n');
    expect(warnings).toMatchObject([{ id: 'does-not-apply', line: 3, severity: 'warning' }]);
  });

  it('tell of answers that hardly go together', () => {
    expect(read('answers: { clusters: 1, regions: 3 }').warnings[0]).toMatchObject({ id: 'more-regions-than-clusters' });
  });
});
