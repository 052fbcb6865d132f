import { type CheckBasis, type ConfigReport, configChecker } from '../../src/check-config/check-config.js';
import * as builtIn from '../../src/generated/schemas/index.js';

const nothingElse: CheckBasis = { builtIn, crds: [], values: undefined, ignoreUnknownKinds: false };
const common = configChecker(nothingElse);

/** Checks texts as the files of a folder. */
export function check(texts: Readonly<Record<string, string>>, more: Partial<CheckBasis> = {}): Promise<ConfigReport> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, relative: path, text }));
  const checker = Object.keys(more).length === 0 ? common : configChecker({ ...nothingElse, ...more });
  return checker({ files: files.filter(({ path }) => /\.(?:ya?ml|json)$|Kustomization$/.test(path)), allPaths: Object.keys(texts) });
}

/** The problems as `file:line:column id: message`, with a suggestion after an arrow. */
export async function found(texts: Readonly<Record<string, string>>, more: Partial<CheckBasis> = {}): Promise<string[]> {
  const { problems } = await check(texts, more);
  return problems.map(
    ({ file, line, column, id, message, suggestion }) =>
      `${file}:${line}:${column} ${id}: ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`,
  );
}

/** A manifest with a name; `body` is what stands beside the metadata. */
export function manifest(apiVersion: string, kind: string, body: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: example\n${body}`;
}
