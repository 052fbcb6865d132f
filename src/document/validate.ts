import type { z } from 'zod';
import { InputError, type Problem } from './problem.js';
import { suggest } from './suggest.js';
import type { DocumentPath, YamlDocument } from './yaml-document.js';

/**
 * Parses a document's value with a zod schema.
 * @throws InputError with one located problem per zod issue: unknown keys and values come with the nearest known one
 */
export function validate<Output>(document: YamlDocument, schema: z.ZodType<Output>): Output {
  const result = schema.safeParse(document.value, { reportInput: true });
  if (result.success) return result.data;
  throw new InputError(result.error.issues.flatMap((issue) => problemsOf(issue, [], document, schema)));
}

function problemsOf(issue: z.core.$ZodIssue, above: DocumentPath, document: YamlDocument, schema: z.ZodType): Problem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const name = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const suggestion = suggest(key, keysAt(schema, path));
        return document.problemAt(
          [...path, key],
          { id: 'unknown-key', severity: 'error', message: `unknown key \`${key}\``, ...(suggestion === undefined ? {} : { suggestion }) },
          'key',
        );
      });
    case 'invalid_value': {
      const known = issue.values.map(String);
      const suggestion = typeof issue.input === 'string' ? suggest(issue.input, known) : undefined;
      return [
        document.problemAt(path, {
          id: 'unknown-value',
          severity: 'error',
          message: `${name} is ${show(issue.input)}`,
          expected: known.length === 1 ? `${known[0]}` : `one of ${known.join(', ')}`,
          ...(suggestion === undefined ? {} : { suggestion }),
        }),
      ];
    }
    case 'invalid_union': {
      const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
      if (nearest !== undefined && nearest.length > 0 && (depth(nearest) > 0 || nearest[0]?.code !== 'invalid_type'))
        return nearest.flatMap((inner) => problemsOf(inner, path, document, schema));
      return [
        document.problemAt(path, {
          id: 'wrong-type',
          severity: 'error',
          message: `${name} is ${show(issue.input)}`,
          expected: issue.message,
        }),
      ];
    }
    case 'invalid_type':
      return [
        document.problemAt(path, {
          id: issue.input === undefined ? 'missing-key' : 'wrong-type',
          severity: 'error',
          message: issue.input === undefined ? `${name} is missing` : `${name} is ${show(issue.input)}`,
          expected: issue.expected,
        }),
      ];
    default:
      return [document.problemAt(path, { id: 'bad-value', severity: 'error', message: `${name}: ${issue.message}` })];
  }
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

/** The keys that the schema knows at a path, for suggestions. */
function keysAt(schema: unknown, path: DocumentPath): string[] {
  let current: unknown = schema;
  for (const step of path) current = child(current, step);
  return [...shapeKeys(current)];
}

function child(schema: unknown, step: string | number): unknown {
  const definition = definitionOf(schema);
  if (definition === undefined) return undefined;
  if (isRecord(definition['shape'])) return definition['shape'][step];
  return definition['element'] ?? definition['valueType'] ?? child(definition['innerType'] ?? definition['in'], step);
}

function* shapeKeys(schema: unknown): Generator<string> {
  const definition = definitionOf(schema);
  if (definition === undefined) return;
  if (isRecord(definition['shape'])) yield* Object.keys(definition['shape']);
  if (Array.isArray(definition['options'])) for (const option of definition['options']) yield* shapeKeys(option);
  if (definition['innerType'] !== undefined) yield* shapeKeys(definition['innerType']);
  if (definition['in'] !== undefined) yield* shapeKeys(definition['in']);
}

function definitionOf(schema: unknown): Record<string, unknown> | undefined {
  if (!isRecord(schema) || !isRecord(schema['_zod'])) return undefined;
  const definition = schema['_zod']['def'];
  return isRecord(definition) ? definition : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A value in a message: short, on one line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
