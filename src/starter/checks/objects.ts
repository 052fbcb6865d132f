import { textAt } from '../../document/plain-data.js';
import type { StarterProblem } from '../checks.js';
import type { ParsedFile } from './yaml-file.js';

/** One Kubernetes object of a starter config. */
export interface StarterObject {
  readonly path: string;
  /** group, kind, namespace and name */
  readonly identity: string;
  readonly value: unknown;
}

/** The Kubernetes objects of parsed files; Helm values and kustomizations are none. */
export function objectsOf(files: readonly ParsedFile[]): StarterObject[] {
  return files
    .filter(({ path }) => !path.endsWith('.values.yaml') && !path.endsWith('kustomization.yaml'))
    .flatMap(({ path, values }) =>
      values.map((value) => {
        const group = (textAt(value, 'apiVersion') ?? '').replace(/\/?[^/]*$/, '');
        return {
          path,
          value,
          identity: [group, textAt(value, 'kind'), textAt(value, 'metadata', 'namespace'), textAt(value, 'metadata', 'name')]
            .map((part) => part ?? '')
            .join('/'),
        };
      }),
    );
}

/**
 * Objects without kind or name, and objects that stand twice in what one cluster gets. Files of different clusters may repeat one
 * another; migration/ is applied by hand and counts by itself.
 */
export function duplicateProblems(files: readonly ParsedFile[]): StarterProblem[] {
  const objects = objectsOf(files);
  const unnamed = objects.filter(
    ({ value }) =>
      textAt(value, 'kind') === undefined || textAt(value, 'apiVersion') === undefined || textAt(value, 'metadata', 'name') === undefined,
  );
  return [
    ...unnamed.map(({ path }) => ({ path, message: 'holds something that is no Kubernetes object with a name' })),
    ...objects.flatMap((object, index) => {
      const earlier = objects
        .slice(0, index)
        .find((other) => other.identity === object.identity && meet(scopeOf(other.path), scopeOf(object.path)));
      return earlier === undefined ? [] : [{ path: object.path, message: `${object.identity} stands in ${earlier.path} too` }];
    }),
  ];
}

/** '' for what every cluster gets, the cluster for its own files, else a folder that is applied apart from the rest. */
function scopeOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first === 'clusters') return second;
  if (first === 'gitops' && second === 'clusters') return `gitops/${third}`;
  return first === 'migration' || first === 'gitops' ? first : '';
}

function meet(one: string, other: string): boolean {
  const apart = (scope: string) => scope === 'migration' || scope.startsWith('gitops');
  return one === other || (!apart(one) && !apart(other) && (one === '' || other === ''));
}
