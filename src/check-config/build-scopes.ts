import { posix } from 'node:path';
import { type KustomizationFile, kustomizationIn } from './kustomization.js';

/** Files that reach a cluster in one go: what `kubectl apply -k` or `kubectl apply -f` of one folder takes. */
export interface BuildScope {
  /** in messages: the kustomization or folder */
  readonly title: string;
  /** relative to the checked folder */
  readonly files: readonly string[];
}

/**
 * One scope for each kustomization that no other one includes, with all files that it reaches, and one for each folder of manifests that
 * no kustomization lists.
 * @param manifests paths of files with objects, relative to the checked folder
 */
export function buildScopes(
  kustomizations: readonly KustomizationFile[],
  manifests: readonly string[],
  files: ReadonlySet<string>,
): BuildScope[] {
  const byFolder = new Map(kustomizations.map((one) => [one.folder, one]));
  const reach = (kustomization: KustomizationFile, open: ReadonlySet<string>): string[] =>
    kustomization.references.flatMap(({ role, target }) => {
      if (role !== 'resource' || target === undefined) return [];
      const path = target.replace(/\/$/, '');
      if (files.has(path)) return [path];
      const folder = path === '.' ? '' : path;
      const inner = kustomizationIn(folder, files) === undefined ? undefined : byFolder.get(folder);
      return inner === undefined || open.has(folder) ? [] : reach(inner, new Set([...open, folder]));
    });
  const included = new Set(
    kustomizations.flatMap(({ references }) =>
      references.map(({ target }) => (target ?? '').replace(/\/$/, '')).filter((path) => byFolder.has(path)),
    ),
  );
  const roots = kustomizations.filter(({ folder }) => !included.has(folder));
  const built = roots.map((root) => ({ title: root.path, files: reach(root, new Set([root.folder])) }));
  const listed = new Set(built.flatMap((scope) => scope.files));
  const folders = new Map<string, string[]>();
  for (const path of manifests) {
    if (listed.has(path)) continue;
    const folder = posix.dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [
    ...built,
    ...[...folders].map(([folder, inFolder]) => ({ title: folder === '.' ? 'the folder' : `${folder}/`, files: inFolder })),
  ];
}

/** Manifests in or below the folder of a kustomization that no kustomization names, with the nearest kustomization above them. */
export function unlistedManifests(
  kustomizations: readonly KustomizationFile[],
  manifests: readonly string[],
  files: ReadonlySet<string>,
): { readonly path: string; readonly kustomization: KustomizationFile }[] {
  const named = new Set(kustomizations.flatMap(({ references }) => references.flatMap(({ target }) => target ?? [])));
  const byFolder = new Map(kustomizations.map((one) => [one.folder, one]));
  return manifests.flatMap((path) => {
    if (named.has(path)) return [];
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const here = folder === '.' ? '' : folder;
      const kustomization = kustomizationIn(here, files) === undefined ? undefined : byFolder.get(here);
      if (kustomization !== undefined) return [{ path, kustomization }];
      if (here === '') return [];
    }
  });
}
