import { posix } from 'node:path';
import { asList, asMap, textAt } from '../document/plain-data.js';
import type { DocumentPath } from '../document/yaml-document.js';
import type { ManifestDocument, ParsedConfigFile } from './manifest-file.js';

/** A file or folder that a kustomization names. */
export interface KustomizeReference {
  readonly role: 'resource' | 'patch' | 'values' | 'data';
  /** as written */
  readonly name: string;
  /** relative to the checked folder, with `/`; undefined for what lies elsewhere (a URL) */
  readonly target: string | undefined;
  readonly at: DocumentPath;
}

/** A kustomization file of the checked folder. */
export interface KustomizationFile {
  readonly path: string;
  /** relative to the checked folder; '' for the folder itself */
  readonly folder: string;
  readonly document: ManifestDocument;
  readonly references: readonly KustomizeReference[];
}

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a path relative to the checked folder is named like a kustomization. */
export function isKustomizationName(path: string): boolean {
  return fileNames.includes(posix.basename(path));
}

/** The kustomization that a folder has, among paths relative to the checked folder. */
export function kustomizationIn(folder: string, paths: ReadonlySet<string>): string | undefined {
  return fileNames.map((name) => posix.join(folder, name)).find((path) => paths.has(path));
}

/** A parsed file as a kustomization, or undefined when it is something else of that name (an object of Flux). */
export function kustomizationOf(file: ParsedConfigFile, relative: string): KustomizationFile | undefined {
  const [document] = file.documents;
  const group = textAt(document?.value, 'apiVersion') ?? '';
  if (document === undefined || !isKustomizationName(relative) || !(group === '' || group.startsWith('kustomize.config.k8s.io/')))
    return undefined;
  const folder = posix.dirname(relative) === '.' ? '' : posix.dirname(relative);
  return { path: file.path, folder, document, references: [...referencesIn(document.value, folder)] };
}

function* referencesIn(value: unknown, folder: string): Generator<KustomizeReference> {
  const root = asMap(value) ?? {};
  const reference = (role: KustomizeReference['role'], name: unknown, at: DocumentPath): KustomizeReference[] =>
    typeof name === 'string' ? [{ role, name, at, target: isRemote(name) ? undefined : posix.join(folder, name) }] : [];
  const each = function* (key: string): Generator<readonly [unknown, DocumentPath]> {
    for (const [index, item] of asList(root[key]).entries()) yield [item, [key, index]];
  };
  for (const key of ['resources', 'bases', 'components']) for (const [item, at] of each(key)) yield* reference('resource', item, at);
  for (const key of ['crds', 'configurations', 'generators', 'transformers', 'validators'])
    for (const [item, at] of each(key)) if (!isInline(item)) yield* reference('data', item, at);
  for (const [item, at] of each('patchesStrategicMerge')) if (!isInline(item)) yield* reference('patch', item, at);
  for (const key of ['patches', 'patchesJson6902', 'replacements'])
    for (const [item, at] of each(key)) yield* reference(key === 'replacements' ? 'data' : 'patch', asMap(item)?.['path'], [...at, 'path']);
  for (const key of ['configMapGenerator', 'secretGenerator']) {
    for (const [item, at] of each(key)) {
      const map = asMap(item) ?? {};
      for (const list of ['files', 'envs'])
        for (const [index, name] of asList(map[list]).entries())
          yield* reference('data', typeof name === 'string' ? name.replace(/^[^=]*=/, '') : name, [...at, list, index]);
      yield* reference('data', map['env'], [...at, 'env']);
    }
  }
  for (const [item, at] of each('helmCharts')) {
    const map = asMap(item) ?? {};
    yield* reference('values', map['valuesFile'], [...at, 'valuesFile']);
    for (const [index, name] of asList(map['additionalValuesFiles']).entries())
      yield* reference('values', name, [...at, 'additionalValuesFiles', index]);
  }
}

function isInline(item: unknown): boolean {
  return typeof item === 'string' && item.includes('\n');
}

function isRemote(name: string): boolean {
  return /^[a-z+]+:\/\/|^git@|\?ref=|^github\.com\//.test(name);
}

/**
 * The fields of a kustomization. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ and `types.Kustomization`
 * of sigs.k8s.io/kustomize/api v0.20.
 */
export const kustomizationFields = [
  'apiVersion',
  'kind',
  'metadata',
  'openapi',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'images',
  'imageTags',
  'replacements',
  'replicas',
  'vars',
  'sortOptions',
  'resources',
  'components',
  'crds',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'helmGlobals',
  'helmCharts',
  'helmChartInflationGenerator',
  'generatorOptions',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'buildMetadata',
] as const;
