import { asList, asMap, type PlainMap, textAt } from '../document/plain-data.js';
import { type JsonSchema, objectMeta } from './json-schema.js';

/**
 * The structural schema of a CustomResourceDefinition as a strict JSON schema: objects are closed unless they keep unknown fields or
 * name `additionalProperties`; what has a default is not required; null is what the API server drops, so it is no type.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 * @param openApi `openAPIV3Schema` of one version
 */
export function customSchema(openApi: unknown): JsonSchema {
  const root = structural(openApi);
  return {
    ...root,
    type: 'object',
    properties: { ...root.properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: objectMeta } },
    required: [...new Set(['apiVersion', 'kind', ...(root.required ?? [])])],
  };
}

/** A schema that says what fields there are. */
function structural(value: unknown): JsonSchema {
  const schema = asMap(value);
  if (schema === undefined) return {};
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const constraints = valueConstraints(schema);
  if (schema['x-kubernetes-int-or-string'] === true) return { ...constraints, type: ['integer', 'string'] };
  switch (schema['type']) {
    case 'object':
      return { ...constraints, ...objectSchema(schema, keepsUnknown) };
    case 'array':
      return { ...constraints, type: 'array', ...(schema['items'] === undefined ? {} : { items: structural(schema['items']) }) };
    default: {
      // any value where unknown fields are kept, with the fields it names
      const properties = propertiesOf(schema);
      return Object.keys(properties).length === 0 ? constraints : { ...constraints, properties };
    }
  }
}

function objectSchema(schema: PlainMap, keepsUnknown: boolean): JsonSchema {
  const properties = propertiesOf(schema);
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const fields: Readonly<Record<string, JsonSchema>> = embedded
    ? { ...properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: objectMeta } }
    : properties;
  const additional = schema['additionalProperties'];
  const closed: JsonSchema['additionalProperties'] =
    asMap(additional) !== undefined ? structural(additional) : keepsUnknown || additional === true;
  const required = requiredOf(schema, embedded);
  return {
    type: 'object',
    ...(Object.keys(fields).length === 0 ? {} : { properties: fields }),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: closed,
  };
}

function propertiesOf(schema: PlainMap): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(asMap(schema['properties']) ?? {}).map(([name, inner]) => [name, structural(inner)]));
}

/** Fields with a default are filled in before anything is checked; a nullable field may be there as null. */
function requiredOf(schema: PlainMap, embedded: boolean): string[] {
  const properties = asMap(schema['properties']) ?? {};
  const names = asList(schema['required']).flatMap((name) => (typeof name === 'string' ? [name] : []));
  return [...new Set([...names, ...(embedded ? ['apiVersion', 'kind'] : [])])].filter((name) => {
    const field = asMap(properties[name]);
    return field?.['default'] === undefined && field?.['nullable'] !== true;
  });
}

const sameKeywords = [
  'format',
  'minLength',
  'maxLength',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

/** What a schema says of a value beside its fields. */
function valueConstraints(schema: PlainMap): JsonSchema {
  const result: Record<string, unknown> = {};
  for (const keyword of sameKeywords) if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  if (typeof schema['type'] === 'string' && schema['type'] !== 'object') result['type'] = schema['type'];
  const allowed = asList(schema['enum']);
  if (allowed.length > 0) result['enum'] = allowed;
  const pattern = textAt(schema, 'pattern');
  if (pattern !== undefined) result['pattern'] = pattern;
  for (const end of ['minimum', 'maximum'] as const) {
    const limit = schema[end];
    const exclusive = end === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    if (typeof limit === 'number') result[schema[exclusive] === true ? exclusive : end] = limit;
  }
  for (const combinator of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = asList(schema[combinator]);
    // with int-or-string the branches only repeat the two types
    if (branches.length > 0 && schema['x-kubernetes-int-or-string'] !== true) result[combinator] = branches.map(valueOnly);
  }
  if (schema['not'] !== undefined) result['not'] = valueOnly(schema['not']);
  return result;
}

/** A schema inside `anyOf`, `oneOf`, `allOf` or `not`: it adds constraints and closes nothing. */
function valueOnly(value: unknown): JsonSchema {
  const schema = asMap(value);
  if (schema === undefined) return {};
  const properties = Object.entries(asMap(schema['properties']) ?? {}).map(([name, inner]) => [name, valueOnly(inner)] as const);
  const required = asList(schema['required']).flatMap((name) => (typeof name === 'string' ? [name] : []));
  return {
    ...valueConstraints(schema),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(schema['items'] === undefined ? {} : { items: valueOnly(schema['items']) }),
    ...(asMap(schema['additionalProperties']) === undefined ? {} : { additionalProperties: valueOnly(schema['additionalProperties']) }),
    ...(required.length === 0 ? {} : { required }),
  };
}
