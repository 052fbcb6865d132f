import { isAlias, isPair, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { InputError, type Problem } from './problem.js';
import { offsetOf } from './yaml-position.js';

/** Limits of an input file: 1 MiB of text, 100 aliases, 20 levels. */
export const inputLimits = { bytes: 1024 * 1024, aliases: 100, depth: 20 } as const;

/** Keys and indexes from the top of a document. */
export type DocumentPath = readonly (string | number)[];

/** A parsed YAML or JSON file that still knows where everything stands. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** a problem at the value (or, with `key`, at the key) under a path; the nearest parent that exists is used */
  problemAt(path: DocumentPath, details: ProblemDetails, where?: 'key' | 'value'): Problem;
}

export type ProblemDetails = Omit<Problem, 'file' | 'line' | 'column' | 'lineText'>;

/**
 * Parses YAML 1.2 (and so JSON) with positions. Duplicate keys, control characters, several documents, unknown tags and
 * anything beyond {@link inputLimits} are errors.
 * @throws InputError with every syntax problem, located
 */
export function parseYamlDocument(file: string, source: string): YamlDocument {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const lines = text.split(/\r\n|\n|\r/);
  const at = (line: number, column: number, details: ProblemDetails): Problem => ({
    ...details,
    file,
    line,
    column,
    lineText: lines[line - 1] ?? '',
  });
  if (byteLength(text) > inputLimits.bytes) {
    throw new InputError([
      at(1, 1, {
        id: 'input-too-large',
        severity: 'error',
        message: 'the file is larger than 1 MiB',
        expected: 'an answers file of a few kilobytes',
      }),
    ]);
  }
  refuseControlCharacters(lines, at);

  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, strict: true, version: '1.2', prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const syntax = [...document.errors, ...document.warnings].map((error) => {
    const { line, column } = place(error.pos[0]);
    return at(line, column, { id: 'yaml-syntax', severity: 'error', message: firstLine(error.message) });
  });
  if (syntax.length > 0) throw new InputError(syntax);

  let aliases = 0;
  let deep: Node | undefined;
  visit(document, {
    Node: (_key, node, path) => {
      if (isAlias(node)) aliases += 1;
      if (path.filter((parent) => !isPair(parent)).length > inputLimits.depth) deep ??= node;
    },
  });
  if (aliases > inputLimits.aliases || deep !== undefined) {
    const { line, column } = place(deep?.range?.[0] ?? 0);
    const message =
      deep === undefined
        ? `the file uses more than ${inputLimits.aliases} aliases`
        : `values are nested more than ${inputLimits.depth} deep`;
    throw new InputError([at(line, column, { id: 'input-too-complex', severity: 'error', message })]);
  }

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: inputLimits.aliases });
  } catch (error) {
    throw new InputError([
      at(1, 1, {
        id: 'input-too-complex',
        severity: 'error',
        message: error instanceof Error ? firstLine(error.message) : 'the file cannot be read',
      }),
    ]);
  }

  return {
    file,
    value,
    problemAt(path, details, where = 'value') {
      const { line, column } = place(offsetOf(document.contents, path, where));
      return at(line, column, details);
    },
  };
}

function refuseControlCharacters(lines: readonly string[], at: (line: number, column: number, details: ProblemDetails) => Problem): void {
  const problems = controlCharacters(lines, at);
  if (problems.length > 0) throw new InputError(problems);
}

/** Control and bidirectional characters in lines of text, one problem a line, without the line itself. */
export function controlCharacters(
  lines: readonly string[],
  at: (line: number, column: number, details: ProblemDetails) => Problem,
): readonly Problem[] {
  return lines.flatMap((line, index): Problem[] => {
    const position = line.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    if (position < 0) return [];
    const code = line.codePointAt(position)?.toString(16).toUpperCase().padStart(4, '0');
    return [
      {
        ...at(index + 1, position + 1, {
          id: 'control-character',
          severity: 'error',
          message: `control character U+${code}`,
          expected: 'plain text',
        }),
        lineText: '',
      },
    ];
  });
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The first line of a message of the YAML parser, without its own position. */
export function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}
