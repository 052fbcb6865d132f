import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { weightIds } from '../../src/cli/read-answers.js';
import { fileKinds } from '../../src/cli/schemas.js';
import { InputError } from '../../src/document/problem.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { blankAnswers } from '../../src/questionnaire/write-answers.js';
import { arbitraryAnswers } from '../decision/laws/arbitrary-answers.js';
import { knowledge } from '../knowledge.js';
import { command } from './command.js';

const { questionnaire } = knowledge;
const validator = async (name: string) =>
  new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse((await command(['schema', name])).out));
const yaml = (path: string): unknown => parse(readFileSync(path, 'utf8'));

describe('mesh-advisor schema', () => {
  it('lists the kinds of files', async () => {
    const { code, out } = await command(['schema']);
    expect(code).toBe(0);
    for (const name of Object.keys(fileKinds(questionnaire))) expect(out).toContain(`  ${name} `);
  });

  it.each(Object.keys(fileKinds(questionnaire)))('prints a JSON Schema of %s that is one itself', async (name) => {
    const { out } = await command(['schema', name]);
    const schema = JSON.parse(out);
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `mesh-advisor-${name}.schema.json` });
    expect(new Ajv2020({ strict: false, validateFormats: false }).validateSchema(schema)).toBe(true);
  });

  it.each([
    ['alternative', 'catalog/alternatives/istio.yaml'],
    ['capabilities', 'catalog/capabilities.yaml'],
    ['platforms', 'catalog/platforms.yaml'],
    ['findings', 'catalog/findings.yaml'],
    ['footprint', 'catalog/footprint.yaml'],
    ['prices', 'catalog/prices.yaml'],
    ['model', 'catalog/model.yaml'],
    ['guides', 'catalog/guides.yaml'],
    ['questions', 'questions/10-goals.yaml'],
    ['rules', 'questions/rules.yaml'],
    ['contradictions', 'questions/contradictions.yaml'],
  ])('of %s accepts %s', async (name, path) => {
    const valid = await validator(name);
    valid(yaml(path));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('of answers accepts every example and the blank file, and refuses mistakes', async () => {
    const valid = await validator('answers');
    for (const name of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
      valid(yaml(`examples/${name}`));
      expect(valid.errors ?? [], name).toEqual([]);
    }
    expect(valid(parse(blankAnswers(questionnaire)))).toBe(true);
    for (const answers of [{ servces: 4 }, { services: 'many' }, { cni: 'calcio' }, { 'security-needs': { 'mtls-automatic': 'musst' } }])
      expect(valid({ answers }), JSON.stringify(answers)).toBe(false);
    expect(valid({ services: 4 })).toBe(false);
  });

  it('of answers accepts all that the program accepts, contradictions aside', async () => {
    const valid = await validator('answers');
    fc.assert(
      fc.property(arbitraryAnswers(questionnaire), (answers) => {
        const file = { version: 1, name: 'any', answers };
        try {
          parseAnswers(questionnaire, weightIds(knowledge), 'answers.json', JSON.stringify(file));
        } catch (error) {
          if (!(error instanceof InputError) || error.problems.some(({ id }) => id === 'bad-answer')) throw error;
        }
        expect(valid(file)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('suggests a kind for one that is not known', async () => {
    const { code, err } = await command(['schema', 'answer']);
    expect(code).toBe(2);
    expect(err).toMatch(/^error\[unknown-kind-of-file\]: .*\n {2}did you mean answers\?\n$/);
  });
});
