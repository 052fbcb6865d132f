import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, planFor, starterData } from './starter-fixture.js';

const data = starterData(['no-mesh']);

/** The values of a field of the metadata of all objects of a kind (with one name, if given), each once. */
function namesOf(files: ReturnType<typeof filesFor>, kind: string, field: 'name' | 'namespace', name?: string): string[] {
  const found = files
    .filter(({ path }) => path.endsWith('.yaml'))
    .flatMap(({ content }) => parseAllDocuments(content))
    .filter((document) => document.get('kind') === kind && (name === undefined || document.getIn(['metadata', 'name']) === name))
    .map((document) => String(document.getIn(['metadata', field])));
  return [...new Set(found)];
}
const alternative = 'no-mesh/kubernetes';

const everything: Readonly<Record<string, NeedLevel>> = Object.fromEntries(
  [
    'ingress-gateway',
    'ingress-tls',
    'traffic-split-weighted',
    'progressive-delivery',
    'golden-metrics-l7',
    'distributed-tracing',
    'locality-aware-routing',
    'node-encryption',
    'retries',
    'timeouts',
  ].map((need) => [need, 'must' as const]),
);
const topologies: Readonly<Record<string, Readonly<Record<string, AnswerValue>>>> = {
  'one cluster': { clusters: 1, regions: 1 },
  'two regions': { clusters: 2, regions: 2, 'cluster-names': ['eu-1', 'us-1'], 'cross-cluster-calls': 'gateway-url' },
};
const scopes: Readonly<Record<string, Readonly<Record<string, NeedLevel>>>> = { minimal: {}, 'everything on': everything };

describe('the no-mesh starter', () => {
  for (const [topology, topologyAnswers] of Object.entries(topologies)) {
    for (const gitops of ['argo-cd', 'flux', 'none']) {
      for (const [scope, needs] of Object.entries(scopes)) {
        for (const cni of ['cilium', 'flannel']) {
          it(`passes every check: ${topology}, GitOps ${gitops}, ${scope}, ${cni}`, () => {
            const files = filesFor(data, {
              alternative,
              needs,
              answers: { ...topologyAnswers, 'gitops-tool': gitops, cni, distribution: 'eks', protocols: ['http', 'grpc'] },
            });
            expect(checkStarter(files)).toEqual([]);
          });
        }
      }
    }
  }

  it('has no gateway, no certificates and no canary when nothing calls for them', () => {
    const paths = filesFor(data, { alternative, needs: {}, answers: {} }).map(({ path }) => path);
    expect(paths).toEqual([
      'README.md',
      'manifests/10-namespaces/kustomization.yaml',
      'manifests/10-namespaces/pilot.yaml',
      'network-policies/10-default-deny.yaml',
      'network-policies/20-allow-dns.yaml',
      'network-policies/30-allow-caller.yaml',
      'network-policies/50-allow-metrics.yaml',
      'network-policies/kustomization.yaml',
      'pilot/10-service.yaml',
      'pilot/20-caller.yaml',
      'pilot/kustomization.yaml',
      'verify.sh',
    ]);
  });

  it('is refused for a fleet without Kubernetes', () => {
    const result = planFor(data, { alternative, needs: {}, answers: { orchestrators: ['nomad', 'linux-vms'] } });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no Kubernetes') });
  });

  it('proves certificates by DNS where one host name leads to several clusters, by HTTP where it leads to one', () => {
    const needs = { 'ingress-tls': 'must' } as const;
    const issuer = (answers: Readonly<Record<string, AnswerValue>>) =>
      contentOf(filesFor(data, { alternative, needs, answers }), 'manifests/30-issuers/acme.yaml');
    expect(issuer({ clusters: 1 })).toContain('http01:');
    expect(issuer({ clusters: 2 })).not.toContain('http01:');
    expect(issuer({ clusters: 2, distribution: 'gke' })).toContain('cloudDNS:');
  });

  it('asks for no certificate of cert-manager when certificates come from elsewhere', () => {
    const files = filesFor(data, { alternative, needs: { 'ingress-tls': 'must' }, answers: { 'certificate-source': 'own-files' } });
    expect(files.some(({ path }) => path.includes('cert-manager') || path.includes('issuers'))).toBe(false);
    expect(contentOf(files, 'manifests/50-gateway/gateway.yaml')).not.toContain('cert-manager.io/cluster-issuer');
  });

  it.each([
    ['eks', 'AWSPCAClusterIssuer', 'helm/aws-privateca-issuer.values.yaml'],
    ['gke', 'GoogleCASClusterIssuer', 'helm/google-cas-issuer.values.yaml'],
  ])('has the certificate signed by the private CA of the cloud on %s', (distribution, kind, values) => {
    const answers = { 'certificate-source': 'cloud-ca', distribution };
    const files = filesFor(data, { alternative, needs: { 'ingress-tls': 'must' }, answers });
    expect(contentOf(files, 'manifests/35-cloud-issuer/issuer.yaml')).toContain(`kind: ${kind}`);
    expect(contentOf(files, 'manifests/35-cloud-issuer/certificate.yaml')).toContain(`kind: ${kind}`);
    expect(files.map(({ path }) => path)).toContain(values);
    const steps = contentOf(files, 'README.md');
    expect(steps.indexOf('kubectl apply --server-side -k manifests/35-cloud-issuer')).toBeLessThan(
      steps.indexOf('kubectl apply --server-side -k manifests/50-gateway'),
    );
  });

  it('asks Vault as the cluster that it is: one auth method for each where there are several', () => {
    const needs = { 'ingress-tls': 'must' } as const;
    const one = filesFor(data, { alternative, needs, answers: { 'certificate-source': 'vault' } });
    expect(contentOf(one, 'manifests/30-issuers/vault.yaml')).toContain('mountPath: /v1/auth/kubernetes\n');
    const two = filesFor(data, { alternative, needs, answers: { 'certificate-source': 'vault', 'cluster-names': ['eu', 'us'] } });
    expect(contentOf(two, 'clusters/eu/issuers/vault.yaml')).toContain('mountPath: /v1/auth/kubernetes-eu\n');
    expect(contentOf(two, 'clusters/us/issuers/vault.yaml')).toContain('mountPath: /v1/auth/kubernetes-us\n');
    expect(two.some(({ path }) => path.startsWith('manifests/30-issuers'))).toBe(false);
    const readme = contentOf(two, 'README.md');
    const issuers = readme.indexOf('-k "clusters/$CLUSTER/issuers"');
    expect(issuers).toBeGreaterThan(0);
    expect(issuers).toBeLessThan(readme.indexOf('-k manifests/50-gateway'));
  });

  it('leaves the certificate to the reader where the cloud has no issuer', () => {
    const answers = { 'certificate-source': 'cloud-ca', distribution: 'aks' };
    const files = filesFor(data, { alternative, needs: { 'ingress-tls': 'must' }, answers });
    expect(files.some(({ path }) => path.includes('cert-manager') || path.includes('issuer'))).toBe(false);
    expect(contentOf(files, 'README.md')).toContain('create secret tls public-tls');
  });

  it('denies everything by default in every namespace that it makes and something runs in', () => {
    const files = filesFor(data, { alternative, needs: everything, answers: {} });
    const made = namesOf(files, 'Namespace', 'name');
    const denied = namesOf(files, 'NetworkPolicy', 'namespace', 'default-deny');
    expect(made.filter((name) => !denied.includes(name))).toEqual(['ingress']);
  });

  it.each([
    ['istio-sidecar', ['allow-mesh.yaml', 'istio-permissive.yaml']],
    ['istio-ambient', ['allow-mesh.yaml', 'istio-permissive.yaml']],
    ['linkerd', ['allow-mesh.yaml']],
    ['consul', ['allow-mesh.yaml', 'consul-permissive.yaml']],
    ['app-mesh', []],
    ['open-service-mesh', []],
  ])('says how to leave %s, with the manifests for the time of both', (mesh, manifests) => {
    const files = filesFor(data, { alternative, needs: everything, answers: { 'current-mesh': mesh } });
    const inFolder = files.map(({ path }) => path).filter((path) => /^migration\/.*\.yaml$/.test(path) && !path.includes('kustomization'));
    expect(inFolder).toEqual(manifests.map((name) => `migration/${name}`));
    const notes = contentOf(files, 'migration/README.md');
    expect(notes.match(/^## From /gm)).toHaveLength(1);
    expect(notes).toContain('Step 4:');
    expect(contentOf(files, 'README.md')).toContain('read `migration/README.md` before step 1');
  });

  it('tries policies on EKS from a pod with an owner, since its plugin leaves all others alone', () => {
    const script = (distribution: string) => contentOf(filesFor(data, { alternative, needs: {}, answers: { distribution } }), 'verify.sh');
    expect(script('eks')).toContain('ownerReferences:');
    expect(script('gke')).not.toContain('ownerReferences:');
  });

  it('fixes no user on OpenShift, which gives each namespace users of its own', () => {
    const files = filesFor(data, { alternative, needs: everything, answers: { distribution: 'openshift' } });
    expect(files.filter(({ content }) => /runAsUser|runAsGroup|fsGroup/.test(content)).map(({ path }) => path)).toEqual([]);
  });

  it('prunes under a rolling sync exactly what the plan allows', () => {
    const answers = { 'gitops-tool': 'argo-cd', clusters: 2 };
    const set = contentOf(filesFor(data, { alternative, needs: everything, answers }), 'gitops/applicationset.yaml');
    const pruned = [...set.matchAll(/- step: (\S+)[\s\S]*?prune: (true|false)/g)]
      .filter(([, , prune]) => prune === 'true')
      .map(([, step]) => step);
    expect([...new Set(pruned)]).toEqual(['network-policies', 'telemetry', 'pilot']);
  });

  it('keeps Argo CD from deleting namespaces, issuers and gateways, and lets it prune policies', () => {
    const files = filesFor(data, { alternative, needs: everything, answers: { 'gitops-tool': 'argo-cd' } });
    const kept = (folder: string) => contentOf(files, `${folder}/kustomization.yaml`).includes('sync-options: Prune=false,Delete=false');
    expect(['manifests/10-namespaces', 'manifests/30-issuers', 'manifests/50-gateway'].map(kept)).toEqual([true, true, true]);
    expect(['network-policies', 'pilot'].map(kept)).toEqual([false, false]);
    const byHand = filesFor(data, { alternative, needs: everything, answers: {} });
    expect(contentOf(byHand, 'manifests/10-namespaces/kustomization.yaml')).not.toContain('argocd');
  });

  it('lets Flux wait for the pilot, but not for a Rollout, whose health Flux cannot read', () => {
    const pilot = (needs: Readonly<Record<string, NeedLevel>>) => {
      const steps = contentOf(
        filesFor(data, { alternative, needs, answers: { 'gitops-tool': 'flux' } }),
        'gitops/clusters/cluster-1/steps.yaml',
      );
      return parseAllDocuments(steps)
        .find((document) => document.getIn(['metadata', 'name']) === 'pilot')
        ?.getIn(['spec', 'wait']);
    };
    expect(pilot({})).toBe(true);
    expect(pilot(everything)).toBe(false);
  });

  it.each([
    ['ipv6', 'ipFamily: IPv6', '"[::]:4317"'],
    ['dual-stack', 'ipFamily: DualStack', '"[::]:4317"'],
  ])('listens on the addresses that the pods have: %s', (family, gateway, collector) => {
    const files = filesFor(data, { alternative, needs: everything, answers: { 'ip-families': family } });
    expect(contentOf(files, 'helm/envoy-gateway.values.yaml')).toContain(gateway);
    expect(contentOf(files, 'manifests/60-telemetry/collector.yaml')).toContain(collector);
  });

  it('says what a person does after a step, before the next', () => {
    const answers = { 'public-host': 'shop.acme.example' };
    const readme = contentOf(filesFor(data, { alternative, needs: { 'ingress-tls': 'must' }, answers }), 'README.md');
    expect(readme).toContain('Then: Point the DNS record of `shop.acme.example` at the address that the last command shows');
  });

  it('says first of all when network policies are not enforced, with the remedy', () => {
    const readme = contentOf(filesFor(data, { alternative, needs: {}, answers: { cni: 'flannel' }, enforced: 'no' }), 'README.md');
    expect(readme.split('\n').slice(2, 6).join('\n')).toMatch(
      /^> \*\*Network policies are not enforced[\s\S]*\*\*Before anything else:\*\* Install Flannel with `netpol.enabled=true`[^\n]* Then run/,
    );
    expect(contentOf(filesFor(data, { alternative, needs: {}, answers: {}, enforced: 'yes' }), 'README.md')).not.toContain('not enforced');
  });

  const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  it.skipIf(!shellcheck)('has a verify.sh without complaints of shellcheck', () => {
    for (const needs of [{}, everything]) {
      const script = contentOf(filesFor(data, { alternative, needs, answers: { cni: 'cilium' } }), 'verify.sh');
      const result = spawnSync('shellcheck', ['--shell=sh', '-'], { input: script, encoding: 'utf8' });
      expect(result.stdout).toBe('');
    }
  });
});
