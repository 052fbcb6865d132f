import { z } from 'zod';
import { InputError, type Problem } from '../document/problem.js';
import { validate } from '../document/validate.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import type { Catalog } from './catalog.js';
import { footprintSchema, pricesSchema } from './footprint-schema.js';
import { guidesSchema } from './guides-schema.js';
import { modelSchema } from './model-schema.js';
import { candidateSchema, capabilitySchema, componentSchema, findingSchema, platformSchema, sourceSchema } from './schema.js';

/** Texts of data files by path relative to the catalog folder, such as `alternatives/istio.yaml`. */
export type DataTexts = Readonly<Record<string, string>>;

/**
 * The catalog from its files: capabilities, alternatives/, components/, platforms, findings, sources/, footprint, prices, model.
 * `order` of candidates and so of alternatives is that of the file names, with `no-mesh` last of all.
 * @throws InputError with every schema error in every file, located, and duplicate ids
 */
export function loadCatalog(texts: DataTexts): Catalog {
  const problems: Problem[] = [];
  const read = <Output>(path: string, schema: z.ZodType<Output>): Output | undefined => {
    const text = texts[path];
    if (text === undefined) {
      problems.push({
        id: 'missing-file',
        severity: 'error',
        file: `catalog/${path}`,
        line: 1,
        column: 1,
        lineText: '',
        message: 'this file of the catalog is missing',
      });
      return undefined;
    }
    try {
      return validate(parseYamlDocument(`catalog/${path}`, text), schema);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const all = <Output>(folder: string, schema: z.ZodType<Output>): Output[] =>
    Object.keys(texts)
      .filter((path) => path.startsWith(`${folder}/`))
      .sort()
      .flatMap((path) => {
        const value = read(path, schema);
        return value === undefined ? [] : [value];
      });

  const capabilities = read('capabilities.yaml', z.array(capabilitySchema));
  const candidates = all('alternatives', candidateSchema);
  const components = all('components', z.array(componentSchema)).flat();
  const platforms = read('platforms.yaml', z.array(platformSchema));
  const findings = read('findings.yaml', z.array(findingSchema));
  const sources = all('sources', z.record(z.string(), sourceSchema));
  const footprint = read('footprint.yaml', footprintSchema);
  const prices = read('prices.yaml', pricesSchema);
  const model = read('model.yaml', modelSchema);
  const guides = read('guides.yaml', guidesSchema);

  const duplicates = (ids: readonly string[], file: string) => {
    for (const id of ids.filter((candidate, index) => ids.indexOf(candidate) !== index)) {
      problems.push({
        id: 'duplicate-id',
        severity: 'error',
        file: `catalog/${file}`,
        line: 1,
        column: 1,
        lineText: '',
        message: `\`${id}\` is defined twice`,
        expected: 'ids that are unique',
      });
    }
  };
  duplicates(
    (capabilities ?? []).map(({ id }) => id),
    'capabilities.yaml',
  );
  duplicates(
    candidates.map(({ id }) => id),
    'alternatives',
  );
  duplicates(
    components.map(({ id }) => id),
    'components',
  );
  duplicates(
    sources.flatMap((part) => Object.keys(part)),
    'sources',
  );

  if (
    problems.length > 0 ||
    capabilities === undefined ||
    platforms === undefined ||
    findings === undefined ||
    footprint === undefined ||
    prices === undefined ||
    model === undefined ||
    guides === undefined
  ) {
    throw new InputError(problems);
  }
  return {
    capabilities,
    candidates: noMeshLast(candidates),
    components,
    platforms,
    findings,
    sources: Object.assign({}, ...sources),
    footprint,
    prices,
    model,
    guides,
  };
}

/** Meshes by name, and the alternative without one last, so that tables end with it. */
function noMeshLast<Item extends { readonly id: string }>(candidates: readonly Item[]): Item[] {
  return [...candidates].sort((a, b) => Number(a.id.startsWith('no-')) - Number(b.id.startsWith('no-')));
}
