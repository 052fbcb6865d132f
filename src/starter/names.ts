/** A name from the answers that cannot be used in a starter config. */
export interface NameProblem {
  /** the question it answers */
  readonly question: string;
  readonly value: string;
  readonly message: string;
}

/** words that a YAML 1.1 reader (kubectl is one) takes for a boolean or null when they stand unquoted */
const yamlWords: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** namespaces that belong to the cluster or to a component of a starter config: a pilot must not live there */
const takenNamespaces: ReadonlySet<string> = new Set([
  'default',
  'argocd',
  'argo-rollouts',
  'aks-istio-system',
  'cert-manager',
  'consul',
  'consul-cni',
  'envoy-gateway-system',
  'flux-system',
  'gateway-system',
  'ingress',
  'istio-cni',
  'istio-eastwest',
  'istio-egress',
  'istio-ingress',
  'istio-node',
  'istio-system',
  'linkerd',
  'linkerd-cni',
  'linkerd-multicluster',
  'linkerd-viz',
  'monitoring',
  'observability',
  'opentelemetry-operator-system',
  'ztunnel',
]);

/** what Kubernetes and OpenShift keep for themselves */
const takenPrefix = /^(?:kube|openshift)-/;

/**
 * Names of things that charts, controllers and verify.sh make in the pilot's namespace, or that one flat list of services (Consul) already
 * has: a workload called the same would be taken for them, or would take their ServiceAccount.
 */
const takenWorkloads: ReadonlySet<string> = new Set([
  'canary-check',
  'consul',
  'default',
  'egress',
  'envoy',
  'ingress',
  'istio-eastwest',
  'istio-egress',
  'istio-ingress',
  'istio-node',
  'istiod',
  'kubernetes',
  'mesh-gateway',
  'public',
  'public-istio',
  'terminating-gateway',
  'waypoint',
  'ztunnel',
]);

/** labels and pods of verify.sh */
const takenWorkloadPrefix = /^(?:mesh-)?verify(?:-|$)/;

/** longest names of a called service and of a cluster: suffixes such as `-canary` and hash suffixes of pods must fit in 63 */
const workloadLength = 40;
/** with the longest name of a step and a hyphen it is the name of an Argo CD Application, which is a label value */
const clusterLength = 30;

/**
 * Why a text is no DNS label that is safe as a Kubernetes object name everywhere, or undefined when it is one.
 * Stricter than Kubernetes: it starts with a letter (Service names had to) and is no YAML word.
 * @param maxLength at most 63; less where suffixes such as `-v1` are added
 */
export function dnsLabelProblem(value: string, maxLength: number): string | undefined {
  if (value === '') return 'is empty';
  if (value.length > maxLength) return `is longer than ${maxLength} characters`;
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(value))
    return 'is not a DNS label: lower-case letters a-z, digits and hyphens, beginning with a letter and not ending with a hyphen';
  return yamlWords.has(value) ? 'is a word that YAML readers take for a boolean or null' : undefined;
}

/** Why a text is no public host name of at least two labels, or undefined when it is one. */
export function hostNameProblem(value: string): string | undefined {
  if (value.length > 253) return 'is longer than 253 characters';
  const labels = value.split('.');
  if (labels.length < 2) return 'is not a full host name, such as shop.example.com';
  if (!labels.every((label) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(label)))
    return 'is not a host name: labels of lower-case letters, digits and hyphens, separated by dots';
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? 'is an IP address or ends in a number: a host name is needed' : undefined;
}

/** Why a text is no plain e-mail address, or undefined when it is one. Quoted local parts and non-ASCII addresses are refused. */
export function emailProblem(value: string): string | undefined {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, Math.max(0, at));
  if (value.length > 254 || !/^[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/.test(local)) return 'is not a plain e-mail address';
  return hostNameProblem(value.slice(at + 1).toLowerCase()) === undefined ? undefined : 'is not a plain e-mail address';
}

/**
 * Why a text is no address of a Git repository, or undefined when it is one. `https://`, `ssh://` and `git@host:path` are
 * taken; a password inside, a query and `..` are refused.
 */
export function gitUrlProblem(value: string): string | undefined {
  if (value.length > 253) return 'is longer than 253 characters';
  if (/^[a-z+]+:\/\/[^/]*:[^/]*@/.test(value)) return 'contains a password or token: give the credentials to the GitOps tool, not to Git';
  const parts =
    /^(?:https:\/\/|ssh:\/\/(?:[a-z][-a-z0-9]*@)?|[a-z][-a-z0-9]*@(?=[^/:]+:[^/]))([A-Za-z0-9.-]+)(?::[0-9]{1,5})?[/:]([A-Za-z0-9._~/-]+)$/.exec(
      value,
    );
  const host = parts?.[1]?.toLowerCase();
  const path = parts?.[2];
  if (host === undefined || path === undefined || hostNameProblem(host) !== undefined)
    return 'is not the address of a Git repository, such as https://git.example.com/platform/mesh.git';
  return path.split('/').some((segment) => segment === '' || /^\.+$/.test(segment)) ? 'has an empty or dotted path segment' : undefined;
}

/** `git@host:path` as `ssh://git@host/path`, which Argo CD and Flux both take; all else unchanged. */
export function normalGitUrl(value: string): string {
  const scp = /^([a-z][-a-z0-9]*@[A-Za-z0-9.-]+):([^/].*)$/.exec(value);
  return scp === null ? value : `ssh://${scp[1]}/${scp[2]}`;
}

/** The names of a starter config as they come from the answers. */
export interface RawNames {
  readonly namespace: string;
  readonly service: string;
  readonly caller: string;
  readonly host: string;
  readonly email: string;
  readonly gitRepository: string;
  readonly clusters: readonly string[];
  readonly regions: readonly string[];
}

/** Everything that is wrong with the names of a starter config; empty when they can be used. */
export function nameProblems(names: RawNames): NameProblem[] {
  const problems: NameProblem[] = [];
  const add = (question: string, value: string, message: string | undefined) => {
    if (message !== undefined) problems.push({ question, value, message: `\`${question}\`: ${JSON.stringify(value)} ${message}` });
  };
  add('application-namespace', names.namespace, dnsLabelProblem(names.namespace, 63));
  if (takenNamespaces.has(names.namespace) || takenPrefix.test(names.namespace)) {
    add(
      'application-namespace',
      names.namespace,
      'belongs to the cluster or to a component of the starter config: choose another for the pilot',
    );
  }
  for (const [question, name] of [
    ['pilot-service', names.service],
    ['pilot-caller', names.caller],
  ] as const) {
    add(question, name, dnsLabelProblem(name, workloadLength));
    if (takenWorkloads.has(name) || takenWorkloadPrefix.test(name))
      add(question, name, 'is the name of something that the starter config or a controller makes: choose another for the pilot');
  }
  if (names.service === names.caller) add('pilot-caller', names.caller, 'is also the name of the called service: two names are needed');
  add('public-host', names.host, hostNameProblem(names.host));
  add('contact-email', names.email, emailProblem(names.email));
  add('git-repository', names.gitRepository, gitUrlProblem(names.gitRepository));
  for (const [index, cluster] of names.clusters.entries()) {
    add('cluster-names', cluster, dnsLabelProblem(cluster, clusterLength));
    if (names.clusters.indexOf(cluster) !== index) add('cluster-names', cluster, 'stands twice in the list');
    if (names.clusters.length > 1 && names.service.length <= workloadLength && names.service.length + 1 + cluster.length > 63)
      add('cluster-names', cluster, `and the pilot service ${JSON.stringify(names.service)} have more than 62 characters together`);
  }
  for (const region of names.regions) add('region-names', region, dnsLabelProblem(region, 63));
  return problems;
}
