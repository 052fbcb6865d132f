import { conditionHolds, type Flags } from './flags.js';
import type { StarterPlan } from './plan-schema.js';
import type { StarterViewBase } from './view.js';

/** How the clusters of a starter config stand to each other, for a picture and for words. */
export interface Topology {
  /** independent: none needs another to serve. federated: services call services of other clusters through the mesh */
  readonly pattern: 'independent' | 'federated';
  readonly clusters: readonly { readonly name: string; readonly region: string }[];
  /** which cluster is in which region is an example, not an answer */
  readonly exampleRegions: boolean;
  /** what users' requests come in by, or undefined where the config has none */
  readonly entry: string | undefined;
  /** what runs in each cluster */
  readonly runs: string;
  /** what calls of other clusters come in by, or undefined where there are none or they go from pod to pod */
  readonly gateway: string | undefined;
  /** how calls cross clusters, or that they do not */
  readonly calls: string;
  /** undefined where nothing has a certificate */
  readonly trust: { readonly kind: 'own' | 'exchanged' | 'shared'; readonly words: string } | undefined;
  /** the tool that applies the config, as far as the config has files for one */
  readonly gitops: 'argo-cd' | 'flux' | 'none';
}

/**
 * The topology that a plan's files build; undefined for one cluster, or where the plan says nothing of it.
 * @param paths of the planned files
 */
export function topologyOf(plan: StarterPlan, view: StarterViewBase, flags: Flags, paths: readonly string[]): Topology | undefined {
  const { topology } = plan;
  if (topology === undefined || !view.multiCluster) return undefined;
  const applies = ({ when }: { readonly when: readonly string[] }) => conditionHolds(when, flags, `topology of ${plan.alternative}`);
  const join = topology.joins.find(applies);
  if (join === undefined) return undefined;
  const trust = topology.trust.find(applies);
  return {
    pattern: join.pattern,
    clusters: view.clusters.map(({ name, region }) => ({ name, region })),
    exampleRegions: view.regions.length > 1 && view.placeholders.some(({ question }) => question === 'region-names'),
    entry: topology.entry !== undefined && applies(topology.entry) ? topology.entry.title : undefined,
    runs: topology.runs,
    gateway: join.gateway,
    calls: join.calls,
    trust: trust === undefined ? undefined : { kind: trust.kind, words: trust.words },
    gitops: paths.some((path) => path.startsWith('gitops/')) ? view.gitops : 'none',
  };
}
