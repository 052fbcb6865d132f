import { asMap } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import { type KustomizationFile, type KustomizeReference, kustomizationFields, kustomizationIn } from './kustomization.js';

/** What a kustomization is checked against. */
export interface FolderPaths {
  /** every file of the checked folder, relative to it */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** Unknown fields, files and folders that are not there, and files named twice. */
export function kustomizationProblems(kustomization: KustomizationFile, paths: FolderPaths): Problem[] {
  const { document, references } = kustomization;
  const unknown = Object.keys(asMap(document.value) ?? {})
    .filter((field) => !kustomizationFields.some((known) => known === field))
    .map((field) => {
      const near = suggest(field, kustomizationFields);
      return document.problemAt(
        [field],
        {
          id: 'unknown-field',
          severity: 'error',
          message: `unknown field \`${field}\` of a kustomization`,
          ...(near === undefined ? {} : { suggestion: near }),
        },
        'key',
      );
    });
  const seen = new Set<string>();
  const named = references.flatMap((reference): Problem[] => {
    const { target, name, at, role } = reference;
    if (target === undefined || liesOutside(target)) return [];
    const missing = missingProblem(reference, target, paths);
    if (missing !== undefined) {
      const near = paths.folders.has(target) ? undefined : suggest(name, namesBeside(kustomization.folder, paths));
      return [
        document.problemAt(at, {
          id: 'missing-file',
          severity: 'error',
          message: missing,
          ...(near === undefined ? {} : { suggestion: near }),
        }),
      ];
    }
    const key = `${role} ${target}`;
    if (role !== 'resource' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [document.problemAt(at, { id: 'listed-twice', severity: 'error', message: `\`${name}\` is listed twice` })];
  });
  return [...unknown, ...named];
}

/** Whether a path relative to the checked folder leads out of it, so that nothing can be said of it. */
export function liesOutside(target: string): boolean {
  return target === '..' || target.startsWith('../') || target.startsWith('/');
}

function missingProblem({ name, role }: KustomizeReference, target: string, { files, folders }: FolderPaths): string | undefined {
  const path = target.replace(/\/$/, '');
  if (files.has(path)) return undefined;
  const isFolder = path === '.' || path === '' || folders.has(path);
  if (!isFolder) return `\`${name}\` is not there`;
  if (role !== 'resource') return `\`${name}\` is a folder`;
  return kustomizationIn(path === '.' ? '' : path, files) === undefined ? `the folder \`${name}\` has no kustomization` : undefined;
}

function namesBeside(folder: string, { files }: FolderPaths): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...files].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
}
