import type { ErrorObject } from 'ajv';
import { asList, asMap, textAt, valueAt } from '../document/plain-data.js';
import type { Problem } from '../document/problem.js';
import { suggest } from '../document/suggest.js';
import { show } from '../document/validate.js';
import type { DocumentPath, ProblemDetails } from '../document/yaml-document.js';
import type { ManifestDocument } from './manifest-file.js';

/**
 * What ajv found, as located problems in plain words, in the order of the file. Errors inside the branches of a combinator are left out:
 * the combinator itself is reported.
 * @param at where the object stands in its document
 */
export function schemaProblems(errors: readonly ErrorObject[], document: ManifestDocument, at: DocumentPath): Problem[] {
  const seen = new Set<string>();
  return errors.flatMap((error) => {
    if (/\/(?:anyOf|oneOf|not)\//.test(error.schemaPath) || error.schemaPath.endsWith('/if')) return [];
    const inside = pathOf(error.instancePath);
    const { path, where, details } = described(error, inside);
    const key = JSON.stringify([path, details.message]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [document.problemAt([...at, ...path], details, where)];
  });
}

interface Described {
  readonly path: DocumentPath;
  readonly where: 'key' | 'value';
  readonly details: ProblemDetails;
}

function described(error: ErrorObject, path: DocumentPath): Described {
  const name = path.length === 0 ? 'the object' : `\`${path.join('.')}\``;
  const at = (id: string, message: string, expected?: string): Described => ({
    path,
    where: 'value',
    details: { id, severity: 'error', message, ...(expected === undefined ? {} : { expected }) },
  });
  const data: unknown = error.data;
  const schema: unknown = error.schema;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error, path);
    case 'required':
      return at('missing-field', `${name} has no \`${textAt(error.params, 'missingProperty') ?? ''}\``, 'it is required');
    case 'type':
      return at('wrong-type', `${name} is ${show(data)}`, typeWords(schema));
    case 'enum': {
      const known = asList(schema).map(String);
      const near = typeof data === 'string' ? suggest(data, known) : undefined;
      const said = at('unknown-value', `${name} is ${show(data)}`, known.length === 1 ? `${known[0]}` : `one of ${known.join(', ')}`);
      return near === undefined ? said : { ...said, details: { ...said.details, suggestion: near } };
    }
    case 'pattern':
      return at('bad-value', `${name} is ${show(data)}`, `text that matches ${String(schema)}`);
    case 'format':
      return at('bad-value', `${name} is ${show(data)}`, `a value in the format ${String(schema)}`);
    case 'oneOf':
    case 'anyOf':
    case 'not':
      return at('bad-combination', `${name} has a combination of fields that is not allowed`, combinationWords(error));
    default:
      return at('bad-value', `${name} is ${show(data)}`, error.message?.replace(/^must /, 'it must '));
  }
}

function unknownField(error: ErrorObject, path: DocumentPath): Described {
  const field = textAt(error.params, 'additionalProperty') ?? '';
  const known = Object.keys(asMap(valueAt(error.parentSchema, 'properties')) ?? {});
  const near = known.find((one) => one.toLowerCase() === field.toLowerCase()) ?? suggest(field, known);
  const few = known.length > 0 && known.length <= 12;
  return {
    path: [...path, field],
    where: 'key',
    details: {
      id: 'unknown-field',
      severity: 'error',
      message: `unknown field \`${[...path, field].join('.')}\``,
      ...(known.length === 0 ? { expected: 'no fields here' } : few ? { expected: `one of ${known.join(', ')}` } : {}),
      ...(near === undefined ? {} : { suggestion: near }),
    },
  };
}

function typeWords(schema: unknown): string {
  const words: Readonly<Record<string, string>> = {
    object: 'a map',
    array: 'a list',
    string: 'text (in quotes where YAML would read something else)',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  const types = Array.isArray(schema) ? schema.map(String) : [String(schema)];
  return types.map((type) => words[type] ?? type).join(' or ');
}

/** Which fields a combinator is about: those that its branches require. */
function combinationWords(error: ErrorObject): string {
  const fields = [...new Set(requiredIn(error.schema))];
  if (fields.length === 0) return 'see the documentation of the kind';
  const names = fields.map((field) => `\`${field}\``).join(', ');
  if (error.keyword === 'not') return `not all of ${names}`;
  if (error.keyword === 'anyOf') return `at least one of ${names}`;
  return JSON.stringify(error.schema).includes('"not"') ? `at most one of ${names}` : `exactly one of ${names}`;
}

function requiredIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(requiredIn);
  const map = asMap(schema);
  if (map === undefined) return [];
  return [
    ...asList(map['required']).map(String),
    ...['anyOf', 'oneOf', 'allOf', 'not'].flatMap((combinator) => requiredIn(map[combinator])),
  ];
}

/** A JSON pointer as steps; numbers are indexes of lists. */
function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
