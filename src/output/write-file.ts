import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OutputExistsError } from './write-folder.js';

/**
 * Refuses what {@link writeFile} would refuse, without writing anything.
 * @throws OutputExistsError when something is there and `force` is not given, or when it is a folder
 */
export function checkFile(file: string, force: boolean): void {
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) throw new OutputExistsError(`${file} is a folder`);
  if (!force) throw new OutputExistsError(`${file} exists; --force replaces it`);
}

/** Writes one file whole or not at all; folders on the way are made. @throws OutputExistsError as {@link checkFile} */
export function writeFile(file: string, content: string, force: boolean): void {
  checkFile(file, force);
  const target = resolve(file);
  mkdirSync(dirname(target), { recursive: true });
  const staging = join(dirname(target), `.${basename(target)}.mesh-advisor-${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(staging, content, { flag: 'wx' });
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { force: true });
    throw error;
  }
}
