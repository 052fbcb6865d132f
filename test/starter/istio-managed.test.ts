import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { configChecker } from '../../src/check-config/check-config.js';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { describeProblem } from '../../src/document/problem.js';
import * as builtIn from '../../src/generated/schemas/index.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, planFor, starterData } from './starter-fixture.js';

const data = starterData(['istio']);
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
const check = configChecker({ builtIn, crds: [], values: undefined, ignoreUnknownKinds: true });
type Answers = Readonly<Record<string, AnswerValue>>;

const wanted: Readonly<Record<string, NeedLevel>> = { 'managed-offering': 'must' };
const all: Readonly<Record<string, NeedLevel>> = {
  ...wanted,
  'authz-l7': 'must',
  'circuit-breaking': 'must',
  'retry-budgets': 'must',
  'distributed-tracing': 'must',
  'access-logs': 'must',
  'ingress-gateway': 'must',
  'egress-control': 'must',
  'external-ca': 'must',
};
const two: Answers = { clusters: 2, regions: 2, 'cluster-names': ['eu-west', 'us-east'], 'cross-cluster-calls': 'few-services' };

function managed(distribution: string, needs: Readonly<Record<string, NeedLevel>> = wanted, answers: Answers = {}, mode = 'sidecar') {
  return filesFor(data, { alternative: `istio/${mode}`, needs, answers: { distribution, ...answers } });
}

describe('a managed Istio', () => {
  for (const [distribution, mode] of [
    ['aks', 'sidecar'],
    ['gke', 'sidecar'],
    ['openshift', 'sidecar'],
    ['openshift', 'ambient'],
  ] as const) {
    it(`passes every check: ${distribution}, ${mode}, minimal and everything on, with each GitOps tool`, () => {
      for (const gitops of ['argo-cd', 'flux', 'none'])
        for (const needs of [wanted, all])
          for (const topology of [{}, two])
            expect(checkStarter(managed(distribution, needs, { ...topology, 'gitops-tool': gitops }, mode))).toEqual([]);
    });

    it(`has only objects that check-config finds valid, but for kinds that the platform alone defines: ${distribution}, ${mode}`, async () => {
      const made = managed(distribution, all, { ...two, 'gitops-tool': 'flux' }, mode).filter(({ path }) => path.endsWith('.yaml'));
      const report = await check({
        files: made.map(({ path, content }) => ({ path, relative: path, text: content })),
        allPaths: made.map(({ path }) => path),
      });
      expect(report.problems.map(describeProblem)).toEqual([]);
      const ofPlatform = /^(?:sailoperator\.io|operators\.coreos\.com|cas-issuer\.jetstack\.io)\/\S+ \w+: no schema/;
      expect(report.notes.filter((note) => !ofPlatform.test(note))).toEqual([]);
    });

    it(`has no chart of Istio beside the platform's control plane: ${distribution}, ${mode}`, () => {
      for (const gitops of ['argo-cd', 'none']) {
        const made = managed(distribution, all, { ...two, 'gitops-tool': gitops }, mode);
        const texts = made.filter(({ path }) => path !== 'migration/README.md').map(({ content }) => content);
        expect(texts.join('\n')).not.toContain('istio-release/charts');
        expect(made.filter(({ path }) => /helm\/(?:istio|ztunnel)/.test(path))).toEqual([]);
      }
    });

    it(`keeps the pilot's policies: ${distribution}, ${mode}`, () => {
      const made = managed(distribution, all, {}, mode);
      expect(contentOf(made, 'pilot/40-peer-authentication.yaml')).toContain('mode: STRICT');
      expect(contentOf(made, 'pilot/50-authorization.yaml')).toContain('spec: {}');
      expect(contentOf(made, 'README.md')).toContain('## The way in');
    });

    it.skipIf(!shellcheck)(`has a verify.sh without complaints of shellcheck: ${distribution}, ${mode}`, () => {
      const made = managed(distribution, all, {}, mode);
      const script = contentOf(made, 'verify.sh');
      expect(spawnSync('shellcheck', ['--shell=sh', '-'], { input: script, encoding: 'utf8' }).stdout).toBe('');
    });
  }

  it('is what the answers ask for: a team that runs Istio itself on the same platform gets the charts', () => {
    for (const distribution of ['aks', 'gke', 'openshift']) {
      const made = filesFor(data, { alternative: 'istio/sidecar', needs: { 'managed-offering': 'nice' }, answers: { distribution } });
      expect(made.map(({ path }) => path)).toContain('helm/istiod.values.yaml');
      expect(contentOf(made, 'README.md')).not.toContain('## The way in');
    }
  });

  it('is not to be had everywhere: on EKS the charts are installed', () => {
    expect(managed('eks').map(({ path }) => path)).toContain('helm/istiod.values.yaml');
  });

  it('is refused in ambient mode where the platform has none, with the reason and where it stands', () => {
    for (const [distribution, source] of [
      ['aks', 'https://learn.microsoft.com/azure/aks/istio-about'],
      ['gke', 'https://docs.cloud.google.com/service-mesh/'],
    ] as const) {
      const result = planFor(data, { alternative: 'istio/ambient', needs: wanted, answers: { distribution } });
      expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(source) });
    }
  });
});

describe('the Istio add-on of AKS', () => {
  it('names one revision everywhere: in the command, the namespace, the ConfigMap', () => {
    const revision = data.pins['istio-aks-revision']?.version ?? '';
    const made = managed('aks', all);
    expect(contentOf(made, 'README.md')).toContain(`--revision ${revision}`);
    expect(contentOf(made, 'manifests/10-namespaces/istio.yaml')).toContain(`istio.io/rev: ${revision}`);
    expect(contentOf(made, 'manifests/35-mesh-config/mesh-config.yaml')).toContain(`name: istio-shared-configmap-${revision}`);
    expect(made.some(({ content }) => content.includes('istio.io/rev: stable'))).toBe(false);
  });

  it('splits calls between services by a VirtualService, since it has no routes of the Gateway API there', () => {
    const made = managed('aks');
    expect(contentOf(made, 'pilot/60-route.yaml')).toContain('kind: VirtualService');
    expect(contentOf(made, 'verify.sh')).toContain('get virtualservices.networking.istio.io');
  });

  it('lets traffic in through the gateway of the add-on, with a certificate where that gateway looks for it', () => {
    const made = managed('aks', all);
    const gateway = contentOf(made, 'manifests/50-gateway/gateway.yaml');
    expect(gateway).toContain('istio: aks-istio-ingressgateway-external');
    expect(gateway).toMatch(/kind: Certificate\nmetadata:\n {2}name: public-tls\n {2}namespace: aks-istio-ingress/);
    expect(contentOf(made, 'README.md')).toContain('az aks mesh enable-ingress-gateway');
    expect(contentOf(made, 'network-policies/50-allow-ingress.yaml')).toContain('kubernetes.io/metadata.name: aks-istio-ingress');
    expect(contentOf(made, 'pilot/50-authorization.yaml')).toContain('namespaces: [aks-istio-ingress]');
    // cert-manager does not start with support of a Gateway API that is not there
    expect(contentOf(made, 'helm/cert-manager.values.yaml')).not.toContain('gatewayAPI');
  });

  it('opens the way to its own istiod, and makes no namespace of the platform', () => {
    const made = managed('aks', all);
    expect(contentOf(made, 'network-policies/40-allow-istio.yaml')).toContain('kubernetes.io/metadata.name: aks-istio-system');
    expect(made.map(({ path }) => path)).not.toContain('network-policies/80-istio-system.yaml');
    expect(contentOf(made, 'manifests/10-namespaces/istio.yaml')).not.toContain('istio-system');
  });

  it('joins no clusters, and says so', () => {
    const made = managed('aks', wanted, two);
    expect(contentOf(made, 'README.md')).toContain('**The clusters are not joined into one mesh.**');
    expect(made.some(({ path }) => /east-?west|mesh-ca/.test(path))).toBe(false);
  });
});

describe('Cloud Service Mesh', () => {
  it('needs a gateway of the team’s own, with a certificate whose challenge is answered by DNS', () => {
    const made = managed('gke', all);
    expect(contentOf(made, 'manifests/50-gateway/gateway.yaml')).toContain('inject.istio.io/templates: gateway');
    expect(contentOf(made, 'manifests/30-issuers/acme.yaml')).toContain('dns01:');
    expect(contentOf(made, 'manifests/10-namespaces/istio.yaml')).toContain('istio-injection: enabled');
  });

  it('leaves out what its control plane does not take', () => {
    const rule = contentOf(managed('gke', all, two), 'pilot/70-traffic-policy.yaml');
    expect(rule).not.toMatch(/localityLbSetting|retryBudget/);
  });

  it('links the clusters of a fleet by its own setting, without remote secrets', () => {
    const made = managed('gke', wanted, two);
    expect(contentOf(made, 'manifests/35-mesh-config/mesh-config.yaml')).toContain('multicluster_mode: connected');
    expect(contentOf(made, 'README.md')).not.toContain('create-remote-secret');
  });
});

describe('OpenShift Service Mesh', () => {
  it('is resources of the operator: Istio, IstioCNI and, in ambient mode, ZTunnel', () => {
    const sidecar = contentOf(managed('openshift'), 'manifests/30-service-mesh/service-mesh.yaml');
    const ambient = contentOf(managed('openshift', wanted, {}, 'ambient'), 'manifests/30-service-mesh/service-mesh.yaml');
    expect(sidecar).toContain('kind: IstioCNI');
    expect(sidecar).not.toContain('kind: ZTunnel');
    expect(ambient).toContain('kind: ZTunnel');
    expect(ambient).toContain('trustedZtunnelNamespace: ztunnel');
    expect(ambient).toContain('type: InPlace');
  });

  it('joins clusters in sidecar mode through gateways that istiod makes', () => {
    const made = managed('openshift', wanted, two);
    expect(contentOf(made, 'clusters/eu-west/east-west/gateway.yaml')).toContain('gateway.istio.io/listener-protocol: auto-passthrough');
    expect(contentOf(made, 'clusters/eu-west/service-mesh/service-mesh.yaml')).toContain('clusterName: "eu-west"');
    expect(contentOf(made, 'clusters/eu-west/mesh-ca/cacerts.yaml')).toContain('secretName: cacerts');
  });
});
