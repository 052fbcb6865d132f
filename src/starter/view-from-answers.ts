import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import { type NameProblem, nameProblems, normalGitUrl, type RawNames } from './names.js';
import type { ClusterView, StarterViewBase } from './view.js';

/** Names that stand in for answers left open. They are listed in the README as the first thing to change. */
const defaults = {
  namespace: 'pilot',
  service: 'backend',
  caller: 'frontend',
  host: 'pilot.example.com',
  email: 'platform-team@example.com',
  gitRepository: 'https://git.example.com/platform/mesh-starter.git',
} as const;

/** Without names for them, no more clusters than this are written out: the rest are copies by the same pattern. */
const unnamedClusters = 6;

export interface StarterAnswers {
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly needs: Readonly<Record<string, NeedLevel>>;
  readonly alternative: StarterViewBase['alternative'];
  readonly catalogVersion: string;
  /** what the platform data say of the CNI */
  readonly enforcement: StarterViewBase['networkPolicyEnforcement'];
}

export type ViewResult =
  | { readonly kind: 'view'; readonly view: StarterViewBase }
  | { readonly kind: 'bad-names'; readonly problems: readonly NameProblem[] };

/** The view of a starter config, with defaults for what was not answered; or every name that cannot be used. */
export function viewFromAnswers(input: StarterAnswers): ViewResult {
  const { answers } = input;
  const clusters = clusterViews(answers);
  const names: RawNames = {
    namespace: textAnswer(answers, 'application-namespace') ?? defaults.namespace,
    service: textAnswer(answers, 'pilot-service') ?? defaults.service,
    caller: textAnswer(answers, 'pilot-caller') ?? defaults.caller,
    host: textAnswer(answers, 'public-host') ?? defaults.host,
    email: textAnswer(answers, 'contact-email') ?? defaults.email,
    gitRepository: textAnswer(answers, 'git-repository') ?? defaults.gitRepository,
    clusters: clusters.map(({ name }) => name),
    regions: [...new Set([...textAnswers(answers, 'region-names'), ...clusters.map(({ region }) => region)])],
  };
  const problems = nameProblems(names);
  if (problems.length > 0) return { kind: 'bad-names', problems };

  const gitops = choice(answers, 'gitops-tool', ['argo-cd', 'flux', 'none'], 'none');
  return {
    kind: 'view',
    view: {
      alternative: input.alternative,
      catalogVersion: input.catalogVersion,
      names: {
        namespace: names.namespace,
        service: names.service,
        caller: names.caller,
        host: names.host,
        email: names.email,
        monitoringNamespace: 'monitoring',
        trustDomain: 'cluster.local',
        gitRepository: normalGitUrl(names.gitRepository),
      },
      clusters,
      multiCluster: clusters.length > 1,
      regions: [...new Set(clusters.map(({ region }) => region))],
      distribution: textAnswer(answers, 'distribution') ?? 'other',
      cni: textAnswer(answers, 'cni') ?? 'other',
      gitops,
      certificateSource: choice(answers, 'certificate-source', ['cert-manager', 'vault', 'cloud-ca', 'own-files'], 'cert-manager'),
      crossClusterCalls: choice(answers, 'cross-cluster-calls', ['none', 'gateway-url', 'few-services', 'many-services'], 'none'),
      clusterNetwork: choice(answers, 'cluster-network', ['flat', 'separate', 'overlapping'], 'separate'),
      networkPolicyEnforcement: input.enforcement,
      needs: input.needs,
      placeholders: placeholders(answers, gitops, clusters),
    },
  };
}

function clusterViews(answers: Readonly<Record<string, AnswerValue>>): ClusterView[] {
  const given = textAnswers(answers, 'cluster-names');
  const regions = regionNames(answers);
  const wanted = Math.max(numberAnswer(answers, 'clusters') ?? 1, regions.length);
  const names =
    given.length > 0 ? given : Array.from({ length: Math.max(1, Math.min(wanted, unnamedClusters)) }, (_, index) => `cluster-${index + 1}`);
  const flat = answers['cluster-network'] === 'flat';
  return names.map((name, index) => ({
    name,
    region: regionOf(name, index, regions),
    network: flat ? 'network-1' : `network-${index + 1}`,
    number: index + 1,
    first: index === 0,
    others: names.filter((other) => other !== name),
  }));
}

/** The regions as answered, or `region-1`, `region-2`, … as many as were counted. */
function regionNames(answers: Readonly<Record<string, AnswerValue>>): readonly string[] {
  const given = [...new Set(textAnswers(answers, 'region-names'))];
  const count = Math.max(1, Math.min(numberAnswer(answers, 'regions') ?? 1, unnamedClusters));
  return given.length > 0 ? given : Array.from({ length: count }, (_, index) => `region-${index + 1}`);
}

/** The region that a cluster's name begins with (the longest), else the regions in turn. */
function regionOf(cluster: string, index: number, regions: readonly string[]): string {
  const named = regions.filter((region) => cluster === region || cluster.startsWith(`${region}-`)).sort((a, b) => b.length - a.length)[0];
  return named ?? regions[index % regions.length] ?? 'region-1';
}

function placeholders(
  answers: Readonly<Record<string, AnswerValue>>,
  gitops: string,
  clusters: readonly ClusterView[],
): StarterViewBase['placeholders'] {
  // an example that was taken over as it stood is as open as no answer: nobody owns example.com (RFC 2606)
  const open = (question: string, value: string, about: string) => {
    const answer = textAnswer(answers, question);
    return answer === undefined || /(?:^|[.@/])example\.com(?:[:/]|$)/.test(answer) ? [{ question, value: answer ?? value, about }] : [];
  };
  return [
    ...open('public-host', defaults.host, 'the public host name of the pilot'),
    ...open('contact-email', defaults.email, 'contact address for the certificate authority: ACME refuses example.com'),
    ...(gitops === 'none'
      ? []
      : open('git-repository', defaults.gitRepository, 'the Git repository that this folder is committed to').map((one) => ({
          ...one,
          value: normalGitUrl(one.value),
        }))),
    ...(clusters.length > 1 && clusters.every(({ name }) => /^cluster-\d+$/.test(name))
      ? [
          {
            question: 'cluster-names',
            value: clusters.map(({ name }) => name).join(', '),
            about: 'the names of the clusters: kubectl contexts, and cluster names in the GitOps tool',
          },
        ]
      : []),
    ...(clusters.length > 1 && clusters.every(({ region }) => /^region-\d+$/.test(region))
      ? [
          {
            question: 'region-names',
            value: [...new Set(clusters.map(({ region }) => region))].join(', '),
            about: 'the names of the regions: the value of the node label topology.kubernetes.io/region',
          },
        ]
      : []),
  ];
}

function textAnswer(answers: Readonly<Record<string, AnswerValue>>, question: string): string | undefined {
  const value = answers[question];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an answer that is a list, or a single text as a list of one; empty without an answer. */
function textAnswers(answers: Readonly<Record<string, AnswerValue>>, question: string): readonly string[] {
  const value = answers[question];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? [value] : [];
}

function numberAnswer(answers: Readonly<Record<string, AnswerValue>>, question: string): number | undefined {
  const value = answers[question];
  return typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : undefined;
}

function choice<Value extends string>(
  answers: Readonly<Record<string, AnswerValue>>,
  question: string,
  values: readonly Value[],
  otherwise: Value,
): Value {
  return values.find((value) => value === answers[question]) ?? otherwise;
}
