import type { Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import type { ConfigObject } from './config-object.js';
import type { KnownKind } from './schema-registry.js';

/** The problem of an object whose kind or version has no schema. */
export function kindProblem({ document, at, apiVersion, kind }: ConfigObject, found: KnownKind): Problem {
  switch (found.known) {
    case 'other-versions': {
      const versions = [...new Set(found.versions)].sort();
      return document.problemAt([...at, 'apiVersion'], {
        id: 'unknown-version',
        severity: 'error',
        message: `there is no ${kind} in ${apiVersion}`,
        expected: `${versions.length === 1 ? '' : 'one of '}${versions.join(', ')}${found.builtIn ? ', or with --crds the CRDs of a newer release' : ''}`,
        ...(versions.length === 1 && !found.builtIn && versions[0] !== undefined ? { suggestion: versions[0] } : {}),
      });
    }
    case 'group': {
      const near = suggest(kind, found.kinds);
      return document.problemAt([...at, 'kind'], {
        id: 'unknown-kind',
        severity: 'error',
        message: `there is no ${kind} in ${apiVersion}`,
        expected: `one of ${found.kinds.join(', ')}`,
        ...(near === undefined ? {} : { suggestion: near }),
      });
    }
    default:
      return document.problemAt([...at, 'kind'], {
        id: 'unknown-kind',
        severity: 'error',
        message: `there is no schema for ${kind} in ${apiVersion}`,
        expected: 'its CustomResourceDefinition in a folder named with --crds',
      });
  }
}
