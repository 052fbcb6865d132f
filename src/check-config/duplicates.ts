import type { Problem } from '../document/problem.js';
import type { BuildScope } from './build-scopes.js';
import { type ConfigObject, identityOf, objectName } from './config-object.js';

/**
 * Objects that stand twice in what one cluster gets in one go.
 * @param objects by path relative to the checked folder
 */
export function duplicateProblems(scopes: readonly BuildScope[], objects: ReadonlyMap<string, readonly ConfigObject[]>): Problem[] {
  const reported = new Set<ConfigObject>();
  return scopes.flatMap(({ files }) => {
    const first = new Map<string, ConfigObject>();
    return [...new Set(files)].sort().flatMap((path) =>
      (objects.get(path) ?? []).flatMap((object): Problem[] => {
        const identity = identityOf(object);
        if (identity === undefined) return [];
        const earlier = first.get(identity);
        if (earlier === undefined) {
          first.set(identity, object);
          return [];
        }
        if (reported.has(object)) return [];
        reported.add(object);
        const { line } = earlier.document.problemAt([...earlier.at, 'metadata', 'name'], { id: '', severity: 'error', message: '' });
        const message = `${objectName(object)} stands in ${earlier.document.file}:${line} too`;
        return [object.document.problemAt([...object.at, 'metadata', 'name'], { id: 'duplicate-object', severity: 'error', message })];
      }),
    );
  });
}
