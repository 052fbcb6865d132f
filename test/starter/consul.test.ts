import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, planFor, starterData } from './starter-fixture.js';
import { at, listAt, migrationOf, objectsOf } from './starter-objects.js';

const data = starterData(['consul']);
const editions = ['consul/community', 'consul/enterprise'] as const;
const [free, paid] = editions;

const must = (...needs: readonly string[]): Record<string, NeedLevel> => Object.fromEntries(needs.map((need) => [need, 'must' as const]));
const everything = must(
  'ingress-gateway',
  'ingress-tls',
  'traffic-split-weighted',
  'golden-metrics-l7',
  'service-graph-ui',
  'distributed-tracing',
  'access-logs',
  'authz-l7',
  'authz-jwt',
  'retries',
  'timeouts',
  'circuit-breaking',
  'routing-by-header',
  'session-affinity',
  'egress-control',
  'rate-limit-local',
  'locality-aware-routing',
  'multi-tenancy',
  'audit-log',
);
const names = { 'application-namespace': 'shop', 'pilot-service': 'checkout', 'pilot-caller': 'web' } as const;
const two = { clusters: 2, regions: 2, 'cluster-names': ['eu-west', 'us-east'] } as const;
const peered = { ...two, 'cross-cluster-calls': 'few-services' } as const;
const three = { clusters: 3, regions: 3, 'cluster-names': ['a1', 'b2', 'c3'], 'cross-cluster-calls': 'few-services' } as const;

function plan(answers: Readonly<Record<string, AnswerValue>>, needs: Readonly<Record<string, NeedLevel>> = {}, alternative: string = free) {
  return filesFor(data, { alternative, answers: { ...names, ...answers }, needs });
}
const pathsOf = (files: ReturnType<typeof plan>) => files.map(({ path }) => path);

describe('the Consul starter on Kubernetes', () => {
  for (const alternative of editions) {
    for (const [topology, answers] of Object.entries({
      'one cluster': {},
      'two that do not call one another': two,
      'two that are peered': peered,
    })) {
      for (const gitops of ['argo-cd', 'flux', 'none']) {
        it(`passes every check: ${alternative}, ${topology}, GitOps ${gitops}`, () => {
          for (const needs of [{}, everything]) {
            expect(checkStarter(plan({ ...answers, 'gitops-tool': gitops, distribution: 'eks' }, needs, alternative))).toEqual([]);
          }
        });
      }
    }
  }

  it('has no gateway, no way out, no collector and no machines when nothing calls for them', () => {
    const files = plan({});
    const paths = pathsOf(files).join('\n');
    for (const word of ['gateway', 'ingress', 'egress', 'telemetry', 'clusters/', 'gitops/', 'vms/', 'nomad/', 'migration/', 'machines']) {
      expect(paths).not.toContain(word);
    }
    expect(contentOf(files, 'helm/consul.values.yaml')).not.toMatch(/^(meshGateway|terminatingGateways):/m);
  });

  it('denies by default and lets in the caller alone, by a name that is also its ServiceAccount', () => {
    const objects = objectsOf(plan({}));
    const intentions = objects.filter(({ kind }) => kind === 'ServiceIntentions');
    const sources = intentions.map(({ name, body }) => [
      name,
      listAt(body, 'spec.sources').map((source) => [at(source, 'name'), at(source, 'action')]),
    ]);
    expect(sources).toEqual([
      ['deny-all', [['*', 'deny']]],
      ['checkout', [['web', 'allow']]],
    ]);
    // with ACLs a pod logs in to Consul as its ServiceAccount, and may register under that name only
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ name }) => name);
    for (const { kind, body, name } of objects) {
      if (kind !== 'Deployment') continue;
      const account = String(at(body, 'spec.template.spec.serviceAccountName'));
      expect(accounts).toContain(account);
      expect(objects.some((one) => one.kind === 'Service' && one.name === account && name.startsWith(account))).toBe(true);
    }
  });

  it('names Secrets for gossip key, first token and licence, which commands make, and contains none', () => {
    for (const alternative of editions) {
      const files = plan(peered, everything, alternative);
      const readme = contentOf(files, 'README.md');
      const values = contentOf(files, 'helm/consul.values.yaml');
      const wanted = [...values.matchAll(/secretName: (\S+)/g)].map(([, name]) => name ?? '');
      expect(wanted).toEqual([...(alternative === paid ? ['consul-ent-license'] : []), 'consul-gossip', 'consul-bootstrap-acl-token']);
      for (const name of wanted) expect(readme).toContain(`create secret generic ${name} `);
      expect(objectsOf(files).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    }
  });

  it('has nothing in the free edition that only the paid one runs, and says what was asked for in vain', () => {
    const files = plan(peered, everything, free);
    const text = files.filter(({ path }) => !path.endsWith('.md')).map(({ content }) => content);
    for (const word of [
      'samenessGroup',
      'SamenessGroup',
      'rateLimits',
      'prioritizeByLocality',
      'enableConsulNamespaces',
      'auditLogs',
      'enterprise',
    ]) {
      expect(text.filter((content) => content.includes(word))).toEqual([]);
    }
    expect(contentOf(files, 'README.md')).toContain('Not here, since only the paid edition has it');
  });

  it('lets a platform keep its Gateway API CRDs: the chart brings none', () => {
    expect(contentOf(plan({}, everything), 'helm/consul.values.yaml')).toContain('manageExternalCRDs: false');
  });

  it.each([
    ['pods on Fargate', { 'node-kinds': ['fargate'] }, 'cut off'],
    ['Windows pods', { 'node-kinds': ['windows'] }, 'Linux only'],
    ['FIPS', { compliance: ['fips'] }, 'FIPS'],
    ['a pilot called like what proves its policies', { 'pilot-caller': 'mesh-stranger' }, 'Choose another name'],
    ['a fleet of Lambda functions', { orchestrators: ['lambda'] }, 'would not run here'],
  ])('is refused for %s', (_what, answers, reason) => {
    for (const alternative of editions) {
      expect(planFor(data, { alternative, needs: {}, answers })).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
    }
  });
});

describe('peered clusters with Consul', () => {
  it('have mesh gateways only where they call one another', () => {
    expect(contentOf(plan(two), 'helm/consul.values.yaml')).not.toMatch(/meshGateway:|peering:/);
    expect(contentOf(plan(peered), 'helm/consul.values.yaml')).toMatch(/^meshGateway:/m);
  });

  it('have one that accepts and one that dials in each pair, with the Secret that the README copies', () => {
    for (const alternative of editions) {
      const files = plan(three, {}, alternative);
      const copies = [...contentOf(files, 'README.md').matchAll(/^copy_token (\S+) (\S+)$/gm)].map(([, from, to]) => [from, to]);
      expect(copies).toEqual([
        ['a1', 'b2'],
        ['a1', 'c3'],
        ['b2', 'c3'],
      ]);
      const peers = objectsOf(files, /\/peering\//).filter(({ kind }) => kind.startsWith('Peering'));
      for (const [from, to] of copies) {
        const acceptor = peers.find(({ path, kind, name }) => path.includes(`/${from}/`) && kind === 'PeeringAcceptor' && name === to);
        const dialer = peers.find(({ path, kind, name }) => path.includes(`/${to}/`) && kind === 'PeeringDialer' && name === from);
        expect(at(acceptor?.body, 'spec.peer.secret.name')).toBe(`peering-token-${to}`);
        expect(at(dialer?.body, 'spec.peer.secret.name')).toBe(`peering-token-${to}`);
      }
      expect(peers).toHaveLength(6);
    }
  });

  it('export the service, let the same caller of every peer in, and fail over to every peer', () => {
    const files = plan(three);
    const inCluster = (kind: string) => objectsOf(files, /^clusters\/b2\//).find((one) => one.kind === kind);
    expect(listAt(inCluster('ExportedServices')?.body, 'spec.services.0.consumers').map((one) => at(one, 'peer'))).toEqual(['a1', 'c3']);
    expect(listAt(inCluster('ServiceIntentions')?.body, 'spec.sources').map((one) => at(one, 'peer'))).toEqual([undefined, 'a1', 'c3']);
    expect(listAt(inCluster('ServiceResolver')?.body, 'spec.failover.*.targets').map((one) => at(one, 'peer'))).toEqual(['a1', 'c3']);
  });

  it('are one sameness group in the paid edition, which exports and failover name', () => {
    const files = plan(three, {}, paid);
    const group = objectsOf(files, /^clusters\/b2\//).find(({ kind }) => kind === 'SamenessGroup');
    expect(group?.namespace).toBe('default');
    expect(at(group?.body, 'spec')).toEqual({ includeLocal: true, defaultForFailover: false, members: [{ peer: 'a1' }, { peer: 'c3' }] });
    const exported = objectsOf(files, /^clusters\/b2\//).find(({ kind }) => kind === 'ExportedServices');
    expect(listAt(exported?.body, 'spec.services.0.consumers')).toEqual([{ samenessGroup: group?.name }]);
    const resolvers = objectsOf(files).filter(({ kind }) => kind === 'ServiceResolver');
    expect(resolvers.map(({ path, body }) => [path, at(body, 'spec.failover.*')])).toEqual([
      ['pilot/50-resolver.yaml', { samenessGroup: group?.name }],
    ]);
    // who may call stays a list of names
    const intentions = objectsOf(files, /^clusters\/b2\//).find(({ kind }) => kind === 'ServiceIntentions');
    expect(listAt(intentions?.body, 'spec.sources').map((one) => at(one, 'peer'))).toEqual([undefined, 'a1', 'c3']);
  });
});

describe('the CA of the mesh', () => {
  const vault = { 'certificate-source': 'vault' } as const;
  const configOf = (text: string) => text.slice(text.indexOf('extraConfig'));

  it('is Consul itself, unless Vault or AWS was answered', () => {
    expect(contentOf(plan({}), 'helm/consul.values.yaml')).not.toContain('ca_provider');
  });

  it('is Vault where that was answered, with mounts and a login of their own in each cluster', () => {
    expect(contentOf(plan(vault), 'helm/consul.values.yaml')).toContain('"ca_provider": "vault"');
    const files = plan({ ...peered, ...vault });
    expect(contentOf(files, 'helm/consul.values.yaml')).not.toContain('ca_provider');
    const [west, east] = ['eu-west', 'us-east'].map((cluster) => configOf(contentOf(files, `clusters/${cluster}/helm/consul.values.yaml`)));
    for (const mount of ['connect-root', 'connect-intermediate', 'kubernetes']) {
      expect(west).toContain(`"${mount}-eu-west"`);
      expect(east).toContain(`"${mount}-us-east"`);
    }
    expect(east?.replaceAll('us-east', 'eu-west')).toBe(west);
    expect(contentOf(files, 'README.md')).toContain('vault policy write "consul-mesh-ca-$NAME"');
    expect(contentOf(files, 'network-policies/50-consul.yaml')).toContain('port: 8200');
  });

  it('is AWS Private CA on EKS, and elsewhere the README says why it is not', () => {
    const answers = { 'certificate-source': 'cloud-ca' } as const;
    const needs = must('external-ca');
    expect(contentOf(plan({ ...answers, distribution: 'eks' }, needs), 'helm/consul.values.yaml')).toContain('"ca_provider": "aws-pca"');
    const elsewhere = plan({ ...answers, distribution: 'gke' }, needs);
    expect(contentOf(elsewhere, 'helm/consul.values.yaml')).not.toContain('ca_provider');
    expect(contentOf(elsewhere, 'README.md')).toContain('Consul takes one from Vault or AWS Private CA only');
  });
});

describe('a migration to Consul', () => {
  it.each([
    ['app-mesh', '## From AWS App Mesh', []],
    ['open-service-mesh', '## From Open Service Mesh', []],
    ['istio-sidecar', '## From Istio', ['migration/istio-permissive.yaml']],
    ['linkerd', '## From Linkerd', []],
    ['consul', '## A Consul mesh that runs already', []],
  ])('from %s has its steps, its way back and its manifests', (mesh, heading, manifests) => {
    const { notes, files } = migrationOf(plan({ 'current-mesh': mesh }));
    expect(notes).toContain(heading);
    expect(notes).toMatch(/way back/i);
    expect(files).toEqual(manifests);
  });

  it('lets single services take plaintext only while another mesh runs', () => {
    expect(contentOf(plan({ 'current-mesh': 'istio-sidecar' }), 'manifests/40-mesh/mesh.yaml')).toContain(
      'allowEnablingPermissiveMutualTLS: true',
    );
    expect(contentOf(plan({ 'current-mesh': 'none' }), 'manifests/40-mesh/mesh.yaml')).not.toContain('Permissive');
  });
});

describe('verify.sh of Consul', () => {
  const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  it.skipIf(!shellcheck)('has no complaints of shellcheck, on Kubernetes, Nomad and machines', () => {
    for (const answers of [
      {},
      peered,
      { orchestrators: ['kubernetes', 'nomad', 'linux-vms'] },
      { orchestrators: ['nomad', 'linux-vms'], ...peered },
    ]) {
      for (const needs of [{}, everything]) {
        for (const { path, content } of plan(answers, needs).filter((file) => file.path.endsWith('.sh'))) {
          const result = spawnSync('shellcheck', ['--shell=sh', '-'], { input: content, encoding: 'utf8' });
          expect(`${path}${result.stdout}`).toBe(path);
        }
      }
    }
  });
});
