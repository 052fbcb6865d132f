import { type Document, isAlias, isMap, isPair, isScalar, LineCounter, type ParsedNode, parseAllDocuments, visit } from 'yaml';
import type { Problem } from './problem.js';
import { controlCharacters, firstLine, type ProblemDetails, type YamlDocument } from './yaml-document.js';
import { offsetOf } from './yaml-position.js';

/** Limits of a file of manifests: 32 MiB of text, 1000 aliases, 100 levels. */
export const streamLimits = { characters: 32 * 1024 * 1024, aliases: 1000, depth: 100 } as const;

/** The documents of a file that could be read, and what is wrong with the others. */
export interface YamlStream {
  /** documents without content are left out */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
}

/**
 * Parses a file of YAML documents (and so JSON) with positions, reading scalars as kubectl does: `yes` and `on` are booleans, `0644` is
 * octal, dates and `12:30` stay texts. Duplicate keys, control characters and anything beyond {@link streamLimits} are problems.
 */
export function parseYamlStream(file: string, source: string): YamlStream {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const lines = text.split(/\r\n|\n|\r/);
  const at = (line: number, column: number, details: ProblemDetails): Problem => ({
    ...details,
    file,
    line,
    column,
    lineText: lines[line - 1] ?? '',
  });
  if (text.length > streamLimits.characters)
    return { documents: [], problems: [at(1, 1, { id: 'input-too-large', severity: 'error', message: 'the file is larger than 32 MiB' })] };
  const control = controlCharacters(lines, at);
  if (control.length > 0) return { documents: [], problems: control };

  const counter = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  let parsed: readonly Document.Parsed<ParsedNode>[];
  try {
    parsed = [...parseAllDocuments(text, { lineCounter: counter, uniqueKeys: true, strict: true, prettyErrors: false, ...asKubectl })];
  } catch {
    return { documents: [], problems: [at(1, 1, { id: 'input-too-complex', severity: 'error', message: 'the file cannot be read' })] };
  }
  const problems: Problem[] = [];
  const documents: YamlDocument[] = [];
  for (const document of parsed) {
    const wrong = [...document.errors, ...document.warnings].map((error) => {
      const { line, column } = place(error.pos[0]);
      return at(line, column, { id: 'yaml-syntax', severity: 'error', message: firstLine(error.message) });
    });
    const begin = place(document.contents?.range?.[0] ?? 0);
    const complexity = wrong.length > 0 ? undefined : complexityOf(document);
    if (complexity !== undefined) wrong.push(at(begin.line, begin.column, { id: 'input-too-complex', severity: 'error', message: complexity }));
    problems.push(...wrong);
    if (wrong.length > 0 || isEmpty(document.contents)) continue;
    try {
      documents.push({
        file,
        value: document.toJS({ maxAliasCount: streamLimits.aliases }),
        problemAt(path, details, where = 'value') {
          const { line, column } = place(offsetOf(document.contents, path, where));
          return at(line, column, details);
        },
      });
    } catch (error) {
      const message = error instanceof Error ? firstLine(error.message) : 'the document cannot be read';
      problems.push(at(begin.line, begin.column, { id: 'input-too-complex', severity: 'error', message }));
    }
  }
  return { documents, problems };
}

/** YAML 1.1 as the reader of kubectl has it: without times, and with numbers of base 60 as texts. */
const asKubectl = {
  version: '1.1' as const,
  schema: 'yaml-1.1' as const,
  customTags: (tags: readonly (string | object)[]) =>
    tags.filter((tag) => typeof tag === 'string' || !('tag' in tag) || (tag.tag !== 'tag:yaml.org,2002:timestamp' && !('format' in tag && tag.format === 'TIME'))),
};

function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && (contents.value === null || contents.value === undefined));
}

function complexityOf(document: Document.Parsed): string | undefined {
  let aliases = 0;
  let deep = false;
  let badKey = false;
  visit(document, {
    Node: (_key, node, path) => {
      if (isAlias(node)) aliases += 1;
      if (path.length > streamLimits.depth && path.filter((parent) => !isPair(parent)).length > streamLimits.depth) deep = true;
      if (isMap(node) && node.items.some(({ key }) => !isScalar(key) || key.value === null)) badKey = true;
    },
  });
  if (deep) return `values are nested more than ${streamLimits.depth} deep`;
  if (aliases > streamLimits.aliases) return `the document uses more than ${streamLimits.aliases} aliases`;
  return badKey ? 'a key is no text' : undefined;
}
