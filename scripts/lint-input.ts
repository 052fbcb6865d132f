import { parse } from 'yaml';
import { z } from 'zod';
import { type Guides, guidesSchema } from '../src/catalog/guides-schema.js';
import { conditionsIn } from '../src/catalog/lint/records.js';
import type { LintInput } from '../src/catalog/lint/rule.js';
import { type DataTexts, loadCatalog } from '../src/catalog/load.js';
import { conditionSchema } from '../src/condition/condition.js';
import { validate } from '../src/document/validate.js';
import { parseYamlDocument } from '../src/document/yaml-document.js';
import { questionFacts } from '../src/questionnaire/lint/facts.js';
import type { QuestionLintInput } from '../src/questionnaire/lint/rule.js';
import { loadQuestionnaire } from '../src/questionnaire/load.js';
import { readTexts } from './data-files.js';

/** The files that the data lint reads, by path relative to their folder. */
export interface LintTexts {
  readonly catalog: DataTexts;
  readonly questions: DataTexts;
  readonly templates: DataTexts;
}

/** Reads catalog/, questions/ and templates/ below the working directory. */
export function readLintTexts(): LintTexts {
  return {
    catalog: readTexts('catalog', ['.yaml']),
    questions: readTexts('questions', ['.yaml']),
    templates: readTexts('templates', ['.hbs', '.plan.yaml']),
  };
}

/** What a starter plan installs and asks; its whole shape is src/starter/plan-schema.ts. */
const planSchema = z.object({
  flags: z.record(z.string(), conditionSchema).default({}),
  refuse: z.array(z.object({ when: conditionSchema })).default([]),
  steps: z.array(z.object({ pin: z.string().optional() })).default([]),
});
const pinSchema = z.object({ checked: z.iso.date(), source: z.string() });

/**
 * What the rules look at.
 * @param today the date that checks are measured against (YYYY-MM-DD), or undefined to leave age out
 * @throws InputError for data that does not validate
 */
export function lintInput(texts: LintTexts, today: string | undefined): { catalog: LintInput; questions: QuestionLintInput } {
  const catalog = loadCatalog(texts.catalog);
  const questionnaire = loadQuestionnaire(texts.questions);
  const facts = questionFacts(questionnaire);
  const guidesText = texts.catalog['guides.yaml'];
  const guides: Guides | undefined =
    guidesText === undefined ? undefined : validate(parseYamlDocument('catalog/guides.yaml', guidesText), guidesSchema);
  const pins = Object.fromEntries(
    Object.entries(texts.catalog)
      .filter(([path]) => path.startsWith('pins/'))
      .flatMap(([, text]) => Object.entries(z.record(z.string(), pinSchema).parse(parse(text)))),
  );
  const plans = Object.entries(texts.templates)
    .filter(([path]) => path.endsWith('.plan.yaml'))
    .map(([path, text]) => validate(parseYamlDocument(`templates/${path}`, text), planSchema));
  const planned = plans.flatMap(({ steps }) => steps.flatMap(({ pin }) => (pin === undefined ? [] : [pin])));
  const written = Object.values(texts.templates).flatMap((text) =>
    [...text.matchAll(/\bpin "([a-z0-9-]+)"|\bpins\.([a-z0-9-]+)/g)].map((match) => match[1] ?? match[2] ?? ''),
  );
  const planConditions = plans.flatMap(({ flags, refuse }) => [...Object.values(flags), ...refuse.map(({ when }) => when)]);
  const section = questionnaire.sections.find(({ section: id }) => id === 'starter');
  return {
    catalog: { catalog, questions: facts, guides, pins, pinsUsed: new Set([...planned, ...written]), today },
    questions: {
      questionnaire,
      catalog,
      facts,
      conditionsElsewhere: [...conditionsIn(catalog, guides).map(({ condition }) => condition), ...planConditions],
      starterInputs: new Set(section?.questions.map(({ id }) => id) ?? []),
    },
  };
}
