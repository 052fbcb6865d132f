import { asList, asMap } from '../../document/plain-data.js';
import type { StarterProblem } from '../checks.js';
import { folderOf, isManifest } from '../kustomization.js';
import type { ParsedFile } from './yaml-file.js';

/** Every file that a kustomization names is there, and every manifest is named by the kustomization of its folder, once. */
export function kustomizationProblems(parsed: readonly ParsedFile[], files: readonly { readonly path: string }[]): StarterProblem[] {
  const paths = new Set(files.map(({ path }) => path));
  const listed = new Map<string, number>();
  const problems: StarterProblem[] = [];
  for (const { path, values } of parsed.filter((file) => file.path.endsWith('/kustomization.yaml'))) {
    for (const name of [...namesIn(values[0])]) {
      const target = `${folderOf(path)}/${name}`;
      listed.set(target, (listed.get(target) ?? 0) + 1);
      if (!paths.has(target)) problems.push({ path, message: `names ${name}, which is not there` });
    }
  }
  for (const { path } of files.filter((file) => isManifest(file.path))) {
    const count = listed.get(path) ?? 0;
    if (count !== 1)
      problems.push({ path, message: count === 0 ? 'is named by no kustomization' : 'is named by more than one kustomization' });
  }
  return problems;
}

function* namesIn(kustomization: unknown): Generator<string> {
  const root = asMap(kustomization);
  for (const resource of asList(root?.['resources'])) if (typeof resource === 'string' && !resource.includes('://')) yield resource;
  for (const generator of asList(root?.['configMapGenerator'])) {
    for (const file of asList(asMap(generator)?.['files'])) if (typeof file === 'string') yield file.replace(/^[^=]*=/, '');
  }
}
