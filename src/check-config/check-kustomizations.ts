import type { Problem } from '../document/problem.js';
import { buildScopes, unlistedManifests } from './build-scopes.js';
import type { ConfigObject } from './config-object.js';
import { duplicateProblems } from './duplicates.js';
import { kustomizationProblems, liesOutside } from './kustomization-problems.js';
import type { SortedFile } from './sort-files.js';

/** Kustomizations both ways, and objects that stand twice in what is applied in one go. */
export function checkKustomizations(
  sorted: readonly SortedFile[],
  allPaths: readonly string[],
  objects: ReadonlyMap<string, readonly ConfigObject[]>,
): { readonly problems: readonly Problem[]; readonly notes: readonly string[] } {
  const kustomizations = sorted.flatMap((file) => (file.is === 'kustomization' ? [file.kustomization] : []));
  const files = new Set(allPaths);
  const folders = new Set(
    allPaths.flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_step, index, steps) => steps.slice(0, index + 1).join('/')),
    ),
  );
  const manifests = sorted.flatMap((file) => (file.is === 'manifests' ? [file] : []));
  const paths = manifests.map(({ relative }) => relative);
  const unlisted = unlistedManifests(kustomizations, paths, files).map(({ path, kustomization }): Problem[] => {
    const document = manifests.find(({ relative }) => relative === path)?.documents[0];
    const message = `no kustomization lists this file, so nothing applies it (nearest: ${kustomization.path})`;
    return document === undefined ? [] : [document.problemAt([], { id: 'not-listed', severity: 'error', message })];
  });
  const elsewhere = kustomizations.flatMap(({ path, references }) => {
    const count = references.filter(({ target }) => target === undefined || liesOutside(target)).length;
    return count === 0 ? [] : [`${path}: ${count} of its ${references.length} references lead out of the folder and were not followed`];
  });
  return {
    problems: [
      ...kustomizations.flatMap((kustomization) => kustomizationProblems(kustomization, { files, folders })),
      ...unlisted.flat(),
      ...duplicateProblems(buildScopes(kustomizations, paths, files), objects),
    ],
    notes: elsewhere,
  };
}
