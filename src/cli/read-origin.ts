import { basename } from 'node:path';
import { recognition } from '../generated/recognition.js';
import { type Cluster, printable } from '../inspect/cluster.js';
import { kubectlOnPath } from '../inspect/kubectl.js';
import { readCluster } from '../inspect/read-cluster.js';
import { readDump } from '../inspect/read-dump.js';

/** Where a cluster is read from. */
export type ClusterOrigin =
  /** through kubectl; undefined is its current context */
  { readonly kind: 'context'; readonly context: string | undefined } | { readonly kind: 'dump'; readonly path: string };

export interface ReadOrigin {
  readonly cluster: Cluster;
  /** `context prod, read through kubectl` */
  readonly origin: string;
  /** what was not looked at */
  readonly gaps: readonly string[];
  /** what was run, one line each */
  readonly log: readonly string[];
}

/**
 * Reads a cluster or a dump.
 * @throws ClusterUnreadableError
 */
export async function readOrigin(origin: ClusterOrigin, env: Readonly<Record<string, string | undefined>>): Promise<ReadOrigin> {
  if (origin.kind === 'dump') {
    const { cluster, secrets } = readDump(recognition, origin.path);
    const missing = recognition.calls.map(({ kind }) => kind).filter((kind) => !cluster.complete.has(kind));
    return {
      cluster,
      origin: `dump ${printable(basename(origin.path))}`,
      gaps: [
        ...(secrets === 0
          ? []
          : [`${secrets === 1 ? 'A Secret' : `${secrets} Secrets`} in the dump: passed over unread. Better leave Secrets out of it.`]),
        ...(missing.length === 0 ? [] : [`Not in the dump, or none of them: ${[...new Set(missing)].join(', ')}.`]),
      ],
      log: [],
    };
  }
  const { cluster, calls } = await readCluster(recognition, kubectlOnPath(env), origin.context);
  const refused = calls.filter(({ problem }) => problem !== undefined);
  return {
    cluster,
    origin: `${origin.context === undefined ? 'the current context' : `context ${printable(origin.context)}`}, read through kubectl`,
    gaps: refused.length === 0 ? [] : [`Not allowed to read: ${[...new Set(refused.map(({ kind }) => kind))].join(', ')}.`],
    log: calls.map(({ command, problem }) => `${problem === undefined ? 'read' : problem}: ${command}`),
  };
}

/** A name for answers from there. */
export function originName(origin: ClusterOrigin): string {
  const name = origin.kind === 'dump' ? basename(origin.path).replace(/\.(ya?ml|json)$/, '') : (origin.context ?? 'current-context');
  return printable(name) === '' ? 'cluster' : printable(name);
}
