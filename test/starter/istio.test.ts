import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import type { StarterFile } from '../../src/starter/plan.js';
import { contentOf, filesFor, starterData } from './starter-fixture.js';
import { objectsOf } from './starter-objects.js';

const data = starterData(['istio']);
const catalogText = readFileSync(join(import.meta.dirname, '../../catalog/findings.yaml'), 'utf8');
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
const modes = ['istio/sidecar', 'istio/ambient'] as const;
type Answers = Readonly<Record<string, AnswerValue>>;
type Needs = Readonly<Record<string, NeedLevel>>;

const must = (...needs: readonly string[]): Needs => Object.fromEntries(needs.map((need) => [need, 'must' as const]));
const everything = must(
  'authz-l7',
  'traffic-split-weighted',
  'routing-by-header',
  'timeouts',
  'circuit-breaking',
  'retry-budgets',
  'distributed-tracing',
  'access-logs',
  'golden-metrics-l7',
  'locality-aware-routing',
  'ingress-gateway',
  'ingress-tls',
  'egress-control',
  'external-ca',
);
const scopes: Readonly<Record<string, Needs>> = { minimal: {}, 'everything on': everything };
const topologies: Readonly<Record<string, Answers>> = {
  'one cluster': {},
  'two regions, one mesh': {
    clusters: 2,
    regions: 2,
    'cluster-names': ['eu-west', 'us-east'],
    'cross-cluster-calls': 'few-services',
    'cluster-network': 'separate',
    'beta-features': 'yes',
  },
  'two regions, independent': { clusters: 2, regions: 2, 'cluster-names': ['eu-west', 'us-east'], 'cross-cluster-calls': 'none' },
};
const platforms: Readonly<Record<string, Answers>> = {
  eks: { distribution: 'eks', cni: 'cilium' },
  gke: { distribution: 'gke', cni: 'gke-dataplane-v2' },
  openshift: { distribution: 'openshift', cni: 'ovn-kubernetes' },
};

function files(alternative: string, needs: Needs = {}, answers: Answers = {}): readonly StarterFile[] {
  return filesFor(data, { alternative, needs, answers });
}

/** The objects of a folder's files. */
const objects = (all: readonly StarterFile[], folder = '') => objectsOf(all, new RegExp(`^${folder}`));

const kinds = (all: readonly StarterFile[]) => objects(all).map(({ kind }) => kind);
const paths = (all: readonly StarterFile[]) => all.map(({ path }) => path);

describe('the Istio starter', () => {
  for (const alternative of modes) {
    for (const [topology, topologyAnswers] of Object.entries(topologies)) {
      for (const [scope, needs] of Object.entries(scopes)) {
        it(`passes every check: ${alternative}, ${topology}, ${scope}, on each platform and with each GitOps tool`, () => {
          for (const platform of Object.values(platforms)) {
            for (const gitops of ['argo-cd', 'flux', 'none']) {
              const made = files(alternative, needs, { ...topologyAnswers, ...platform, 'gitops-tool': gitops });
              expect(checkStarter(made)).toEqual([]);
            }
          }
        });
      }
    }

    it(`refuses plaintext in the pilot from the first day, and in the rest of the mesh by phases: ${alternative}`, () => {
      const made = files(alternative);
      expect(contentOf(made, 'pilot/40-peer-authentication.yaml')).toContain('mode: STRICT');
      expect(contentOf(made, 'manifests/40-mesh/peer-authentication.yaml')).toContain('mode: PERMISSIVE');
      expect(contentOf(made, 'README.md')).toContain('## From permissive to strict');
      expect(contentOf(made, 'verify.sh')).toContain("'plaintext from outside the mesh is refused'");
    });

    it(`lets nobody call the pilot but whom a policy names: ${alternative}`, () => {
      const policies = objects(files(alternative), 'pilot/').filter(({ kind }) => kind === 'AuthorizationPolicy');
      expect(policies.find(({ name }) => name === 'default-deny')?.body).toMatchObject({ spec: {} });
      expect(JSON.stringify(policies)).toContain('cluster.local/ns/pilot/sa/frontend');
    });

    it(`has no ingress, no certificates and no egress rules when nothing calls for them: ${alternative}`, () => {
      const made = paths(files(alternative));
      expect(made.filter((path) => /gateway\.yaml|cert-manager|issuers|egress|clusters\/|gitops\//.test(path))).toEqual([]);
    });

    it(`opens in network policies the ports that the catalog names, or lets the chart open them: ${alternative}`, () => {
      const id = `policies-and-${alternative === 'istio/ambient' ? 'ambient' : 'sidecar'}-ports`;
      const finding = catalogText.split(/^- id: /m).find((one) => one.startsWith(`${id}\n`)) ?? '';
      const named = new Set([...finding.matchAll(/\b15\d{3}\b/g)].map(([port]) => port));
      expect([...named]).toEqual(expect.arrayContaining(['15012', '15017']));
      const made = files(alternative, everything);
      const policies = made.filter(({ path }) => path.startsWith('network-policies/')).map(({ content }) => content);
      // istiod's webhook and metrics: the policy of the chart opens them
      const byChart = ['15014', '15017'];
      // for a mesh of both modes, which this is not
      const later = alternative === 'istio/sidecar' ? ['15008'] : [];
      for (const port of named) if (![...byChart, ...later].includes(port)) expect(policies.join('\n')).toContain(`port: ${port} `);
      if (alternative === 'istio/ambient') expect(policies.join('\n')).toContain('169.254.7.127/32');
      expect(contentOf(made, 'helm/istiod.values.yaml')).toMatch(/networkPolicy:\n.*\n {4}enabled: true/);
    });

    it(`names what a Helm values file changes at the place where the chart reads it: ${alternative}`, () => {
      const values = contentOf(files(alternative, everything, { distribution: 'gke' }), 'helm/istio-cni.values.yaml');
      // under a platform the flat key loses to the platform's own
      expect(values).toMatch(/^cni:\n(?:.*\n)*? {2}cniBinDir: \/home\/kubernetes\/bin$/m);
      expect(values).not.toMatch(/^cniBinDir/m);
    });

    it.skipIf(!shellcheck)(`has a verify.sh without complaints of shellcheck: ${alternative}`, () => {
      for (const answers of [{}, { distribution: 'openshift' }, topologies['two regions, one mesh'] ?? {}]) {
        const script = contentOf(files(alternative, everything, answers), 'verify.sh');
        expect(spawnSync('shellcheck', ['--shell=sh', '-'], { input: script, encoding: 'utf8' }).stdout).toBe('');
      }
    });
  }
});

describe('the ingress gateway', () => {
  it('is asked by Azure’s load balancer over TCP: its HTTP probe gets no 200 from a gateway', () => {
    for (const alternative of modes) {
      const gateway = (distribution: string) =>
        contentOf(files(alternative, must('ingress-gateway'), { distribution }), 'manifests/50-gateway/gateway.yaml');
      expect(gateway('aks')).toContain('service.beta.kubernetes.io/port_443_health-probe_protocol: tcp');
      expect(gateway('eks')).not.toContain('health-probe');
    }
  });
});

describe('waypoints in ambient mode', () => {
  it('are there only where a need reads requests', () => {
    expect(contentOf(files('istio/ambient'), 'manifests/10-namespaces/istio.yaml')).not.toContain('istio.io/use-waypoint');
    expect(paths(files('istio/ambient'))).not.toContain('pilot/30-waypoint.yaml');
    expect(paths(files('istio/ambient', must('mtls-enforced', 'authz-l4-identity')))).not.toContain('pilot/30-waypoint.yaml');
    for (const need of ['authz-l7', 'traffic-split-weighted', 'timeouts', 'golden-metrics-l7', 'grpc-per-request-lb'])
      expect(paths(files('istio/ambient', must(need)))).toContain('pilot/30-waypoint.yaml');
  });

  it('cannot be gone round: pods admit the waypoint only, and calls from the ingress gateway pass it too', () => {
    const made = files('istio/ambient', must('authz-l7', 'ingress-gateway'));
    const ztunnel = objects(made, 'pilot/50').find(({ name }) => name.endsWith('only-through-waypoint'));
    expect(JSON.stringify(ztunnel?.body)).toContain('"principals":["cluster.local/ns/pilot/sa/waypoint"]');
    expect(contentOf(made, 'manifests/10-namespaces/istio.yaml')).toContain('istio.io/ingress-use-waypoint: "true"');
    expect(contentOf(made, 'verify.sh')).toContain("'the caller cannot go round the waypoint'");
  });

  it('leave no rule on methods or paths to ztunnel, which would turn it into a denial', () => {
    for (const needs of [{}, everything]) {
      const bySelector = objects(files('istio/ambient', needs), 'pilot/').filter(
        ({ kind, body }) => kind === 'AuthorizationPolicy' && JSON.stringify(body).includes('"selector"'),
      );
      expect(JSON.stringify(bySelector)).not.toMatch(/"methods"|"paths"/);
    }
  });
});

describe('Istio over several clusters', () => {
  const mesh = topologies['two regions, one mesh'] ?? {};

  it('puts into a cluster’s own files only names, networks and its own CA', () => {
    for (const alternative of modes) {
      const made = files(alternative, everything, mesh);
      const of = (cluster: string) =>
        made
          .filter(({ path }) => path.startsWith(`clusters/${cluster}/`))
          .map(({ path, content }) => [path.replaceAll(cluster, 'CLUSTER'), content.replaceAll(cluster, 'CLUSTER')]);
      expect(of('eu-west').length).toBeGreaterThan(0);
      expect(of('eu-west')).toEqual(of('us-east'));
    }
  });

  it('has one root for all clusters, whose key stands in no file and in no cluster', () => {
    for (const alternative of modes) {
      const made = files(alternative, {}, mesh);
      expect(contentOf(made, 'clusters/eu-west/mesh-ca/cacerts.yaml')).toContain('secretName: cacerts');
      expect(contentOf(made, 'manifests/20-mesh-root/issuer.yaml')).not.toContain('selfSigned');
      expect(contentOf(made, 'README.md')).toContain('pathlen:1');
      expect(contentOf(made, 'verify.sh')).toContain('the root of trust is the same in');
      expect(kinds(made)).not.toContain('Secret');
    }
  });

  it('lets only health checks and mesh TLS into the east-west gateway, not the ports of the control plane', () => {
    const policy = contentOf(files('istio/sidecar', {}, mesh), 'network-policies/85-istio-eastwest.yaml');
    const way = policy.slice(policy.indexOf('name: allow-east-west'));
    expect([...way.matchAll(/port: (\d+)/g)].map(([, port]) => port)).toEqual(['15443', '15021']);
  });

  it('sends to another cluster only while no endpoint of the own one is healthy', () => {
    const rule = contentOf(files('istio/sidecar', {}, mesh), 'pilot/70-traffic-policy.yaml');
    const order = [...rule.matchAll(/^ {10}- (topology\S+)$/gm)].map(([, label]) => label);
    expect(order.slice(0, order.length / 2)).toEqual(['topology.kubernetes.io/region', 'topology.istio.io/cluster']);
    expect(rule).toContain('outlierDetection:');
    const namespace = contentOf(files('istio/ambient', {}, mesh), 'manifests/10-namespaces/istio.yaml');
    expect(namespace).toContain('networking.istio.io/traffic-distribution: PreferClose');
  });

  it('says that ambient across clusters is beta, and leaves it out where beta is ruled out', () => {
    expect(contentOf(files('istio/ambient', {}, mesh), 'README.md')).toContain('**Ambient mode across clusters is beta.**');
    const made = files('istio/ambient', {}, { ...mesh, 'beta-features': 'no' });
    expect(contentOf(made, 'README.md')).toContain('**The clusters are not joined into one mesh.**');
    expect(paths(made).some((path) => path.includes('east-west'))).toBe(false);
  });

  it('has no east-west gateway where clusters do not call one another', () => {
    for (const alternative of modes)
      expect(paths(files(alternative, everything, topologies['two regions, independent'])).some((path) => /east-?west/.test(path))).toBe(
        false,
      );
  });
});

describe('the CA of the mesh', () => {
  it('comes from Vault, from a cloud’s CA or from a root in the cluster, as answered', () => {
    const issuer = (answers: Answers) => files('istio/sidecar', must('external-ca'), answers);
    expect(contentOf(issuer({ 'certificate-source': 'vault' }), 'manifests/20-mesh-root/issuer.yaml')).toContain(
      'path: pki_mesh/root/sign-intermediate',
    );
    expect(contentOf(issuer({ 'certificate-source': 'cloud-ca', distribution: 'eks' }), 'manifests/25-mesh-ca/cacerts.yaml')).toContain(
      'kind: AWSPCAClusterIssuer',
    );
    expect(contentOf(issuer({ 'certificate-source': 'cloud-ca', distribution: 'gke' }), 'manifests/25-mesh-ca/cacerts.yaml')).toContain(
      'kind: GoogleCASClusterIssuer',
    );
    expect(contentOf(issuer({}), 'manifests/20-mesh-root/issuer.yaml')).toContain('selfSigned');
    const aws = issuer({ 'certificate-source': 'cloud-ca', distribution: 'eks' });
    expect(contentOf(aws, 'manifests/20-mesh-root/issuer.yaml')).toContain('kind: AWSPCAClusterIssuer');
    expect(contentOf(aws, 'README.md')).toContain('acm-pca:IssueCertificate');
  });
});

describe('Vault as the root of several clusters', () => {
  it('is asked by each cluster through a login of its own', () => {
    const made = files('istio/ambient', {}, { ...topologies['two regions, one mesh'], 'certificate-source': 'vault' });
    expect(contentOf(made, 'clusters/eu-west/mesh-root/issuer.yaml')).toContain('mountPath: /v1/auth/kubernetes-eu-west');
    expect(contentOf(made, 'clusters/us-east/mesh-root/issuer.yaml')).toContain('mountPath: /v1/auth/kubernetes-us-east');
    expect(paths(made)).not.toContain('manifests/20-mesh-root/issuer.yaml');
    expect(contentOf(made, 'README.md')).toContain('audience=vault://mesh-root');
  });
});

describe('a way from another mesh to Istio', () => {
  it('has an opening for callers that have not moved, fenced by a label, that no step applies', () => {
    for (const alternative of modes) {
      for (const mesh of ['app-mesh', 'open-service-mesh', 'linkerd', 'consul']) {
        const made = files(alternative, {}, { 'current-mesh': mesh });
        const opening = contentOf(made, 'migration/coexistence/allow-callers.yaml');
        expect(opening).toContain('mode: PERMISSIVE');
        expect(opening).toContain('migration: caller');
        const readme = contentOf(made, 'README.md');
        expect(readme).not.toContain('-k migration/');
        expect(contentOf(made, 'migration/README.md')).toMatch(/^Back(?:, per namespace)?: /m);
      }
      expect(paths(files(alternative)).some((path) => path.startsWith('migration/'))).toBe(false);
    }
  });

  it('weakens or cuts off nothing of an Istio that runs today: no mesh-wide PERMISSIVE, no default deny around its control plane', () => {
    for (const alternative of modes) {
      for (const mesh of ['istio-sidecar', 'istio-ambient']) {
        const made = paths(files(alternative, everything, { 'current-mesh': mesh }));
        expect(made).not.toContain('manifests/40-mesh/peer-authentication.yaml');
        expect(made).not.toContain('network-policies/80-istio-system.yaml');
        expect(made).toContain('migration/README.md');
      }
    }
  });

  it('lets sidecars past the waypoint only on the way from sidecars to ambient', () => {
    const opening = 'migration/from-sidecars/allow-sidecar-callers.yaml';
    expect(paths(files('istio/ambient', must('authz-l7'), { 'current-mesh': 'istio-sidecar' }))).toContain(opening);
    expect(paths(files('istio/ambient', must('authz-l7')))).not.toContain(opening);
    expect(paths(files('istio/ambient', {}, { 'current-mesh': 'istio-sidecar' }))).not.toContain(opening);
  });
});
