import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Problem } from '../document/problem.js';
import { goPattern } from './go-pattern.js';
import type { JsonSchema } from './json-schema.js';
import type { ManifestDocument } from './manifest-file.js';
import { schemaProblems } from './schema-problems.js';

/** Validates objects against schemas that may refer to shared ones. */
export interface ObjectCheck {
  /**
   * The problems of an object.
   * @param schema the same object for all objects of one kind: it is compiled once
   * @param at where the object stands in its document
   */
  problems(schema: JsonSchema, document: ManifestDocument, at: readonly (string | number)[], value: unknown): Problem[];
}

/** @param shared schemas by id; more may come in between two calls */
export function objectCheck(shared: ReadonlyMap<string, JsonSchema>): ObjectCheck {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    validateSchema: false,
    messages: true,
    unicodeRegExp: false,
    formats: knownFormats,
    logger: false,
    inlineRefs: false,
    code: { regExp: Object.assign((pattern: string) => goPattern(pattern) ?? /(?:)/, { code: 'goPattern' }) },
  });
  const added = new Set<string>();
  const compiled = new Map<JsonSchema, ValidateFunction>();
  const addShared = () => {
    for (const [id, schema] of shared) {
      if (added.has(id)) continue;
      added.add(id);
      ajv.addSchema(schema, id);
    }
  };
  return {
    problems(schema, document, at, value) {
      addShared();
      const validate = compiled.get(schema) ?? ajv.compile(schema);
      compiled.set(schema, validate);
      const sent = withoutNulls(value);
      if (validate(sent)) return [];
      const errors: readonly ErrorObject[] = validate.errors ?? [];
      return schemaProblems(errors, document, at);
    },
  };
}

/** Formats that the API server checks, as far as they are cheap to get right; others pass. */
const knownFormats = {
  int32: { type: 'number', validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: { type: 'number', validate: (value: number) => value >= -(2 ** 63) && value < 2 ** 63 },
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/,
  byte: /^(?:[A-Za-z0-9+/]{4}|\s)*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*$/,
} as const;

/** The API server drops fields that are null before it checks anything. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}
