import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import type { AnswerValue, Facts, NeedLevel } from '../../src/condition/condition.js';
import { loadStarter, type StarterData } from '../../src/starter/load.js';
import { planStarter, type StarterFile, type StarterResult } from '../../src/starter/plan.js';
import { viewFromAnswers } from '../../src/starter/view-from-answers.js';
import { type CompiledTemplate, compileOptions } from '../../src/template/render.js';

const root = join(import.meta.dirname, '../..');

/** The starter data of the repository; with `candidates`, only the plans and templates of these (and the shared ones). */
export function starterData(candidates: readonly string[]): StarterData {
  const wanted = ['_shared', ...candidates];
  const files = new Map<string, string>();
  for (const folder of [...wanted.map((name) => `templates/starter/${name}`), 'catalog/pins']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(relative(root, path), readFileSync(path, 'utf8'));
    }
  }
  return loadStarter(files);
}

/** Template texts as the engine wants them, compiled on the spot with the options of the build. */
export function compiled(texts: Readonly<Record<string, string>>): Record<string, CompiledTemplate> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Handlebars.compile(text, compileOptions)]));
}

interface CompiledData {
  readonly templates: Record<string, CompiledTemplate>;
  readonly partials: Record<string, CompiledTemplate>;
}
const compiledOnce = new WeakMap<StarterData, CompiledData>();

/** Templates and partials of the data, compiled when they are first asked for. */
function compiledData(data: StarterData): CompiledData {
  const known = compiledOnce.get(data);
  if (known !== undefined) return known;
  const made = { templates: compiled(data.templates), partials: compiled(data.partials) };
  compiledOnce.set(data, made);
  return made;
}

export interface Situation {
  readonly alternative: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly needs: Readonly<Record<string, NeedLevel>>;
  /** does the CNI enforce network policies; yes when left out */
  readonly enforced?: 'yes' | 'no' | 'if-enabled' | 'unknown';
}

/** Plans a starter config from literal answers and needs. */
export function planFor(data: StarterData, situation: Situation): StarterResult {
  const plan = data.plans[situation.alternative];
  if (plan === undefined) throw new Error(`no plan for ${situation.alternative}`);
  const [candidate = '', variant = ''] = situation.alternative.split('/');
  const result = viewFromAnswers({
    answers: situation.answers,
    needs: situation.needs,
    alternative: { id: situation.alternative, candidate, variant, title: situation.alternative },
    catalogVersion: 'test',
    enforcement: { enforced: situation.enforced ?? 'yes', note: '', remedy: '' },
  });
  if (result.kind === 'bad-names') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const facts: Facts = {
    answer: (question) => situation.answers[question],
    need: (capability) => situation.needs[capability],
    profile: () => undefined,
  };
  const { templates, partials } = compiledData(data);
  return planStarter({
    plan,
    templates,
    partials,
    pins: data.pins,
    view: result.view,
    facts,
  });
}

/** The files of a starter config that is not refused. */
export function filesFor(data: StarterData, situation: Situation): readonly StarterFile[] {
  const result = planFor(data, situation);
  if (result.kind === 'refused') throw new Error(`refused: ${result.reason}`);
  return result.files;
}

/** The content of one file. */
export function contentOf(files: readonly StarterFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no file ${path}; there are ${files.map((one) => one.path).join(', ')}`);
  return file.content;
}
