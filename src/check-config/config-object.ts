import { asList, asMap, textAt } from '../document/plain-data.js';
import type { DocumentPath } from '../document/yaml-document.js';
import type { ManifestDocument } from './manifest-file.js';
import { groupOf } from './schema-registry.js';

/** One Kubernetes object with the place where it stands. */
export interface ConfigObject {
  readonly document: ManifestDocument;
  /** steps from the top of the document; not empty for the items of a List */
  readonly at: DocumentPath;
  readonly value: unknown;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** The objects of a document: itself, or the items of a `List`. Whether it has an apiVersion and a kind is checked before. */
export function objectsIn(document: ManifestDocument): ConfigObject[] {
  const { value } = document;
  if (isList(value))
    return asList(asMap(value)?.['items']).flatMap((item, index): ConfigObject[] => {
      const object = objectAt(document, ['items', index], item);
      return object === undefined ? [] : [object];
    });
  const object = objectAt(document, [], value);
  return object === undefined ? [] : [object];
}

/** Whether a value is a list of objects, as kubectl writes it: `List`, or `ConfigMapList` and the like. */
export function isList(value: unknown): boolean {
  return /List$/.test(textAt(value, 'kind') ?? '') && Array.isArray(asMap(value)?.['items']) && textAt(value, 'apiVersion') !== undefined;
}

/** What makes two objects one and the same for the API server. */
export function identityOf({ apiVersion, kind, namespace, name }: ConfigObject): string | undefined {
  return name === undefined ? undefined : [groupOf(apiVersion), kind, namespace ?? '', name].join('\u0000');
}

/** How an object is called in messages: `Deployment shop/orders`. */
export function objectName({ kind, namespace, name }: ConfigObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? '(no name)'}`;
}

function objectAt(document: ManifestDocument, at: DocumentPath, value: unknown): ConfigObject | undefined {
  const [apiVersion, kind] = [textAt(value, 'apiVersion'), textAt(value, 'kind')];
  if (apiVersion === undefined || kind === undefined) return undefined;
  return {
    document,
    at,
    value,
    apiVersion,
    kind,
    namespace: textAt(value, 'metadata', 'namespace'),
    name: textAt(value, 'metadata', 'name'),
  };
}
