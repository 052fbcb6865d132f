/**
 * The part of a structural OpenAPI v3 schema that Kubernetes knows, as CustomResourceDefinitions have it. `$ref` names a definition of
 * the same {@link SchemaSet}; CustomResourceDefinitions have none.
 */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** One CEL rule of a schema. */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
}

/** The schema of one kind in one version. */
export interface KindSchema {
  /** API group; '' for the core group */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: Schema;
  /** where the schema comes from, such as `kubernetes-models 5.1.0` or the file of a CustomResourceDefinition */
  readonly source: string;
  /** not known for the built-in schemas */
  readonly scope?: 'Namespaced' | 'Cluster';
  /** false: the API server does not take it any more */
  readonly served: boolean;
  /** whether null stands for a field left out, as in types that are compiled into the API server */
  readonly nullIsUnset: boolean;
}

/** Schemas of many kinds. */
export interface SchemaSet {
  /** by {@link kindKey} */
  readonly kinds: ReadonlyMap<string, KindSchema>;
  readonly definitions: Readonly<Record<string, Schema>>;
  /** groups that are known to exist, with their kinds, but whose schemas are not at hand */
  readonly withoutSchema: Readonly<Record<string, readonly string[]>>;
}

/** What the build makes of the schema packages: JSON and nothing else. */
export interface CompiledSchemas {
  readonly definitions: Readonly<Record<string, Schema>>;
  /** group, version, kind, name of the definition, package, whether it is served */
  readonly kinds: readonly (readonly [group: string, version: string, kind: string, definition: string, source: number, served: boolean])[];
  /** packages with their versions; those that describe types compiled into the API server come first, `compiledIn` of them */
  readonly sources: readonly string[];
  readonly withoutSchema: Readonly<Record<string, readonly string[]>>;
}

/** The key of a kind in a {@link SchemaSet}. */
export function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind}`;
}

/** `group/version`, or the version alone in the core group. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Group and version of an `apiVersion`. */
export function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? { group: '', version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** A schema with its `$ref` followed; the neighbours of a `$ref` stay. */
export function resolveSchema(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...rest } = schema;
  const target = definitions[$ref];
  return target === undefined ? { ...rest, 'x-kubernetes-preserve-unknown-fields': true } : { ...resolveSchema(target, definitions), ...rest };
}
