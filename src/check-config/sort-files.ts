import { posix } from 'node:path';
import { asMap, textAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { isValuesName } from './helm-values.js';
import { type KustomizationFile, kustomizationOf } from './kustomization.js';
import type { ManifestDocument, ParsedConfigFile } from './manifest-file.js';

/** A file of the checked folder by what it is. */
export type SortedFile = { readonly path: string; readonly relative: string } & (
  | { readonly is: 'manifests'; readonly documents: readonly ManifestDocument[] }
  | { readonly is: 'patch'; readonly documents: readonly ManifestDocument[] }
  | { readonly is: 'kustomization'; readonly kustomization: KustomizationFile }
  | { readonly is: 'values'; readonly document: ManifestDocument }
  | { readonly is: 'skipped'; readonly reason: string }
  | { readonly is: 'broken'; readonly problems: readonly Problem[] }
);

/**
 * What each file is: manifests, a kustomization and what it names, Helm values, part of a chart, or something else that is skipped with
 * the reason.
 * @param files with paths relative to the checked folder
 */
export function sortFiles(files: readonly (ParsedConfigFile & { readonly relative: string })[]): SortedFile[] {
  const charts = files.filter(({ relative }) => posix.basename(relative) === 'Chart.yaml').map(({ relative }) => posix.dirname(relative));
  const kustomizations = new Map(
    files.flatMap((file) => {
      const kustomization = kustomizationOf(file, file.relative);
      return kustomization === undefined ? [] : [[file.relative, kustomization] as const];
    }),
  );
  const roles = new Map(
    [...kustomizations.values()].flatMap(({ references }) => references.map(({ target, role }) => [target, role] as const)),
  );
  return files.map((file): SortedFile => {
    const { path, relative, documents, problems } = file;
    const here = { path, relative };
    const inChart = chartPart(relative, charts);
    if (inChart !== undefined) return { ...here, is: 'skipped', reason: inChart };
    const kustomization = kustomizations.get(relative);
    if (kustomization !== undefined) return { ...here, is: 'kustomization', kustomization };
    const role = roles.get(relative);
    if (role === 'data' && !isValuesName(relative)) return { ...here, is: 'skipped', reason: 'data of a kustomization' };
    const isData = /\.json$/i.test(path) && !file.text.includes('apiVersion');
    if (problems.length > 0 && isData) return { ...here, is: 'skipped', reason: 'no apiVersion in it' };
    if (problems.length > 0) return { ...here, is: 'broken', problems };
    const [first] = documents;
    if (first === undefined) return { ...here, is: 'skipped', reason: 'empty' };
    const isObject = (document: ManifestDocument) =>
      textAt(document.value, 'apiVersion') !== undefined && textAt(document.value, 'kind') !== undefined;
    if (role === 'patch')
      return documents.every(isObject) ? { ...here, is: 'patch', documents } : { ...here, is: 'skipped', reason: 'a JSON patch' };
    if (documents.some(isObject)) return { ...here, is: 'manifests', documents };
    if (role === 'values' || (isValuesName(relative) && documents.length === 1)) return { ...here, is: 'values', document: first };
    const half = documents.some(
      ({ value }) =>
        asMap(value)?.['apiVersion'] !== undefined || (asMap(value)?.['kind'] !== undefined && asMap(value)?.['metadata'] !== undefined),
    );
    return half ? { ...here, is: 'manifests', documents } : { ...here, is: 'skipped', reason: 'neither apiVersion nor kind' };
  });
}

/** Templates of a chart are no YAML yet; its own files are no manifests. */
function chartPart(relative: string, charts: readonly string[]): string | undefined {
  for (const chart of charts) {
    const inside = posix.relative(chart, relative);
    if (inside.startsWith('..')) continue;
    if (/^Chart\.(?:yaml|lock)$/.test(inside)) return 'description of a Helm chart';
    if (inside.startsWith('templates/')) return 'template of a Helm chart: render it with `helm template` and check that';
  }
  return undefined;
}
