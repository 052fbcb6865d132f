import type { CrdGroup, CrdSet, CustomKind } from './crd-set.js';
import type { JsonSchema, SchemaBundle } from './json-schema.js';

/** What is known of the schemas of one kind. */
export type KnownKind =
  | { readonly known: 'built-in'; readonly schema: JsonSchema }
  | { readonly known: 'custom'; readonly schema: JsonSchema; readonly custom: CustomKind }
  /** `builtIn`: the group is that of a product, of which a newer release may have more */
  | { readonly known: 'other-versions'; readonly versions: readonly string[]; readonly builtIn: boolean }
  | { readonly known: 'group'; readonly kinds: readonly string[] }
  | { readonly known: 'nothing' };

/** Where schemas of kinds come from: CRD files first, then what is built in. */
export interface SchemaRegistry {
  /** @param apiVersion as written, such as `apps/v1` */
  find(apiVersion: string, kind: string): Promise<KnownKind>;
  /** CRD groups that were asked for */
  readonly crdGroups: ReadonlyMap<string, CrdGroup>;
  /** schemas that `$ref`s name, of all bundles read so far */
  readonly shared: ReadonlyMap<string, JsonSchema>;
}

/** The built-in schemas, as `src/generated/schemas` gives them. */
export interface BuiltInSchemas {
  readonly bundles: Readonly<Record<string, () => Promise<SchemaBundle>>>;
  readonly bundlesOfGroup: Readonly<Record<string, readonly string[]>>;
}

/** The registry over built-in schemas and CRDs; a bundle is read when a group in it is first asked for. */
export function schemaRegistry(builtIn: BuiltInSchemas, crds: CrdSet): SchemaRegistry {
  const shared = new Map<string, JsonSchema>();
  const kinds = new Map<string, string>();
  const read = new Set<string>();
  const readBundle = async (name: string): Promise<void> => {
    if (read.has(name)) return;
    read.add(name);
    const bundle = await builtIn.bundles[name]?.();
    for (const needed of bundle?.needs ?? []) await readBundle(needed);
    for (const [id, schema] of Object.entries(bundle?.schemas ?? {})) shared.set(id, schema);
    for (const [kind, id] of Object.entries(bundle?.kinds ?? {})) kinds.set(kind, id);
  };
  const crdGroups = new Map<string, CrdGroup>();
  const references = new Map<string, JsonSchema>();
  const referenceTo = (id: string): JsonSchema => {
    const schema = references.get(id) ?? { $ref: id };
    references.set(id, schema);
    return schema;
  };
  return {
    shared,
    crdGroups,
    async find(apiVersion, kind) {
      const group = groupOf(apiVersion);
      await readBundle('kubernetes');
      for (const [version, names] of Object.entries(builtIn.bundlesOfGroup)) {
        if (groupOf(version) === group) for (const name of names) await readBundle(name);
      }
      const custom = crds.group(group);
      crdGroups.set(group, custom);
      const found = custom.kinds.get(`${apiVersion}/${kind}`);
      if (found !== undefined) return { known: 'custom', schema: found.schema, custom: found };
      // a CRD that defines the kind has all the versions that are served
      const id = custom.names.has(kind) ? undefined : kinds.get(`${apiVersion}/${kind}`);
      if (id !== undefined) return { known: 'built-in', schema: referenceTo(id) };
      const here = [...custom.kinds.keys(), ...[...kinds.keys()].filter((known) => !custom.names.has(kindPart(known)))].filter(
        (known) => groupOf(versionPart(known)) === group,
      );
      const versions = here.filter((known) => kindPart(known) === kind).map(versionPart);
      const ofProduct =
        custom.names.size === 0 &&
        Object.entries(builtIn.bundlesOfGroup).some(([known, names]) => groupOf(known) === group && !names.includes('kubernetes'));
      if (versions.length > 0) return { known: 'other-versions', versions, builtIn: ofProduct };
      if (here.length > 0) return { known: 'group', kinds: [...new Set(here.map(kindPart))].sort() };
      const elsewhere = [...kinds.keys()].filter((known) => kindPart(known) === kind).map(versionPart);
      return elsewhere.length > 0 && !group.includes('.')
        ? { known: 'other-versions', versions: elsewhere, builtIn: false }
        : { known: 'nothing' };
    },
  };
}

/** `apps/v1` → `apps`; `v1` → ''. */
export function groupOf(apiVersion: string): string {
  const end = apiVersion.lastIndexOf('/');
  return end < 0 ? '' : apiVersion.slice(0, end);
}

function versionPart(known: string): string {
  return known.slice(0, known.lastIndexOf('/'));
}

function kindPart(known: string): string {
  return known.slice(known.lastIndexOf('/') + 1);
}
