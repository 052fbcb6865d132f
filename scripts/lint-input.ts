import { parse } from 'yaml';
import { z } from 'zod';
import { type Guides, guidesSchema } from '../src/catalog/guides-schema.js';
import type { ConditionWords } from '../src/catalog/lint/condition-problems.js';
import { conditionsIn } from '../src/catalog/lint/records.js';
import type { LintInput } from '../src/catalog/lint/rule.js';
import { type DataTexts, loadCatalog } from '../src/catalog/load.js';
import { validate } from '../src/document/validate.js';
import { parseYamlDocument } from '../src/document/yaml-document.js';
import { loadRecognition } from '../src/inspect/load.js';
import { citedByRecognition } from '../src/inspect/recognition-lint.js';
import { questionFacts } from '../src/questionnaire/lint/facts.js';
import type { QuestionLintInput } from '../src/questionnaire/lint/rule.js';
import { loadQuestionnaire } from '../src/questionnaire/load.js';
import { loadStarter, type StarterData } from '../src/starter/load.js';
import { readTexts } from './data-files.js';

/** The files that the data lint reads, by path relative to their folder. */
export interface LintTexts {
  readonly catalog: DataTexts;
  readonly questions: DataTexts;
  readonly templates: DataTexts;
  readonly recognition: DataTexts;
}

/** Reads catalog/, questions/, templates/ and recognition/ below the working directory. */
export function readLintTexts(): LintTexts {
  return {
    catalog: readTexts('catalog', ['.yaml']),
    questions: readTexts('questions', ['.yaml']),
    templates: readTexts('templates', ['.hbs', '.plan.yaml']),
    recognition: readTexts('recognition', ['.yaml']),
  };
}

const pinSchema = z.object({ checked: z.iso.date(), source: z.string() });

/** What each of the three lints looks at. */
export interface LintInputs {
  readonly catalog: LintInput;
  readonly questions: QuestionLintInput;
  readonly starter: StarterData;
  /** what a condition may name */
  readonly words: ConditionWords;
}

/**
 * What the rules look at.
 * @param today the date that checks are measured against (YYYY-MM-DD), or undefined to leave age out
 * @throws InputError for data that does not validate
 */
export function lintInput(texts: LintTexts, today: string | undefined): LintInputs {
  const catalog = loadCatalog(texts.catalog);
  const questionnaire = loadQuestionnaire(texts.questions);
  const asked = questionFacts(questionnaire);
  const facts = { ...asked, cited: [...asked.cited, ...citedByRecognition(loadRecognition(texts.recognition))] };
  const guidesText = texts.catalog['guides.yaml'];
  const guides: Guides | undefined =
    guidesText === undefined ? undefined : validate(parseYamlDocument('catalog/guides.yaml', guidesText), guidesSchema);
  const pins = Object.fromEntries(
    Object.entries(texts.catalog)
      .filter(([path]) => path.startsWith('pins/'))
      .flatMap(([, text]) => Object.entries(z.record(z.string(), pinSchema).parse(parse(text)))),
  );
  const starter = loadStarter(
    new Map([
      ...Object.entries(texts.templates).map(([path, text]): [string, string] => [`templates/${path}`, text]),
      ...Object.entries(texts.catalog).map(([path, text]): [string, string] => [`catalog/${path}`, text]),
    ]),
  );
  const plans = Object.values(starter.plans);
  const planned = plans.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'folder' ? [] : [step.pin])));
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
    starter,
    words: {
      answers: facts.answers,
      capabilities: catalog.capabilities.map(({ id }) => id),
      profile: Object.keys(catalog.model.profile),
    },
  };
}
