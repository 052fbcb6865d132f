/** The part of JSON Schema (draft 2019-09) that Kubernetes schemas are written in here. A schema without keywords takes everything. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
}

/** id of the schema of `metadata` in the bundle called kubernetes */
export const objectMeta = 'meta';

/** The schemas of a group of kinds, as compiled into the program. */
export interface SchemaBundle {
  /** other bundles that its `$ref`s name */
  readonly needs: readonly string[];
  /** `group/version/Kind` (core: `v1/Kind`) to the id of its schema */
  readonly kinds: Readonly<Record<string, string>>;
  /** by id; `$ref` names ids of the same bundle or of those it needs */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/**
 * Both schemas in one: what `detail` says wins, maps of properties are united, `required` and combinators are joined.
 */
export function mergeSchemas(base: JsonSchema, detail: JsonSchema): JsonSchema {
  const properties = mergeProperties(base.properties, detail.properties);
  const items =
    base.items === undefined || detail.items === undefined ? (detail.items ?? base.items) : mergeSchemas(base.items, detail.items);
  const additional = mergeAdditional(base.additionalProperties, detail.additionalProperties);
  const required = base.required === undefined ? detail.required : [...new Set([...base.required, ...(detail.required ?? [])])];
  const allOf = base.allOf === undefined ? detail.allOf : [...base.allOf, ...(detail.allOf ?? [])];
  return {
    ...base,
    ...detail,
    ...(properties === undefined ? {} : { properties }),
    ...(items === undefined ? {} : { items }),
    ...(additional === undefined ? {} : { additionalProperties: additional }),
    ...(required === undefined ? {} : { required }),
    ...(allOf === undefined ? {} : { allOf }),
  };
}

function mergeProperties(base: JsonSchema['properties'], detail: JsonSchema['properties']): JsonSchema['properties'] {
  if (base === undefined || detail === undefined) return detail ?? base;
  const merged: Record<string, JsonSchema> = { ...base };
  for (const [name, schema] of Object.entries(detail)) {
    const known = base[name];
    merged[name] = known === undefined ? schema : mergeSchemas(known, schema);
  }
  return merged;
}

function mergeAdditional(
  base: JsonSchema['additionalProperties'],
  detail: JsonSchema['additionalProperties'],
): JsonSchema['additionalProperties'] {
  return typeof base === 'object' && typeof detail === 'object' ? mergeSchemas(base, detail) : (detail ?? base);
}
