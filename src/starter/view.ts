import type { NeedLevel } from '../condition/condition.js';
import type { Pin } from './plan-schema.js';

/** One Kubernetes cluster of the starter config. */
export interface ClusterView {
  readonly name: string;
  readonly region: string;
  /** name of the network it is on: clusters on one flat network share it */
  readonly network: string;
  /** 1, 2, … in the order answered */
  readonly number: number;
  readonly first: boolean;
  /** all clusters but this one */
  readonly others: readonly string[];
}

/** One step of the installation, ready to print. */
export interface StepView {
  readonly name: string;
  /** 1, 2, … in the order of installation */
  readonly number: number;
  /** 0 for what depends on nothing, else one more than the latest of its dependencies (Argo CD sync wave) */
  readonly wave: number;
  readonly kind: 'chart' | 'folder' | 'bundle';
  readonly title: string;
  /** folder of this config (or of the bundle's repository); '' for a chart */
  readonly path: string;
  readonly dependsOn: readonly string[];
  readonly prune: boolean;
  /** may Flux wait until all objects of the step are healthy? */
  readonly wait: boolean;
  /** '' where it is no chart */
  readonly namespace: string;
  /** '' where there is no pin */
  readonly pin: string;
  readonly version: string;
  /** chart: name in the repository, repository without `oci://`, and whether it is an OCI registry; bundle: the Git repository */
  readonly chart: string;
  readonly repository: string;
  readonly oci: boolean;
  /** paths of the values files of this cluster, later ones win */
  readonly values: readonly string[];
  /** the ConfigMaps that hold those values under Flux; per-cluster ones are optional */
  readonly valueMaps: readonly { readonly name: string; readonly optional: boolean }[];
  /** the Flux Kustomizations that make those ConfigMaps */
  readonly valueFolderSteps: readonly string[];
  /** shell commands; with several clusters they use "$CLUSTER" as kubectl context and as folder name */
  readonly commands: readonly string[];
  readonly check: readonly string[];
  /** what a person does before the next step; '' for nothing */
  readonly next: string;
  readonly rollback: readonly string[];
  readonly ignoreDifferences: readonly {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly jsonPointers: readonly string[];
    readonly jqPathExpressions: readonly string[];
  }[];
}

/** All that a starter template may use. Names are validated before they get here. */
export interface StarterView {
  readonly alternative: { readonly id: string; readonly candidate: string; readonly variant: string; readonly title: string };
  readonly catalogVersion: string;
  readonly names: {
    /** namespace of the pilot application */
    readonly namespace: string;
    /** the service of the pilot that is called, and its caller (both also name the ServiceAccount and the `app` label) */
    readonly service: string;
    readonly caller: string;
    /** public host name of the pilot */
    readonly host: string;
    /** contact address for ACME */
    readonly email: string;
    readonly monitoringNamespace: string;
    readonly trustDomain: string;
    readonly gitRepository: string;
  };
  readonly clusters: readonly ClusterView[];
  readonly multiCluster: boolean;
  readonly distribution: string;
  readonly cni: string;
  readonly gitops: 'argo-cd' | 'flux' | 'none';
  readonly certificateSource: 'cert-manager' | 'vault' | 'cloud-ca' | 'own-files';
  readonly crossClusterCalls: 'none' | 'gateway-url' | 'few-services' | 'many-services';
  readonly clusterNetwork: 'flat' | 'separate' | 'overlapping';
  /** does the CNI enforce NetworkPolicies, as far as the answers say */
  readonly networkPolicyEnforcement: {
    readonly enforced: 'yes' | 'no' | 'if-enabled' | 'unknown';
    readonly note: string;
    readonly remedy: string;
  };
  readonly needs: Readonly<Record<string, NeedLevel>>;
  readonly flags: Readonly<Record<string, boolean>>;
  /** pin id (`istio-base`, `cert-manager`) → version and where to get it */
  readonly pins: Readonly<Record<string, Pin>>;
  /** the cluster of a file that is written once per cluster; in all others the first */
  readonly cluster: ClusterView;
  /** answers that were left open and stand in the files as an example: to change first */
  readonly placeholders: readonly { readonly question: string; readonly value: string; readonly about: string }[];
  /** names of the regions, in the order of the clusters */
  readonly regions: readonly string[];
  /** the steps of the installation, in order, for `cluster` */
  readonly steps: readonly StepView[];
  /** set in files that are written once per chart step */
  readonly step: StepView;
  /** every step of every cluster, in the order of a rollout over clusters; `rollout` names its place (`1-0`) */
  readonly clusterSteps: readonly { readonly cluster: ClusterView; readonly step: StepView; readonly rollout: string }[];
  /** the places of {@link clusterSteps}, each once, in order */
  readonly rollouts: readonly string[];
  /** the repositories of all charts and bundles, each once, without `oci://` */
  readonly chartRepositories: readonly string[];
  /** folders with Helm values that Flux turns into ConfigMaps: `helm`, `clusters/<cluster>/helm` */
  readonly valueFolders: readonly string[];
  /** the planned files, for indexes (README, kustomization) */
  readonly files: readonly { readonly path: string; readonly about: string }[];
}

/** What the answers alone give; the engine adds flags, steps and files. */
export type StarterViewBase = Omit<
  StarterView,
  'flags' | 'pins' | 'cluster' | 'steps' | 'step' | 'clusterSteps' | 'rollouts' | 'chartRepositories' | 'valueFolders' | 'files'
>;
