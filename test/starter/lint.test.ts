import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/generated/catalog.js';
import { questionnaire } from '../../src/generated/questionnaire.js';
import { questionFacts } from '../../src/questionnaire/lint/facts.js';
import { lintStarter } from '../../src/starter/lint.js';
import { loadStarter } from '../../src/starter/load.js';
import { starterData } from './starter-fixture.js';

const words = {
  answers: questionFacts(questionnaire).answers,
  capabilities: catalog.capabilities.map(({ id }) => id),
  profile: Object.keys(catalog.model.profile),
};

/** What the lint says of one plan with one template. */
function lint(plan: string, template = '', partial = '') {
  const data = loadStarter(
    new Map([
      ['templates/starter/t/v.plan.yaml', `alternative: t/v\n${plan}files:\n  - { path: README.md, template: t/a.hbs, about: a }\n`],
      ['templates/starter/t/a.hbs', template],
      ['templates/starter/t/_part.hbs', partial],
    ]),
  );
  return lintStarter(data, words).map(({ place, message }) => `${place}: ${message}`);
}

describe('lintStarter', () => {
  it('finds nothing in the plans of this repository', () => {
    expect(lintStarter(starterData(['istio', 'linkerd', 'consul', 'no-mesh']), words)).toEqual([]);
  });

  it.each([
    ['{ question: goals, includes: ingress-only }', 'flag x: there is no option of `goals` `ingress-only`'],
    ['{ question: compliances, includes: fips }', 'flag x: there is no question `compliances`; did you mean `compliance`?'],
    ['{ question: cni, includes: cilium }', 'use `is` or `in`'],
    ['{ all: [{ not: { need: retrys, at-least: should } }] }', 'flag x: there is no capability `retrys`'],
  ])('finds that %s can never hold', (condition, message) => {
    expect(lint(`flags: { x: ${condition} }\n`, '{{flags.[x]}}').join()).toContain(message);
  });

  it('looks at refusals too', () => {
    expect(lint('refuse: [{ when: { question: cni, is: cillium }, reason: No. }]\n').join()).toContain(
      'refuse[0]: there is no option of `cni`',
    );
  });

  it('finds a flag that nothing reads, and one that no plan has, in partials too', () => {
    expect(lint('flags: { x: { question: cni, is: cilium } }\n')).toEqual(['t/v: nothing reads the flag x']);
    expect(lint('', '{{> part}}', '{{#if flags.[y]}}{{/if}}')).toEqual(['_part: reads the flag y, which no plan with this template has']);
  });

  it('finds a comparison with an option that the question does not have', () => {
    expect(lint('', '{{#if (eq cni "calcio")}}{{/if}}').join()).toContain('no option of `cni` `calcio`');
    expect(lint('', '{{#if (eq distribution "eks")}}{{/if}}')).toEqual([]);
  });
});
