import { z } from 'zod';
import { validate } from '../document/validate.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import { builtInFlags } from './flags.js';
import { withParts } from './include.js';
import { type Pin, pinSchema, type StarterPlan, starterPlanPartSchema, starterPlanSchema } from './plan-schema.js';

/** Plans, template texts and pins, parsed. JSON apart from nothing: the build stores it as it is, with compiled templates. */
export interface StarterData {
  /** by alternative (`istio/sidecar`), with the included parts merged in */
  readonly plans: Readonly<Record<string, StarterPlan>>;
  /** by path relative to templates/starter */
  readonly templates: Readonly<Record<string, string>>;
  /** by partial name */
  readonly partials: Readonly<Record<string, string>>;
  readonly pins: Readonly<Record<string, Pin>>;
}

const templateRoot = 'templates/starter/';
const pinRoot = 'catalog/pins/';

/**
 * Parses the starter data from file texts, by path relative to the repository.
 * @param files every file under templates/starter and catalog/pins; others are left aside
 * @throws InputError for a file that does not fit its schema; Error for names that lead nowhere
 */
export function loadStarter(files: ReadonlyMap<string, string>): StarterData {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = sorted
    .filter(([path]) => path.startsWith(templateRoot))
    .map(([path, text]): [string, string] => [path.slice(templateRoot.length), text]);
  const pins = loadPins(sorted.filter(([path]) => path.startsWith(pinRoot) && path.endsWith('.yaml')));
  const bodies = texts.filter(([name]) => name.endsWith('.hbs') && partialName(name) === undefined);
  const templates = unique(bodies);
  const partials = unique(texts.flatMap(([name, text]): [string, string][] => entryOf(partialName(name), text)));
  const documents = texts
    .filter(([name]) => name.endsWith('.plan.yaml'))
    .map(([name, text]) => ({ name, document: parseYamlDocument(templateRoot + name, text) }));
  const parts = new Map(
    documents.filter(({ name }) => isPart(name)).map(({ name, document }) => [name, validate(document, starterPlanPartSchema)]),
  );
  const plans = documents
    .filter(({ name }) => !isPart(name))
    .map(({ name, document }): [string, StarterPlan] => {
      const own = validate(document, starterPlanSchema);
      const plan: StarterPlan = { ...own, include: [], ...withParts(name, own, parts) };
      checkReferences(name, plan, templates, pins);
      return [plan.alternative, plan];
    });
  return { plans: unique(plans), templates, partials, pins };
}

function loadPins(files: readonly (readonly [path: string, text: string])[]): Record<string, Pin> {
  return unique(files.flatMap(([path, text]) => Object.entries(validate(parseYamlDocument(path, text), z.record(z.string(), pinSchema)))));
}

/** `istio/_istio-network.hbs` → `istio-network`; undefined for a template that is no partial. */
function partialName(name: string): string | undefined {
  return /(?:^|\/)_([^/]+)\.hbs$/.exec(name)?.[1];
}

function isPart(name: string): boolean {
  return name.startsWith('_shared/') || /(?:^|\/)_[^/]+$/.test(name);
}

function entryOf(key: string | undefined, text: string): [string, string][] {
  return key === undefined ? [] : [[key, text]];
}

/** A record of entries whose keys must all differ. */
function unique<Value>(entries: readonly (readonly [key: string, value: Value])[]): Record<string, Value> {
  const keys = entries.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`${twice} is defined twice (pins, partials, plans of an alternative)`);
  return Object.fromEntries(entries);
}

function checkReferences(
  file: string,
  plan: StarterPlan,
  templates: Readonly<Record<string, string>>,
  pins: Readonly<Record<string, Pin>>,
): void {
  const flags = new Set<string>([...builtInFlags, ...Object.keys(plan.flags)]);
  const steps = plan.steps.map(({ name }) => name);
  const problems = [
    ...[...plan.files, ...plan.steps, ...topologyParts(plan)]
      .flatMap(({ when }) => when)
      .concat(plan.steps.flatMap(({ unwaitedWhen }) => unwaitedWhen))
      .map((term) => term.replace(/^!/, ''))
      .filter((flag) => !flags.has(flag))
      .map((flag) => `there is no flag ${flag}`),
    ...plan.files.filter(({ template }) => templates[template] === undefined).map(({ template }) => `there is no template ${template}`),
    ...steps.filter((name, index) => steps.indexOf(name) !== index).map((name) => `there are two steps ${name}`),
    ...plan.steps
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((name) => !steps.includes(name))
      .map((name) => `there is no step ${name}`),
    ...plan.steps.flatMap((step) => (step.kind === 'folder' || pins[step.pin] !== undefined ? [] : [`there is no pin ${step.pin}`])),
    ...plan.steps
      .flatMap((step) => (step.kind === 'chart' ? step.values : []))
      .filter((path) => !plan.files.some((planned) => planned.path === path))
      .map((path) => `the values file ${path} is not planned`),
  ];
  if (problems.length > 0) throw new Error(`${file}: ${[...new Set(problems)].join('; ')}`);
}

function topologyParts({ topology }: StarterPlan): readonly { readonly when: readonly string[] }[] {
  return topology === undefined ? [] : [...(topology.entry === undefined ? [] : [topology.entry]), ...topology.joins, ...topology.trust];
}
