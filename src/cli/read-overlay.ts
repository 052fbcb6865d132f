import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import type { DataTexts } from '../catalog/load.js';
import { overlayCatalog } from '../catalog/overlay.js';
import { questionFacts } from '../questionnaire/lint/facts.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import { readText } from './read-text.js';
import { UsageError } from './usage-error.js';

/** More files than this are no overlay but a mistyped folder. */
const mostFiles = 200;

/**
 * The catalog with the files of a folder laid over it.
 * @param today the date to judge its checks against, when one is given
 * @throws UsageError when the folder cannot be read; InputError for what is wrong in its files
 */
export function catalogWithOverlay(base: Catalog, questionnaire: Questionnaire, folder: string, today: string | undefined): Catalog {
  const shown = folder.replace(/[/\\]+$/, '');
  return overlayCatalog(base, questionFacts(questionnaire), shown, readTexts(shown), today);
}

function readTexts(folder: string): DataTexts {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UsageError(`there is no folder ${folder} (--catalog)`, 'no-such-folder');
    if (code === 'ENOTDIR') throw new UsageError(`${folder} is a file; --catalog names a folder (docs/add-a-candidate.md)`, 'not-a-folder');
    if (code === 'EACCES') throw new UsageError(`${folder} may not be read (--catalog)`, 'not-readable');
    throw error;
  }
  if (names.length > mostFiles)
    throw new UsageError(
      `${folder} has ${names.length} YAML files; --catalog names a folder with a few of them (docs/add-a-candidate.md)`,
      'too-many-files',
    );
  return Object.fromEntries(names.map((name) => [name, readText(join(folder, name))]));
}
