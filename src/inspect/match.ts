import { type Cluster, type ClusterObject, describeObject, printable } from './cluster.js';
import type { ObjectPattern, Sign } from './recognition-schema.js';

/** A cluster with what belongs to its platform told apart. */
export interface Scene {
  readonly cluster: Cluster;
  isPlatform(namespace: string): boolean;
}

/**
 * Whether a sign is there.
 * @returns the objects that show it in words (none for what is shown by absence), or undefined when it is not there
 */
export function evidenceOf(sign: Sign, scene: Scene): readonly string[] | undefined {
  if ('some' in sign) {
    const found = matching(sign.some, scene);
    const [first] = found;
    return first === undefined ? undefined : [inWords(sign.some, first, found.length - 1)];
  }
  if ('none' in sign) return scene.cluster.complete.has(sign.none.kind) && matching(sign.none, scene).length === 0 ? [] : undefined;
  if ('not' in sign) return evidenceOf(sign.not, scene) === undefined ? [] : undefined;
  if ('any' in sign) {
    const seen = sign.any.map((one) => evidenceOf(one, scene)).filter((one) => one !== undefined);
    return seen.length === 0 ? undefined : [...new Set(seen.flat())];
  }
  const seen = sign.all.map((one) => evidenceOf(one, scene));
  return seen.every((one) => one !== undefined) ? [...new Set(seen.flat())] : undefined;
}

/** The objects that a pattern describes, in reading order. */
export function matching(pattern: ObjectPattern, { cluster, isPlatform }: Scene): ClusterObject[] {
  const matches = (source: string | undefined, value: string | undefined) =>
    source === undefined || (value !== undefined && new RegExp(source).test(value));
  const all = (patterns: Readonly<Record<string, string>>, values: Readonly<Record<string, string>>) =>
    Object.entries(patterns).every(([key, source]) => matches(source, values[key]));
  return cluster.objects.filter(
    (object) =>
      object.kind === pattern.kind &&
      matches(pattern.name, object.name) &&
      matches(pattern.namespace, object.namespace ?? '') &&
      !(pattern.application && isPlatform(object.kind === 'Namespace' ? object.name : (object.namespace ?? ''))) &&
      all(pattern.labels, object.labels) &&
      (pattern.labelKeys === undefined || Object.keys(object.labels).some((key) => matches(pattern.labelKeys, key))) &&
      all(pattern.annotations, object.annotations) &&
      Object.entries(pattern.fields).every(([path, source]) => (object.fields[path] ?? []).some((value) => matches(source, value))) &&
      !Object.entries(pattern.withoutFields).some(([path, source]) => (object.fields[path] ?? []).some((value) => matches(source, value))),
  );
}

/** `Node ip-10-0-1-7 and 11 more: spec.providerID aws:///eu-west-1a/i-0` */
function inWords(pattern: ObjectPattern, object: ClusterObject, others: number): string {
  const label = (key: string) => `label ${key}${object.labels[key] === '' ? '' : `=${object.labels[key] ?? ''}`}`;
  const byKey = pattern.labelKeys;
  const details = [
    ...Object.keys(pattern.labels).map(label),
    ...(byKey === undefined
      ? []
      : Object.keys(object.labels)
          .filter((key) => new RegExp(byKey).test(key))
          .sort()
          .slice(0, 1)
          .map(label)),
    ...Object.keys(pattern.annotations).map((key) => `annotation ${key}`),
    ...Object.entries(pattern.fields).map(
      ([path, source]) =>
        `${path.replaceAll('[]', '')} ${(object.fields[path] ?? []).find((value) => new RegExp(source).test(value)) ?? ''}`,
    ),
  ];
  return [`${describeObject(object)}${others === 0 ? '' : ` and ${others} more`}`, ...details.slice(0, 2).map(printable)].join(', ');
}
