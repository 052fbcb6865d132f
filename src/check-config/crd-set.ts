import { parseAllDocuments } from 'yaml';
import { asList, asMap, type PlainMap, textAt, valueAt } from '../document/plain-data.js';
import { customSchema } from './crd-schema.js';
import type { JsonSchema } from './json-schema.js';
import type { ConfigFile } from './manifest-file.js';

/** A version of a kind, from a CustomResourceDefinition. */
export interface CustomKind {
  /** path of the file that defines it */
  readonly file: string;
  readonly schema: JsonSchema;
  /** `openAPIV3Schema` as it stands in the file: rules, list types, defaults */
  readonly openApi: PlainMap;
}

/** The kinds of one group from files with CustomResourceDefinitions. */
export interface CrdGroup {
  /** by `group/version/Kind`; versions that are not served are left out */
  readonly kinds: ReadonlyMap<string, CustomKind>;
  /** names of every kind that is defined */
  readonly names: ReadonlySet<string>;
  /** kinds that several files of one source define, with the file that was used */
  readonly ambiguous: readonly { readonly kind: string; readonly used: string; readonly others: readonly string[] }[];
}

/** Kinds from files with CustomResourceDefinitions, read group by group. */
export interface CrdSet {
  group(name: string): CrdGroup;
}

interface Definition {
  readonly file: string;
  /** which of several definitions counts: the greater one, part by part */
  readonly precedence: readonly string[];
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly PlainMap[];
}

/**
 * The kinds that CRD files define: YAML documents, JSON, and lists as `kubectl get crd -o yaml` writes them. A later source overrides an
 * earlier one. Where several files of a source define one kind, the newest counts (bundle version, then the stable channel, then the path
 * in natural order), with its versions, and those that only another channel of the same release serves. Only groups that are asked for are parsed: large files of schemas take seconds.
 */
export function crdSet(sources: readonly (readonly ConfigFile[])[]): CrdSet {
  const groups = new Map<string, CrdGroup>();
  return {
    group(name) {
      const known = groups.get(name) ?? groupFrom(sources, name);
      groups.set(name, known);
      return known;
    },
  };
}

function groupFrom(sources: readonly (readonly ConfigFile[])[], group: string): CrdGroup {
  const byKind = new Map<string, Definition[]>();
  for (const files of sources) {
    const found = new Map<string, Definition[]>();
    for (const definition of files.flatMap((file) => [...definitionsIn(file, group)]))
      found.set(definition.kind, [...(found.get(definition.kind) ?? []), definition]);
    for (const [kind, definitions] of found) byKind.set(kind, definitions);
  }
  const kinds = new Map<string, CustomKind>();
  const ambiguous: CrdGroup['ambiguous'][number][] = [];
  for (const [kind, definitions] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [used, ...others] = [...definitions].sort((a, b) => comparePrecedence(b.precedence, a.precedence));
    if (used === undefined) continue;
    if (others.length > 0) ambiguous.push({ kind: `${group} ${kind}`, used: used.file, others: others.map(({ file }) => file) });
    // the other channel of the same release may serve versions that this one does not
    for (const { file, versions } of [used, ...others.filter(({ precedence }) => precedence[0] === used.precedence[0])])
      for (const version of versions) {
        const openApi = asMap(valueAt(version, 'schema', 'openAPIV3Schema'));
        const name = textAt(version, 'name');
        if (name === undefined || openApi === undefined || version['served'] === false) continue;
        const key = `${group}/${name}/${kind}`;
        if (!kinds.has(key)) kinds.set(key, { file, schema: customSchema(openApi), openApi });
      }
  }
  return { kinds, names: new Set(byKind.keys()), ambiguous };
}

function* definitionsIn({ path, text }: ConfigFile, group: string): Generator<Definition> {
  for (const part of text.split(/^---(?:[ \t].*)?$/m)) {
    if (!part.includes('CustomResourceDefinition')) continue;
    // a cheap look first
    const named = [...part.matchAll(/^\s*"?group"?:\s*["']?([^\s"',]+)/gm)].map((match) => match[1]);
    if (named.length > 0 && !named.includes(group)) continue;
    for (const document of parseAllDocuments(part, { prettyErrors: false, logLevel: 'silent' })) {
      if (document.errors.length > 0) continue;
      const value: unknown = document.toJS();
      const items = asList(valueAt(value, 'items'));
      for (const item of items.length > 0 ? items : [value]) {
        const definition = definitionOf(path, item);
        if (definition !== undefined && definition.group === group) yield definition;
      }
    }
  }
}

function definitionOf(file: string, value: unknown): Definition | undefined {
  const [group, kind] = [textAt(value, 'spec', 'group'), textAt(value, 'spec', 'names', 'kind')];
  if (textAt(value, 'kind') !== 'CustomResourceDefinition' || group === undefined || kind === undefined) return undefined;
  const annotations = valueAt(value, 'metadata', 'annotations');
  const release = textAt(annotations, 'gateway.networking.k8s.io/bundle-version') ?? '';
  const channel = textAt(annotations, 'gateway.networking.k8s.io/channel') === 'experimental' ? '0' : '1';
  return {
    file,
    group,
    kind,
    precedence: [release, channel, file],
    versions: asList(valueAt(value, 'spec', 'versions')).flatMap((version): PlainMap[] => {
      const map = asMap(version);
      return map === undefined ? [] : [map];
    }),
  };
}

function comparePrecedence(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const order = part.localeCompare(b[index] ?? '', 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return 0;
}
