import { kustomizationProblems } from './checks/kustomizations.js';
import { duplicateProblems } from './checks/objects.js';
import { pinningProblems } from './checks/pinning.js';
import { residueProblems } from './checks/residue.js';
import { scalarProblems } from './checks/scalars.js';
import { secretProblems } from './checks/secrets.js';
import { isYaml, parseManifest } from './checks/yaml-file.js';
import type { StarterFile } from './plan.js';

/** Something wrong with one file of a starter config: a mistake in its template, never the user's. */
export interface StarterProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * Everything that can be checked without schemas: each YAML file parses, no object stands twice, no template residue, no scalar that
 * another YAML reader takes for something else, no secret, nothing unpinned, every kustomization complete. Schemas: check-config.
 */
export function checkStarter(files: readonly StarterFile[]): StarterProblem[] {
  const parsed = files.filter(({ path }) => isYaml(path)).map(parseManifest);
  return [
    ...parsed.flatMap(({ path, errors }) => errors.map((message) => ({ path, message }))),
    ...files.flatMap(residueProblems),
    ...files.flatMap(secretProblems),
    ...parsed.flatMap(scalarProblems),
    ...parsed.flatMap(pinningProblems),
    ...duplicateProblems(parsed),
    ...kustomizationProblems(parsed, files),
  ];
}
