/** One object of a cluster, reduced to what the recognition rules look at. */
export interface ClusterObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** only those that some rule names */
  readonly annotations: Readonly<Record<string, string>>;
  /** values at the paths that some rule names */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** What was read of a cluster. */
export interface Cluster {
  /** sorted by kind, namespace and name */
  readonly objects: readonly ClusterObject[];
  /** kinds of which every object was read, so that "there is none" can be said */
  readonly complete: ReadonlySet<string>;
}

/** `DaemonSet kube-system/calico-node`, without anything that could steer a terminal. */
export function describeObject(object: ClusterObject): string {
  return printable(`${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`);
}

/** Text from a cluster on one line, at most 80 characters, without control or direction characters. */
export function printable(text: string): string {
  const plain = text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]+/gu, ' ');
  return plain.length > 80 ? `${plain.slice(0, 77)}...` : plain;
}

/** Kind, namespace, name: the order in which everything is looked at and told, whatever order it was read in. */
export function inReadingOrder(objects: readonly ClusterObject[]): ClusterObject[] {
  const key = (object: ClusterObject) => [object.kind, object.namespace ?? '', object.name].join('\u0000');
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
