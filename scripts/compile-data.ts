/**
 * Compiles catalog/, questions/, recognition/ and templates/ into src/generated/, so that the program reads no YAML and compiles no template
 * when it starts. Fails, with every error located, on data that does not validate.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { loadCatalog } from '../src/catalog/load.js';
import { InputError } from '../src/document/problem.js';
import { problemGuidesSchema } from '../src/document/problem-guides.js';
import { validate } from '../src/document/validate.js';
import { parseYamlDocument } from '../src/document/yaml-document.js';
import { loadRecognition } from '../src/inspect/load.js';
import { recognitionProblems } from '../src/inspect/recognition-lint.js';
import { loadQuestionnaire } from '../src/questionnaire/load.js';
import { loadStarter } from '../src/starter/load.js';
import { compileOptions } from '../src/template/render.js';
import { readTexts } from './data-files.js';
import { pageAssets } from './page-assets.js';

const header = '// Made by scripts/compile-data.ts. Do not edit.\n';

/** Data files that do not fit one another. */
class MismatchError extends Error {}

function write(path: string, text: string): void {
  writeFileSync(`src/generated/${path}`, header + text);
}

function asModule(type: string, from: string, name: string, value: unknown): string {
  return `import type { ${type} } from '${from}';\n\n${constant(type, name, value)}`;
}

function constant(type: string, name: string, value: unknown): string {
  return `export const ${name}: ${type} = JSON.parse(${JSON.stringify(JSON.stringify(value))});\n`;
}

function prefixed(prefix: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${prefix}${path}`, text]));
}

try {
  mkdirSync('src/generated', { recursive: true });
  const catalogTexts = readTexts('catalog', ['.yaml']);
  const catalog = loadCatalog(catalogTexts);
  const questionnaire = loadQuestionnaire(readTexts('questions', ['.yaml']));
  const digest = createHash('sha256')
    .update(JSON.stringify([catalog, questionnaire]))
    .digest('hex')
    .slice(0, 12);

  write('catalog.ts', asModule('Catalog', '../catalog/catalog.js', 'catalog', catalog));
  const recognition = loadRecognition(readTexts('recognition', ['.yaml']));
  const mismatches = recognitionProblems(recognition, questionnaire, new Set(Object.keys(catalog.sources)));
  if (mismatches.length > 0) throw new MismatchError(mismatches.join('\n'));
  write('recognition.ts', asModule('Recognition', '../inspect/recognition-schema.js', 'recognition', recognition));
  write('questionnaire.ts', asModule('Questionnaire', '../questionnaire/schema.js', 'questionnaire', questionnaire));
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  write(
    'versions.ts',
    `export const programVersion = ${JSON.stringify(version)};\nexport const catalogDigest = ${JSON.stringify(digest)};\n`,
  );

  const guides = validate(parseYamlDocument('messages/problems.yaml', readFileSync('messages/problems.yaml', 'utf8')), problemGuidesSchema);
  write(
    'problems.ts',
    `import type { ProblemGuide } from '../document/problem-guides.js';\n\n${constant('readonly ProblemGuide[]', 'problemGuides', guides)}`,
  );

  const starterTexts = Object.entries({
    ...prefixed('templates/', readTexts('templates', ['.hbs', '.plan.yaml'])),
    ...prefixed('catalog/', readTexts('catalog', ['.yaml'])),
  });
  const { plans, pins } = loadStarter(new Map(starterTexts));
  write(
    'starter.ts',
    `import type { Pin, StarterPlan } from '../starter/plan-schema.js';\n\n${constant('Readonly<Record<string, StarterPlan>>', 'plans', plans)}${constant('Readonly<Record<string, Pin>>', 'pins', pins)}`,
  );

  const templates = Object.entries(readTexts('templates', ['.hbs'])).map(([path, text]) => {
    const spec = Handlebars.precompile(text, compileOptions);
    return `  ${JSON.stringify(path)}: ${spec},`;
  });
  writeFileSync('src/generated/templates.js', `${header}export const templates = {\n${templates.join('\n')}\n};\n`);
  writeFileSync('src/generated/templates.d.ts', `${header}export declare const templates: Readonly<Record<string, object>>;\n`);

  write('page-assets.ts', `export const pageAssets = ${JSON.stringify(await pageAssets(), null, 2)} as const;\n`);
} catch (error) {
  if (!(error instanceof InputError || error instanceof MismatchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
