import { describe, expect, it } from 'vitest';
import type { AnswerValue, NeedLevel } from '../../src/condition/condition.js';
import { checkStarter } from '../../src/starter/checks.js';
import { contentOf, filesFor, starterData } from './starter-fixture.js';
import { at, listAt, objectsOf } from './starter-objects.js';

const data = starterData(['consul']);
const names = { 'application-namespace': 'shop', 'pilot-service': 'checkout', 'pilot-caller': 'web' } as const;
const peered = { clusters: 2, regions: 2, 'cluster-names': ['eu-west', 'us-east'], 'cross-cluster-calls': 'few-services' } as const;

function plan(
  answers: Readonly<Record<string, AnswerValue>>,
  needs: Readonly<Record<string, NeedLevel>> = {},
  alternative = 'consul/community',
) {
  return filesFor(data, { alternative, answers: { ...names, ...answers }, needs });
}
const pathsOf = (files: ReturnType<typeof plan>) => files.map(({ path }) => path);

describe('Consul on Nomad and machines', () => {
  for (const orchestrators of [['nomad'], ['linux-vms'], ['nomad', 'linux-vms'], ['kubernetes', 'nomad'], ['kubernetes', 'linux-vms']]) {
    for (const [topology, answers] of Object.entries({ 'one datacenter': {}, 'two that are peered': peered })) {
      it(`passes every check: ${orchestrators.join(' and ')}, ${topology}`, () => {
        for (const alternative of ['consul/community', 'consul/enterprise']) {
          expect(checkStarter(plan({ orchestrators, ...answers }, { 'authz-l7': 'must', retries: 'must' }, alternative))).toEqual([]);
        }
      });
    }
  }

  it('has no Kubernetes file for a fleet without Kubernetes, whatever else was answered', () => {
    const files = plan(
      { orchestrators: ['nomad', 'linux-vms'], 'gitops-tool': 'argo-cd' },
      { 'ingress-tls': 'must', 'distributed-tracing': 'must' },
    );
    expect(pathsOf(files).filter((path) => /\.ya?ml$/.test(path))).toEqual([]);
    expect(contentOf(files, 'README.md')).not.toContain('kubectl');
  });

  it('has a job for Nomad and registrations for machines, each only where it runs', () => {
    expect(pathsOf(plan({ orchestrators: ['nomad'] }))).toContain('nomad/pilot.nomad.hcl');
    expect(pathsOf(plan({ orchestrators: ['nomad'] })).filter((path) => path.startsWith('vms/'))).toEqual([]);
    expect(pathsOf(plan({ orchestrators: ['linux-vms'] }))).toContain('vms/service.hcl');
    expect(pathsOf(plan({ orchestrators: ['linux-vms'] })).filter((path) => path.startsWith('nomad/'))).toEqual([]);
  });

  it('denies by default: servers without a token, services without an intention', () => {
    const files = plan({ orchestrators: ['linux-vms'] });
    expect(contentOf(files, 'agents/server.hcl')).toMatch(/default_policy\s+= "deny"/);
    expect(contentOf(files, 'config-entries/30-deny-all.hcl')).toMatch(/Name\s+= "\*"\n\s+Action = "deny"/);
    expect(contentOf(files, 'config-entries/50-intentions.hcl')).toContain('Name = "web"');
  });

  it('logs in to Vault with files that lie where Consul reads them', () => {
    const files = plan({ orchestrators: ['linux-vms'], 'certificate-source': 'vault' });
    const paths = [...contentOf(files, 'agents/server.hcl').matchAll(/_file_path\s+= "([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      expect(path).toMatch(/^\/run\/secrets\/vault\//);
      expect(contentOf(files, 'agents/vault-credentials.conf')).toContain(`C ${path} `);
    }
    expect(pathsOf(plan({ orchestrators: ['linux-vms'] }))).not.toContain('agents/vault-credentials.conf');
  });

  it('gives services on machines that join Kubernetes names of their own, and settings and intentions as Kubernetes objects', () => {
    const files = plan({ orchestrators: ['kubernetes', 'nomad', 'linux-vms'] });
    const objects = objectsOf(files, /75-machines/);
    expect(objects.filter(({ kind }) => kind === 'ServiceIntentions').map(({ name }) => name)).toEqual(['checkout-nomad', 'checkout-vm']);
    expect(contentOf(files, 'nomad/pilot.nomad.hcl')).toContain('name = "checkout-nomad"');
    expect(contentOf(files, 'vms/service.hcl')).toContain('name = "checkout-vm"');
    const callers = objectsOf(files, /40-intentions/).find(({ kind }) => kind === 'ServiceIntentions');
    expect(listAt(callers?.body, 'spec.sources').map((source) => at(source, 'name'))).toEqual(['web', 'web-nomad', 'web-vm']);
    expect(contentOf(files, 'helm/consul.values.yaml')).toMatch(/exposeService:\n(?: {4}#.*\n)* {4}enabled: true/);
  });

  it('shows the servers to machines through a load balancer that stays inside the VPC, with and without the AWS controller', () => {
    const values = contentOf(plan({ orchestrators: ['kubernetes', 'linux-vms'], distribution: 'eks' }), 'helm/consul.values.yaml');
    expect(values).toContain('"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"');
    expect(values).toContain('"service.beta.kubernetes.io/aws-load-balancer-internal": "true"');
  });

  it('keeps datacenters apart that are peered: each server file names its own', () => {
    const files = plan({ orchestrators: ['nomad'], ...peered, 'certificate-source': 'vault' });
    for (const datacenter of ['eu-west', 'us-east']) {
      const server = contentOf(files, `clusters/${datacenter}/server.hcl`);
      expect(server).toMatch(new RegExp(`^datacenter\\s+= "${datacenter}"`, 'm'));
      expect(server).toContain(`"connect-root-${datacenter}"`);
    }
  });
});
