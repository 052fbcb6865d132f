import type { OutputFile } from '../output/output-file.js';
import { checkFile, writeFile } from '../output/write-file.js';
import { planFolder, writeFolder } from '../output/write-folder.js';
import type { WritingOptions } from './common-options.js';
import { UsageError } from './usage-error.js';

/** What was written, or with --dry-run would be. Paths of files are relative to the folder. */
export interface Written {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly create: readonly string[];
  readonly replace: readonly string[];
  readonly remove: readonly string[];
  /** of those replaced or removed: edited since an earlier run made them */
  readonly edited: readonly string[];
}

/**
 * Writes a folder whole or not at all; with --dry-run only says what would be done.
 * @throws OutputExistsError when something is in the way; UsageError when the place cannot be written to
 */
export function writeOutputFolder(folder: string, files: readonly OutputFile[], options: WritingOptions): Written {
  return knowingPlaces(folder, () => {
    const plan = planFolder(folder, files, options.force);
    if (!options.dryRun) writeFolder(folder, files, options.force);
    return { ...plan, dryRun: options.dryRun };
  });
}

/** Writes one file whole or not at all; with --dry-run only checks that it could. @throws as {@link writeOutputFolder} */
export function writeOutputFile(file: string, content: string, options: WritingOptions): void {
  knowingPlaces(file, () => (options.dryRun ? checkFile(file, options.force) : writeFile(file, content, options.force)));
}

/** What was or would be written, one line a file. */
export function writtenText({ folder, create, replace, remove }: Written): string {
  const lines = (verb: string, paths: readonly string[]) => paths.map((path) => `  ${verb.padEnd(8)} ${path}`);
  return [`Would write to ${folder}:`, ...lines('create', create), ...lines('replace', replace), ...lines('remove', remove), ''].join('\n');
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  ENAMETOOLONG: 'the path is too long',
};

function knowingPlaces<Output>(place: string, write: () => Output): Output {
  try {
    return write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = reasons[code];
    if (reason === undefined) throw error;
    throw new UsageError(`cannot write ${place}: ${reason}`, 'cannot-write');
  }
}
