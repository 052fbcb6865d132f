import { asMap } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import type { ChartKeys } from './chart-keys.js';
import type { ConfigObject } from './config-object.js';
import { valuesInObject, valuesOfFile, valuesProblems } from './helm-values.js';
import type { SortedFile } from './sort-files.js';

/** A file, or something in it, that was not checked. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** Values files and values inside releases, against what their charts read. */
export function checkValues(
  sorted: readonly SortedFile[],
  objects: readonly ConfigObject[],
  charts: readonly ChartKeys[] | undefined,
): { readonly problems: readonly Problem[]; readonly skipped: readonly SkippedFile[] } {
  const inFiles = sorted.flatMap((file) => (file.is === 'values' ? [valuesOfFile(file.document)] : []));
  const skip = (file: string, reason: string): SkippedFile => ({ file, reason });
  if (charts === undefined)
    return {
      problems: [],
      skipped: inFiles.map(({ document }) => skip(document.file, 'Helm values: --values DIR checks them')),
    };
  const problems: Problem[] = [];
  const skipped: SkippedFile[] = [];
  for (const given of [...inFiles, ...objects.flatMap(valuesInObject)]) {
    const found = asMap(given.values) === undefined ? [] : valuesProblems(given, charts);
    if (found === undefined) skipped.push(skip(given.document.file, `values of ${given.chart}: no such chart in --values`));
    else problems.push(...found);
  }
  return { problems, skipped };
}
