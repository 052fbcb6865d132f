import { isCollection, LineCounter, parseAllDocuments, type Tags } from 'yaml';
import type { Problem } from '../document/problem.js';
import { controlCharacters, type DocumentPath, firstLine, type ProblemDetails } from '../document/yaml-document.js';
import { offsetOf } from '../document/yaml-position.js';

/** A file that was given to check, with its path as the user wrote it. */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** One document of a YAML or JSON file that still knows where everything stands. */
export interface ManifestDocument {
  readonly file: string;
  readonly value: unknown;
  /** a problem at the value (or, with `key`, at the key) under a path; the nearest parent that exists is used */
  problemAt(path: DocumentPath, details: ProblemDetails, where?: 'key' | 'value'): Problem;
}

export interface ParsedConfigFile extends ConfigFile {
  /** without those that are empty; none when the file does not parse */
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly Problem[];
}

/** More aliases than this are no manifest but an attack on its reader. */
const mostAliases = 1000;

/**
 * Parses all documents of a file the way kubectl and Helm read them: YAML 1.1, so that an unquoted `yes` is a boolean and `0644` an octal
 * number, with merge keys; times and base-60 numbers stay text as they do there.
 */
export function parseConfigFile({ path, text: source }: ConfigFile): ParsedConfigFile {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const lines = text.split(/\r\n|\n|\r/);
  const place = (line: number, column: number, details: ProblemDetails): Problem => ({
    ...details,
    file: path,
    line,
    column,
    lineText: lines[line - 1] ?? '',
  });
  const control = controlCharacters(lines, place);
  if (control.length > 0) return { path, text, documents: [], problems: control };

  const counter = new LineCounter();
  const at = (offset: number, details: ProblemDetails): Problem => {
    const { line, col } = counter.linePos(offset);
    return place(Math.max(1, line), Math.max(1, col), details);
  };
  const parsed = [
    ...parseAllDocuments(text, {
      lineCounter: counter,
      uniqueKeys: true,
      strict: true,
      version: '1.1',
      merge: true,
      customTags: (tags) => tags.filter(isReadByKubectl),
      prettyErrors: false,
      logLevel: 'silent',
    }),
  ];
  const documents: ManifestDocument[] = [];
  const problems: Problem[] = [];
  for (const document of parsed) {
    const syntax = [...document.errors, ...document.warnings];
    for (const error of syntax)
      problems.push(at(error.pos[0], { id: 'yaml-syntax', severity: 'error', message: firstLine(error.message) }));
    if (syntax.length > 0) continue;
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      const message = error instanceof Error ? firstLine(error.message) : 'the document cannot be read';
      problems.push(at(document.range[0], { id: 'input-too-complex', severity: 'error', message }));
      continue;
    }
    if (value === null || value === undefined) continue;
    const contents = document.contents;
    if (!isCollection(contents)) {
      problems.push(at(contents?.range?.[0] ?? 0, { id: 'no-manifest', severity: 'error', message: 'this is neither a map nor a list' }));
      continue;
    }
    documents.push({
      file: path,
      value,
      problemAt: (steps, details, where = 'value') => at(offsetOf(contents, steps, where), details),
    });
  }
  return problems.length > 0 ? { path, text, documents: [], problems } : { path, text, documents, problems };
}

function isReadByKubectl(tag: Tags[number]): boolean {
  if (typeof tag === 'string') return !/^(?:intTime|floatTime|timestamp)$/.test(tag);
  return tag.tag !== 'tag:yaml.org,2002:timestamp' && tag.format !== 'TIME';
}
