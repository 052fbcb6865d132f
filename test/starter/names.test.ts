import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { AnswerValue } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { dnsLabelProblem, emailProblem, gitUrlProblem, hostNameProblem, normalGitUrl } from '../../src/starter/names.js';
import { viewFromAnswers } from '../../src/starter/view-from-answers.js';
import { filesFor, starterData } from './starter-fixture.js';

const questions = [
  'application-namespace',
  'pilot-service',
  'pilot-caller',
  'public-host',
  'contact-email',
  'git-repository',
  'cluster-names',
] as const;

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '"',
    "'",
    'a"b',
    "a'b",
    'a\nb',
    'a: b',
    '- a',
    '{{names.host}}',
    '{{',
    '}}',
    '$HOME',
    '$(id)',
    '`id`',
    '../x',
    'a/../b',
    'yes',
    'on',
    'null',
    '~',
    'true',
    'Upper',
    '-a',
    'a-',
    'a..b',
    '1.10',
    '007',
    '0x1f',
    '2026-01-01',
    'ü',
    'a\u202eb',
    'xn--',
    '#x',
    'a #b',
    '*x',
    '&x',
    '!x',
    '|',
    '>',
    '%',
    '@',
    'kube-system',
    'default',
    'a'.repeat(64),
    'localhost',
    '10.0.0.1',
    'https://u:p@h.example.com/x',
    'https://h.example.com/../x',
    "a'; rm -rf /; '",
  ),
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[a-z0-9.-]{1,70}$/),
);

const base = {
  needs: {},
  alternative: { id: 'no-mesh/kubernetes', candidate: 'no-mesh', variant: 'kubernetes', title: 'No mesh' },
  catalogVersion: 'test',
  enforcement: { enforced: 'yes', note: '', remedy: '' },
} as const;

describe('names at the boundary', () => {
  it.each(['on', 'y', 'null', 'Upper', '-a', 'a-', 'a.b', 'a_b', '1a', '', 'ü', 'a'.repeat(64)])('refuses %j as a label', (value) => {
    expect(dnsLabelProblem(value, 63)).toBeTypeOf('string');
  });
  it.each(['a', 'orders', 'eu-1', 'a'.repeat(63)])('takes %j as a label', (value) => {
    expect(dnsLabelProblem(value, 63)).toBeUndefined();
  });
  it.each([
    'localhost',
    '10.0.0.1',
    'a..example.com',
    '*.example.com',
    'EXAMPLE.com',
    'example.com.',
    'exa mple.com',
    `${'a'.repeat(64)}.com`,
  ])('refuses %j as a host', (value) => {
    expect(hostNameProblem(value)).toBeTypeOf('string');
  });
  it.each(['shop.example.com', '3.example.com', 'xn--bcher-kva.example'])('takes %j as a host', (value) => {
    expect(hostNameProblem(value)).toBeUndefined();
  });
  it.each(['@example.com', 'a@', 'a b@example.com', '"a"@example.com', 'a@localhost', 'a@b@example.com'])(
    'refuses %j as an address',
    (value) => {
      expect(emailProblem(value)).toBeTypeOf('string');
    },
  );
  it.each([
    'https://token:x@git.example.com/a/b',
    'https://git.example.com/a/../b',
    'http://git.example.com/a',
    'file:///etc',
    'https://git.example.com/a?b=c',
    'git.example.com/a',
    'https://git.example.com//a',
  ])('refuses %j as a repository', (value) => {
    expect(gitUrlProblem(value)).toBeTypeOf('string');
  });
  it.each(['https://git.example.com/a/b.git', 'ssh://git@git.example.com:2222/a/b', 'git@github.com:acme/platform.git'])(
    'takes %j as a repository',
    (value) => {
      expect(gitUrlProblem(value)).toBeUndefined();
    },
  );
  it('writes an scp-like address as a URL, which Flux needs', () => {
    expect(normalGitUrl('git@github.com:acme/platform.git')).toBe('ssh://git@github.com/acme/platform.git');
  });

  it('names every question whose answer cannot be used', () => {
    const result = viewFromAnswers({
      ...base,
      answers: { 'application-namespace': 'kube-system', 'pilot-service': 'same', 'pilot-caller': 'same', 'cluster-names': ['a', 'a'] },
    });
    expect(result.kind === 'bad-names' ? result.problems.map(({ question }) => question) : []).toEqual([
      'application-namespace',
      'pilot-caller',
      'cluster-names',
    ]);
  });
});

describe('whatever a person types', () => {
  const data = starterData(['no-mesh']);
  const shape = (answers: Readonly<Record<string, AnswerValue>>) =>
    filesFor(data, {
      alternative: 'no-mesh/kubernetes',
      needs: { 'ingress-tls': 'must', 'progressive-delivery': 'must', 'distributed-tracing': 'must' },
      answers: { 'gitops-tool': 'flux', ...answers },
    });
  const kinds = (files: ReturnType<typeof shape>) =>
    files.flatMap(({ path, content }) =>
      path.endsWith('.yaml')
        ? parseAllDocuments(content).map(
            (document) => `${path.replace(/clusters\/[^/]+\//, 'clusters/*/')} ${String(document.get('kind'))}`,
          )
        : [path],
    );

  it('is refused with a message or changes nothing but names', () => {
    const plain = kinds(shape({}));
    let used = 0;
    fc.assert(
      fc.property(fc.constantFrom(...questions), hostile, (question, value) => {
        const answers = { [question]: question === 'cluster-names' ? [value] : value };
        const result = viewFromAnswers({ ...base, answers });
        if (result.kind === 'bad-names') {
          expect(result.problems.every(({ message }) => message.includes(question))).toBe(true);
          return;
        }
        used += 1;
        const files = shape(answers);
        expect(checkStarter(files)).toEqual([]);
        expect(kinds(files)).toEqual(plain);
      }),
      { numRuns: 150 },
    );
    expect(used).toBeGreaterThan(0);
  });
});
