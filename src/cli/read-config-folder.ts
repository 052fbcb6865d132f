import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { ConfigFile } from '../check-config/manifest-file.js';
import { UsageError } from './usage-error.js';

/** Limits of what is read: 10 MiB a file, 10 000 files. */
const limits = { bytes: 10 * 1024 * 1024, files: 10_000 } as const;

/** The files of a folder. Paths with `/`. */
export interface ReadFolder {
  /** YAML and JSON files; `path` as the user would write it, `relative` to the folder */
  readonly files: readonly (ConfigFile & { readonly relative: string })[];
  readonly allPaths: readonly string[];
}

/**
 * Reads the YAML and JSON files of a folder and of all below it, or one file. Hidden files and folders and node_modules are left out, and
 * links are not followed.
 * @param option in messages: what named the folder
 * @throws UsageError when it is not there, holds no such file, or cannot be read
 */
export function readConfigFolder(folder: string, option: string): ReadFolder {
  const shown = folder.replace(/(.)[/\\]+$/, '$1');
  try {
    if (statSync(shown).isFile())
      return { files: [{ path: shown, relative: basename(shown), text: readText(shown) }], allPaths: [basename(shown)] };
    const allPaths = [...pathsIn(shown, shown)].sort();
    const files = allPaths
      .filter((path) => /\.(?:ya?ml|json)$/i.test(path) || basename(path) === 'Kustomization')
      .map((path) => ({ path: shown === '.' ? path : `${shown}/${path}`, relative: path, text: readText(join(shown, path)) }));
    if (files.length === 0) throw new UsageError(`${shown} has no YAML or JSON file (${option})`, 'no-manifests');
    return { files, allPaths };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UsageError(`there is no folder or file ${shown} (${option})`, 'no-such-folder');
    if (code === 'EACCES') throw new UsageError(`${shown} may not be read (${option})`, 'not-readable');
    throw error;
  }
}

function* pathsIn(folder: string, root: string): Generator<string> {
  let count = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pathsIn(path, root);
    else if (entry.isFile()) {
      count += 1;
      if (count > limits.files) throw new UsageError(`${folder} has more than ${limits.files} files`, 'too-many-files');
      yield relative(root, path).split(sep).join('/');
    }
  }
}

function readText(path: string): string {
  if (statSync(path).size > limits.bytes) throw new UsageError(`${path} is larger than 10 MiB`, 'input-too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${path} is not UTF-8 text`, 'not-utf8');
    throw error;
  }
}
