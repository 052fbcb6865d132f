import { z } from 'zod';
import { InputError, type Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import { validate } from '../document/validate.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import type { Catalog } from './catalog.js';
import { footprintSchema, pricesSchema } from './footprint-schema.js';
import { locatorOf } from './lint/locate.js';
import type { QuestionFacts } from './lint/question-facts.js';
import { catalogRules, lintCatalog } from './lint/rules.js';
import type { DataTexts } from './load.js';
import { type Candidate, candidateSchema, componentSchema, findingSchema, idSchema, platformSchema, sourceSchema } from './schema.js';

/** A candidate that the catalog has: any of its parts may be replaced, statements one by one, variants whole. */
const candidateChangeSchema = candidateSchema
  .pick({ title: true, homepage: true, summary: true, governance: true, baseline: true, variants: true, capabilities: true })
  .partial()
  .extend({ id: idSchema });
const footprintChangeSchema = footprintSchema.partial();
const pricesChangeSchema = pricesSchema.partial();

const folders = ['alternatives/', 'components/', 'sources/'] as const;
const files = ['platforms.yaml', 'findings.yaml', 'footprint.yaml', 'prices.yaml'] as const;

/**
 * The catalog with a company's own files laid over it: new candidates or single statements of known ones, components, sources, platforms,
 * findings, footprint and prices, in the shape of the catalog's own files. What has an id that the catalog knows replaces it, the rest
 * is added; own platforms and findings come first, so that they win over the catalog's.
 * @param folder how the folder is called in messages
 * @param texts its files by path
 * @param today the date to judge `checked` against, when one is known
 * @throws InputError with every mistake located: shape, unknown ids, missing statements, facts that contradict one another
 */
export function overlayCatalog(
  base: Catalog,
  questions: QuestionFacts,
  folder: string,
  texts: DataTexts,
  today: string | undefined,
): Catalog {
  const problems: Problem[] = [];
  const read = <Output>(path: string, schema: z.ZodType<Output>): Output | undefined => {
    const text = texts[path];
    if (text === undefined) return undefined;
    try {
      return validate(parseYamlDocument(`${folder}/${path}`, text), schema);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const paths = Object.keys(texts).sort();
  const below = <Output>(start: string, schema: z.ZodType<Output>): Output[] =>
    paths
      .filter((path) => path.startsWith(start))
      .flatMap((path) => {
        const value = read(path, schema);
        return value === undefined ? [] : [value];
      });

  problems.push(...paths.filter((path) => !isKnownPath(path)).map((path) => unknownFile(folder, path)));
  if (paths.length === 0) problems.push({ ...unknownFile(folder, ''), message: 'there is no catalog file in this folder' });
  const sources = Object.assign({}, ...below('sources/', z.record(z.string(), sourceSchema)));
  const components = below('components/', z.array(componentSchema)).flat();
  const platforms = read('platforms.yaml', z.array(platformSchema)) ?? [];
  const findings = read('findings.yaml', z.array(findingSchema)) ?? [];
  const footprint = read('footprint.yaml', footprintChangeSchema);
  const prices = read('prices.yaml', pricesChangeSchema);
  const candidates = paths
    .filter((path) => path.startsWith('alternatives/'))
    .reduce<readonly Candidate[]>((known, path) => withCandidate(known, path, read), base.candidates);
  if (problems.length > 0) throw new InputError(problems);

  const merged: Catalog = {
    ...base,
    candidates: [...candidates].sort((a, b) => Number(a.id.startsWith('no-')) - Number(b.id.startsWith('no-'))),
    components: byId(base.components, components, 'last'),
    platforms: byId(base.platforms, platforms, 'first'),
    findings: byId(base.findings, findings, 'first'),
    sources: { ...base.sources, ...sources },
    footprint: {
      assumptions: footprint?.assumptions ?? base.footprint.assumptions,
      alternatives: { ...base.footprint.alternatives, ...footprint?.alternatives },
      weakEvidence: [...base.footprint.weakEvidence, ...(footprint?.weakEvidence ?? [])],
    },
    prices: {
      currency: base.prices.currency,
      hoursPerMonth: prices?.hoursPerMonth ?? base.prices.hoursPerMonth,
      vcpuHour: prices?.vcpuHour ?? base.prices.vcpuHour,
      gbHour: prices?.gbHour ?? base.prices.gbHour,
      licences: { ...base.prices.licences, ...prices?.licences },
    },
  };
  const locator = locatorOf(folder, texts);
  const found = lintCatalog(
    { catalog: merged, questions, guides: undefined, pins: {}, pinsUsed: new Set(), today },
    catalogRules.filter((rule) => rule.overlay),
  );
  const located = found.flatMap((one) => locator.locate(one) ?? []);
  if (located.length > 0) throw new InputError(located);
  return merged;
}

type Read = <Output>(path: string, schema: z.ZodType<Output>) => Output | undefined;

/** Candidates with those of one file: a file about a known candidate (`alternatives/istio.yaml`) changes it, another one adds its own. */
function withCandidate(known: readonly Candidate[], path: string, read: Read): readonly Candidate[] {
  const name = path.slice('alternatives/'.length).replace(/\.yaml$/, '');
  const base = known.find(({ id }) => id === name);
  if (base === undefined) {
    const own = read(
      path,
      candidateSchema.refine(({ id }) => id === name, `the id must be that of the file name, ${name}`),
    );
    return own === undefined ? known : [...known, own];
  }
  const change = read(
    path,
    candidateChangeSchema.refine(({ id }) => id === name, `the id must be that of the file name, ${name}`),
  );
  if (change === undefined) return known;
  const changed: Candidate = {
    id: base.id,
    title: change.title ?? base.title,
    homepage: change.homepage ?? base.homepage,
    summary: change.summary ?? base.summary,
    governance: change.governance ?? base.governance,
    baseline: change.baseline ?? base.baseline,
    variants: byId(base.variants, change.variants ?? [], 'last'),
    capabilities: Object.fromEntries(
      [...new Set([...Object.keys(base.capabilities), ...Object.keys(change.capabilities ?? {})])].map((capability) => [
        capability,
        merge(base, capability, change.capabilities?.[capability]),
      ]),
    ),
  };
  return known.map((candidate) => (candidate.id === base.id ? changed : candidate));
}

type Support = Candidate['capabilities'][string];

/** `all` of an overlay stands for every variant, also where the catalog tells them apart. */
function merge(base: Candidate, capability: string, change: Support | undefined): Support {
  const own = base.capabilities[capability] ?? {};
  if (change === undefined) return own;
  if ('all' in change) return change;
  const merged = { ...own, ...change };
  const rest = Object.entries(merged).filter(([variant]) => variant !== 'all');
  return base.variants.every(({ id }) => id in merged) ? Object.fromEntries(rest) : merged;
}

function byId<Item extends { readonly id: string }>(base: readonly Item[], own: readonly Item[], where: 'first' | 'last'): Item[] {
  const replaced = base.map((item) => own.find(({ id }) => id === item.id) ?? item);
  const added = own.filter(({ id }) => !base.some((item) => item.id === id));
  return where === 'first' ? [...added, ...replaced] : [...replaced, ...added];
}

function isKnownPath(path: string): boolean {
  return (
    files.some((file) => file === path) ||
    folders.some((start) => path.startsWith(start) && path.endsWith('.yaml') && !path.slice(start.length).includes('/'))
  );
}

function unknownFile(folder: string, path: string): Problem {
  const near = suggest(path.split('/')[0] ?? path, [...files, ...folders.map((name) => name.slice(0, -1))]);
  return {
    id: 'unknown-file',
    severity: 'error',
    file: path === '' ? folder : `${folder}/${path}`,
    line: 1,
    column: 1,
    lineText: '',
    message: 'an overlay has no such file',
    expected: `${folders.map((name) => `${name}*.yaml`).join(', ')}, ${files.join(', ')}`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
}
