import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, planFor, starterData } from './starter-fixture.js';
import { at, listAt, migrationOf, objectsOf, textsIn } from './starter-objects.js';

const data = starterData(['linkerd']);
const editions = ['linkerd/open-source', 'linkerd/enterprise'] as const;
const openSource = editions[0];

const must = (...needs: readonly string[]): Record<string, NeedLevel> => Object.fromEntries(needs.map((need) => [need, 'must' as const]));
const everything = must(
  'ingress-gateway',
  'ingress-tls',
  'traffic-split-weighted',
  'golden-metrics-l7',
  'service-graph-ui',
  'live-request-tap',
  'distributed-tracing',
  'access-logs',
  'authz-l7',
  'retries',
  'timeouts',
  'circuit-breaking',
  'rate-limit-local',
  'locality-aware-routing',
  'egress-control',
);
const names = { 'application-namespace': 'shop', 'pilot-service': 'checkout', 'pilot-caller': 'web' } as const;
const two = { clusters: 2, regions: 2, 'cluster-names': ['eu-west', 'us-east'] } as const;
const flat = { ...two, 'cross-cluster-calls': 'many-services', 'cluster-network': 'flat' } as const;
const separate = { ...two, 'cross-cluster-calls': 'few-services', 'cluster-network': 'separate' } as const;
const failover = must('cross-cluster-failover');

function plan(
  answers: Readonly<Record<string, AnswerValue>>,
  needs: Readonly<Record<string, NeedLevel>> = {},
  alternative: string = openSource,
) {
  return filesFor(data, { alternative, answers: { ...names, ...answers }, needs });
}
const pathsOf = (files: ReturnType<typeof plan>) => files.map(({ path }) => path);

describe('the Linkerd starter', () => {
  const topologies = {
    'one cluster': {},
    'two that do not call one another': two,
    'two on a flat network': flat,
    'two with gateways': separate,
  };
  for (const alternative of editions) {
    for (const [topology, answers] of Object.entries(topologies)) {
      for (const gitops of ['argo-cd', 'flux', 'none']) {
        it(`passes every check: ${alternative}, ${topology}, GitOps ${gitops}`, () => {
          for (const needs of [{}, { ...everything, ...failover }]) {
            expect(checkStarter(plan({ ...answers, 'gitops-tool': gitops, distribution: 'eks' }, needs, alternative))).toEqual([]);
          }
        });
      }
    }
  }

  it('has no gateway, dashboard, collector, node plugin or multi-cluster extension when nothing calls for them', () => {
    const paths = pathsOf(plan({})).join('\n');
    for (const word of ['gateway', 'viz', 'telemetry', 'monitoring', 'cni', 'multicluster', 'clusters/', 'gitops/', 'egress'])
      expect(paths).not.toContain(word);
  });

  it('differs between the editions in charts, licence and balancing over zones, and in no policy', () => {
    const [free, paid] = editions.map((alternative) => plan(separate, { ...everything, ...failover }, alternative));
    if (free === undefined || paid === undefined) throw new Error('two editions');
    expect(pathsOf(paid)).toEqual(pathsOf(free));
    const differing = paid.filter(({ path, content }) => content !== contentOf(free, path)).map(({ path }) => path);
    expect(differing).toEqual([
      'README.md',
      'helm/linkerd-control-plane.values.yaml',
      'helm/linkerd-multicluster.values.yaml',
      // only the free edition takes the Service's zone hints; the paid one has its own balancing
      'pilot/10-service.yaml',
    ]);
    expect(contentOf(paid, 'README.md')).toContain('upgrade --install linkerd-control-plane linkerd-enterprise-control-plane');
    expect(contentOf(free, 'README.md')).not.toContain('enterprise-control-plane');
  });

  it('names the Secret of the licence, which a command makes from a file', () => {
    const files = plan({}, {}, 'linkerd/enterprise');
    expect(contentOf(files, 'helm/linkerd-control-plane.values.yaml')).toContain('licenseSecret: buoyant-license');
    expect(contentOf(files, 'README.md')).toContain('create secret generic buoyant-license --from-file=license=license.txt');
    expect(pathsOf(files)).toEqual(pathsOf(plan({})));
  });

  it.each([
    ['a fleet without Kubernetes', { orchestrators: ['nomad'] }, 'No service of the answers runs on Kubernetes'],
    ['OpenShift', { distribution: 'openshift' }, 'security context constraints'],
    ['pods on Fargate', { 'node-kinds': ['fargate'] }, 'cut these pods off'],
    ['Windows pods', { 'node-kinds': ['windows'] }, 'Windows pods must take part'],
    ['a Kubernetes that its charts refuse', { 'kubernetes-version': 'older' }, 'before 1.31'],
  ])('is refused for %s', (_what, answers, reason) => {
    for (const alternative of editions) {
      expect(planFor(data, { alternative, needs: {}, answers })).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
    }
  });

  it('installs the control plane after CRDs, certificates and network policies, and the pilot last, whoever applies it', () => {
    const order = (text: string, marks: readonly string[]) => marks.map((mark) => text.indexOf(mark));
    const marks = ['Trust anchor, issuer and webhook certificates', 'CRDs of Linkerd', 'Control plane', 'Pilot'];
    const readme = order(
      contentOf(plan({}), 'README.md'),
      marks.map((mark) => `. ${mark}\n`),
    );
    expect(readme).toEqual([...readme].sort((a, b) => a - b));
    const steps = objectsOf(plan({ 'gitops-tool': 'flux' }), /steps\.yaml$/);
    const waitsFor = (name: string) => listAt(steps.find((one) => one.name === name)?.body, 'spec.dependsOn').map((one) => at(one, 'name'));
    expect(waitsFor('linkerd-control-plane')).toEqual(expect.arrayContaining(['linkerd-crds', 'certificates', 'network-policies']));
    expect(waitsFor('pilot')).toEqual(expect.arrayContaining(['linkerd-control-plane', 'network-policies']));
  });

  it('lets the caller and the gateway call the service by the identities that the manifests really make', () => {
    const files = plan({}, everything);
    const objects = objectsOf(files, /^(pilot|manifests)\//);
    const callers = objects.find(({ kind, name }) => kind === 'MeshTLSAuthentication' && name === 'checkout-callers');
    const identities = listAt(callers?.body, 'spec.identityRefs').map(
      (ref) => `${String(at(ref, 'namespace'))}/${String(at(ref, 'name'))}`,
    );
    const proxy = objects.find(({ kind }) => kind === 'EnvoyProxy');
    const envoy = at(proxy?.body, 'spec.provider.kubernetes.envoyServiceAccount.name');
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ namespace, name }) => `${namespace}/${name}`);
    expect(identities).toEqual(['shop/web', `envoy-gateway-system/${String(envoy)}`]);
    expect(accounts).toContain('shop/web');
    const targets = objects.filter(({ kind }) => kind === 'AuthorizationPolicy').map(({ body }) => at(body, 'spec.targetRef'));
    for (const target of targets) {
      expect(objects.some(({ kind, name }) => kind === at(target, 'kind') && name === at(target, 'name'))).toBe(true);
    }
  });

  it('opens the ports on which the control plane listens, and no others, to all namespaces', () => {
    const policy = objectsOf(plan({}), /50-control-plane/)[0];
    const open = listAt(policy?.body, 'spec.ingress')
      .filter((rule) => JSON.stringify(at(rule, 'from') ?? '').includes('"namespaceSelector":{}') || at(rule, 'from') === undefined)
      .flatMap((rule) => listAt(rule, 'ports').map((port) => at(port, 'port')));
    // identity, destination, policy; the webhooks of injector and profiles, and of policies
    expect(open).toEqual([8080, 8086, 8090, 8443, 9443]);
  });

  it('lets spans through to the collector, on the port to which proxies connect themselves', () => {
    const policies = objectsOf(plan({}, everything), /^network-policies\//).filter(({ kind }) => kind === 'NetworkPolicy');
    const opens = (name: string, direction: 'ingress' | 'egress') =>
      listAt(policies.find((one) => one.name === name)?.body, `spec.${direction}`).flatMap((rule) =>
        listAt(rule, 'ports').map((port) => at(port, 'port')),
      );
    expect(opens('collector-from-mesh', 'ingress')).toContain(4317);
    expect(opens('allow-otlp-to-collector', 'egress')).toContain(4317);
    // the gateway's proxies are in the mesh too
    expect(opens('proxies', 'egress')).toContain(4317);
  });
});

describe('certificates of the Linkerd starter', () => {
  const issuerOf = (answers: Readonly<Record<string, AnswerValue>>) => {
    const issuer = objectsOf(plan(answers), /identity-issuer/)[0];
    return at(issuer?.body, 'spec.issuerRef.kind');
  };
  const anchors = (answers: Readonly<Record<string, AnswerValue>>) =>
    objectsOf(plan(answers), /^(manifests\/20|clusters\/)/).filter(({ name }) => name === 'linkerd-trust-anchor');

  it('come from an anchor that cert-manager makes, where nothing else was answered', () => {
    expect(anchors({}).map(({ kind }) => kind)).toEqual(['Certificate', 'ClusterIssuer']);
    expect(issuerOf({})).toBe('ClusterIssuer');
  });

  it.each([
    ['Vault', { 'certificate-source': 'vault' }, 'ClusterIssuer'],
    ['AWS Private CA', { 'certificate-source': 'cloud-ca', distribution: 'eks' }, 'AWSPCAClusterIssuer'],
    ["Google's CA service", { 'certificate-source': 'cloud-ca', distribution: 'gke' }, 'GoogleCASClusterIssuer'],
  ])('come from %s where that was answered, and the root stays there', (_what, answers, kind) => {
    expect(issuerOf(answers)).toBe(kind);
    expect(anchors(answers).map((one) => one.kind)).toEqual([kind]);
  });

  it('are made by hand where the CA is run by hand: the README has the commands', () => {
    const files = plan({ 'certificate-source': 'own-files' });
    expect(anchors({ 'certificate-source': 'own-files' })).toEqual([]);
    expect(contentOf(files, 'README.md')).toContain('create secret generic linkerd-identity-issuer --type=kubernetes.io/tls');
  });

  it('log in to Vault through a mount of their own in each cluster', () => {
    const mounts = (answers: Readonly<Record<string, AnswerValue>>) =>
      anchors({ ...answers, 'certificate-source': 'vault' }).map(({ body }) => at(body, 'spec.vault.auth.kubernetes.mountPath'));
    expect(mounts({})).toEqual(['/v1/auth/kubernetes']);
    expect(mounts(two)).toEqual(['/v1/auth/kubernetes-eu-west', '/v1/auth/kubernetes-us-east']);
  });
});

describe('several clusters with Linkerd', () => {
  it('share nothing when they do not call one another: no extension, no links, and the failover of DNS is described', () => {
    const files = plan(two);
    expect(pathsOf(files).filter((path) => /multicluster|links/.test(path))).toEqual([]);
    expect(contentOf(files, 'README.md')).toContain('## More than one cluster: independent clusters');
  });

  it.each([
    ['a flat network with failover', flat, failover, 'mirror.linkerd.io/federated', 'member'],
    ['a flat network', flat, {}, 'mirror.linkerd.io/exported', 'remote-discovery'],
    ['gateways', separate, failover, 'mirror.linkerd.io/exported', 'true'],
  ])('export the service for %s, and each links to the others by what it exports', (_what, answers, needs, label, value) => {
    const files = plan(answers, needs);
    const service = objectsOf(files, /pilot\/10-service/).find(({ kind, name }) => kind === 'Service' && name === 'checkout');
    const labels = at(service?.body, 'metadata.labels');
    expect(labels).toMatchObject({ [label]: value });
    for (const [cluster, other] of [
      ['eu-west', 'us-east'],
      ['us-east', 'eu-west'],
    ] as const) {
      const links = objectsOf(files, new RegExp(`clusters/${cluster}/links/`));
      expect(links.map(({ name }) => name)).toEqual([other]);
      const selectors = ['selector', 'remoteDiscoverySelector', 'federatedServiceSelector'].map((key) =>
        at(links[0]?.body, `spec.${key}.matchLabels`),
      );
      expect(selectors).toContainEqual({ [label]: value });
      expect(at(links[0]?.body, 'spec.clusterCredentialsSecret')).toBe(`cluster-credentials-${other}`);
      // a Link without its controller mirrors nothing
      expect(contentOf(files, `clusters/${cluster}/helm/linkerd-multicluster.values.yaml`)).toContain(`name: ${other}`);
    }
  });

  it('have a gateway only where pods cannot reach pods', () => {
    const values = (answers: Readonly<Record<string, AnswerValue>>) => contentOf(plan(answers), 'helm/linkerd-multicluster.values.yaml');
    expect(values(flat)).toMatch(/^gateway:\n(?: {2}#.*\n)* {2}enabled: false$/m);
    expect(values(separate)).not.toContain('enabled: false');
    expect(JSON.stringify(objectsOf(plan(flat), /links/).map(({ body }) => body))).not.toContain('gatewayAddress');
  });

  it('have files of their own that differ in the names of the clusters and in nothing else', () => {
    const files = plan({ ...separate, 'certificate-source': 'vault', 'gitops-tool': 'flux' }, { ...everything, ...failover });
    const swapped = (text: string) => text.replaceAll('eu-west', '\0').replaceAll('us-east', 'eu-west').replaceAll('\0', 'us-east');
    const own = files.filter(({ path }) => path.startsWith('clusters/eu-west/'));
    expect(own.length).toBeGreaterThan(3);
    for (const { path, content } of own) expect(contentOf(files, path.replace('eu-west', 'us-east'))).toBe(swapped(content));
  });

  it('hold no private key and no credential of one another in files', () => {
    const objects = objectsOf(plan({ ...separate, 'gitops-tool': 'argo-cd' }, failover));
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(objects.flatMap(({ body }) => textsIn(body)).filter((text) => text.includes('PRIVATE KEY'))).toEqual([]);
  });
});

describe('a migration to Linkerd', () => {
  it.each([
    ['app-mesh', '## AWS App Mesh', []],
    ['open-service-mesh', '## Open Service Mesh', []],
    ['istio-sidecar', '## Istio', ['migration/istio-permissive.yaml']],
    ['istio-ambient', '## Istio (ambient)', ['migration/istio-permissive.yaml']],
    ['linkerd', '## A Linkerd that runs already', []],
    ['consul', '## Consul', ['migration/consul-mesh.yaml']],
  ])('from %s has its steps, its way back and its manifests', (mesh, heading, manifests) => {
    const { notes, files } = migrationOf(plan({ 'current-mesh': mesh }));
    expect(notes).toContain(heading);
    expect(notes).toMatch(/way back/i);
    expect(files).toEqual(manifests);
  });

  it('of an ingress says how both run side by side', () => {
    expect(contentOf(plan({}, must('ingress-tls')), 'migration/README.md')).toMatch(/## ingress-nginx[\s\S]*side by\s+side/);
  });
});

describe('verify.sh of Linkerd', () => {
  const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  it.skipIf(!shellcheck)('has no complaints of shellcheck', () => {
    for (const answers of [{}, two, flat, separate]) {
      for (const needs of [{}, { ...everything, ...failover }]) {
        const result = spawnSync('shellcheck', ['--shell=sh', '-'], {
          input: contentOf(plan(answers, needs), 'verify.sh'),
          encoding: 'utf8',
        });
        expect(result.stdout).toBe('');
      }
    }
  });

  it('asks which cluster it is run against where clusters are linked, instead of taking another for its own', () => {
    const script = contentOf(plan(separate), 'verify.sh').split('# which cluster is this?')[1] ?? '';
    const guard = script.slice(0, script.indexOf('service='));
    const run = (context: string) => spawnSync('sh', ['-c', `context='${context}'\n#${guard}`], { encoding: 'utf8' });
    expect(run('').status).toBe(2);
    expect(run('').stderr).toContain('eu-west us-east');
    expect(run('us-east').status).toBe(0);
  });
});
