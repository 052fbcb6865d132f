import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, planFor, starterData } from './starter-fixture.js';

const data = starterData(['no-mesh']);
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
