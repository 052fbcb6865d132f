import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { OutputFile } from './output-file.js';

/** The output folder holds something that this run may not replace. Exit code 5; nothing was written. */
export class OutputExistsError extends Error {
  override readonly name = 'OutputExistsError';
}

/** Name of the file that says which files of a folder the tool made. */
export const manifestName = '.mesh-advisor-manifest.json';

const manifestSchema = z.strictObject({ made: z.record(z.string(), z.string()) });
const journalSchema = z.strictObject({ write: z.array(z.string()), remove: z.array(z.string()) });

/** What a run would do to a folder. */
export interface FolderPlan {
  readonly folder: string;
  readonly create: readonly string[];
  readonly replace: readonly string[];
  readonly remove: readonly string[];
  /** of those replaced or removed: edited since an earlier run made them */
  readonly edited: readonly string[];
}

/** What a run did to a folder. */
export interface WrittenFolder {
  readonly folder: string;
  /** files made by an earlier run that had been edited since and were replaced */
  readonly edited: readonly string[];
}

/**
 * What {@link writeFolder} would do, without doing it.
 * @throws OutputExistsError as it would
 */
export function planFolder(folder: string, files: readonly OutputFile[], force: boolean): FolderPlan {
  const target = resolve(folder);
  if (existsSync(target) && !statSync(target).isDirectory()) throw new OutputExistsError(`${folder} exists and is not a folder`);
  const paths = files.map(({ path }) => path);
  if (list(target).length === 0) return { folder, create: paths, replace: [], remove: [], edited: [] };
  if (!force)
    throw new OutputExistsError(`${folder} is not empty; use --force to replace the files that mesh-advisor made there, or another --out`);
  const made = readManifest(target);
  const present = (path: string) => existsSync(join(target, path));
  const foreign = paths.filter((path) => made[path] === undefined && present(path));
  if (foreign.length > 0)
    throw new OutputExistsError(`${folder} has files that mesh-advisor did not make and would have to replace: ${foreign.join(', ')}`);
  return {
    folder,
    create: paths.filter((path) => !present(path)),
    replace: paths.filter(present),
    remove: Object.keys(made).filter((path) => !paths.includes(path) && present(path)),
    edited: Object.entries(made)
      .filter(([path, digest]) => present(path) && digestOf(readFileSync(join(target, path), 'utf8')) !== digest)
      .map(([path]) => path),
  };
}

/**
 * Writes all files of a folder, or none. A new (or empty) folder appears by one rename. Over an existing one, with `force`, only files
 * that the manifest says were made by this tool are replaced or removed, through a journal beside the folder that the next run
 * completes when this one is stopped; everybody else's files stay as they are.
 * @throws OutputExistsError when the folder is not empty and `force` is not given, or when a file that the tool did not make is in the way
 */
export function writeFolder(folder: string, files: readonly OutputFile[], force: boolean): WrittenFolder {
  const target = resolve(folder);
  const journal = join(dirname(target), `.${basename(target)}.mesh-advisor-journal`);
  completeInterrupted(target, journal);

  const { edited } = planFolder(folder, files, force);
  const withManifest = [...files, manifestOf(files)];
  if (list(target).length === 0) {
    const staging = join(dirname(target), `.${basename(target)}.mesh-advisor-${randomBytes(6).toString('hex')}`);
    try {
      stage(staging, withManifest);
      if (existsSync(target)) rmdirSync(target);
      renameSync(staging, target);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      throw error;
    }
    return { folder, edited: [] };
  }

  const made = readManifest(target);
  const staging = `${journal}-staging`;
  rmSync(staging, { recursive: true, force: true });
  try {
    stage(join(staging, 'new'), withManifest);
    const kept = new Set(withManifest.map(({ path }) => path));
    writeFileSync(
      join(staging, 'journal.json'),
      JSON.stringify({ write: [...kept], remove: Object.keys(made).filter((path) => !kept.has(path)) }),
    );
    renameSync(staging, journal);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
  completeInterrupted(target, journal);
  return { folder, edited };
}

/** Carries out a journal that a run left behind, from wherever it stopped. */
function completeInterrupted(target: string, journal: string): void {
  if (!existsSync(journal)) return;
  const { write, remove } = journalSchema.parse(JSON.parse(readFileSync(join(journal, 'journal.json'), 'utf8')));
  for (const path of write) {
    const staged = join(journal, 'new', path);
    if (!existsSync(staged)) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    renameSync(staged, join(target, path));
  }
  for (const path of remove) {
    rmSync(join(target, path), { force: true });
    removeEmptyParents(target, path);
  }
  rmSync(journal, { recursive: true, force: true });
}

function removeEmptyParents(target: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const full = join(target, folder);
    if (!existsSync(full) || readdirSync(full).length > 0) return;
    rmdirSync(full);
  }
}

function stage(folder: string, files: readonly OutputFile[]): void {
  for (const { path, content, executable } of files) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    if (executable) chmodSync(full, 0o755);
  }
}

function manifestOf(files: readonly OutputFile[]): OutputFile {
  const made = Object.fromEntries(
    [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, content }) => [path, digestOf(content)]),
  );
  return { path: manifestName, content: `${JSON.stringify({ made }, null, 2)}\n`, executable: false };
}

function readManifest(target: string): Readonly<Record<string, string>> {
  const path = join(target, manifestName);
  if (!existsSync(path)) return {};
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success
    ? Object.fromEntries(Object.entries(parsed.data.made).filter(([made]) => !made.split('/').includes('..') && !made.startsWith('/')))
    : {};
}

function list(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
