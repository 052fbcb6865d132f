import { parseAllDocuments } from 'yaml';
import type { StarterFile } from '../../src/starter/plan.js';

/** A Kubernetes object of a starter config, as its file says it. */
export interface StarterObject {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly body: unknown;
}

/** Every object of the files whose path matches, in order; kustomizations and Helm values are none. */
export function objectsOf(files: readonly StarterFile[], paths: RegExp = /./): StarterObject[] {
  return files
    .filter(({ path }) => path.endsWith('.yaml') && !/\.values\.yaml$|kustomization\.yaml$/.test(path) && paths.test(path))
    .flatMap(({ path, content }) => parseAllDocuments(content).map((document): [string, unknown] => [path, document.toJS()]))
    .filter(([, body]) => body !== null)
    .map(([path, body]) => ({
      path,
      kind: String(at(body, 'kind')),
      name: String(at(body, 'metadata.name')),
      namespace: String(at(body, 'metadata.namespace') ?? ''),
      body,
    }));
}

/** The migration folder of a starter config: its notes, and the files beside them. */
export function migrationOf(files: readonly StarterFile[]): { readonly notes: string; readonly files: readonly string[] } {
  const inFolder = files.filter(({ path }) => path.startsWith('migration/'));
  return {
    notes: inFolder.find(({ path }) => path === 'migration/README.md')?.content ?? '',
    files: inFolder.map(({ path }) => path).filter((path) => !/\/(?:README|kustomization)/.test(path)),
  };
}

/** The value at a path such as `spec.members.0.peer`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

/** The values of a list at a path; empty where there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** Every text value below, wherever it stands. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
