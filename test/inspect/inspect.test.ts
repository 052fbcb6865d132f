import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../../src/cli/run.js';
import { kubectlOnPath } from '../../src/inspect/kubectl.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { knowledge } from '../knowledge.js';
import { fakeKubectl, smallCluster } from './fake-kubectl.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function command(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(['inspect', ...args], { in: Readable.from(['']), out, err, env });
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}
const dump = (name: string) => ['--from', `test/inspect/dumps/${name}`];
const answersOf = (out: string): Record<string, unknown> => parse(out).answers;

describe('mesh-advisor inspect --from', () => {
  it.each([
    [
      'eks-vpc-cni.yaml',
      {
        distribution: 'eks',
        'managed-mode': 'standard',
        cni: 'aws-vpc-cni',
        'kubernetes-version': 'v1-33',
        'node-kinds': ['linux-amd64', 'arm64'],
        services: 3,
        nodes: 3,
        protocols: ['http', 'grpc', 'other-tcp'],
        'current-mesh': 'none',
        'network-policies': 'written',
        'gitops-tool': 'argo-cd',
        'certificate-source': 'cert-manager',
        'ip-families': 'ipv4',
      },
    ],
    ['gke-autopilot.yaml', { distribution: 'gke', 'managed-mode': 'gke-autopilot', cni: 'gke-dataplane-v2', 'gitops-tool': 'flux' }],
    [
      'aks-cilium-linkerd',
      {
        distribution: 'aks',
        cni: 'azure-cni-cilium',
        'cilium-kube-proxy-replacement': true,
        'current-mesh': 'linkerd',
        'node-kinds': ['linux-amd64'],
        'ip-families': 'dual-stack',
      },
    ],
    ['openshift-ovn.yaml', { distribution: 'openshift', cni: 'ovn-kubernetes', 'current-mesh': 'istio-sidecar', nodes: 1 }],
    ['k3s-edge', { distribution: 'k3s', cni: 'k3s-default', 'node-kinds': ['arm64'], nodes: 1 }],
    ['kubeadm-flannel.yaml', { distribution: 'kubeadm', cni: 'flannel', 'kubernetes-version': 'older', 'network-policies': 'written' }],
  ])('recognises %s', async (name, expected) => {
    const { code, out } = await command(dump(name));
    expect(code).toBe(0);
    expect(answersOf(out)).toMatchObject(expected);
  });

  it('gives an answers file that is read without a warning, whatever the cluster', async () => {
    for (const name of [
      'eks-vpc-cni.yaml',
      'gke-autopilot.yaml',
      'aks-cilium-linkerd',
      'openshift-ovn.yaml',
      'k3s-edge',
      'rke2-two-engines.yaml',
    ]) {
      const { out } = await command(dump(name));
      const { answers, warnings } = parseAnswers(knowledge.questionnaire, [], name, out);
      expect(
        warnings.map(({ message }) => message),
        name,
      ).toEqual([]);
      expect(Object.keys(answers).length).toBeGreaterThan(4);
    }
  });

  it('says above each answer which object led to it', async () => {
    const { out } = await command(dump('kubeadm-flannel.yaml'));
    expect(out.replaceAll(/\n +# /g, ' ')).toMatch(
      /NetworkPolicies are accepted and have no effect\. \(DaemonSet kube-flannel\/kube-flannel-ds\)\n +cni: flannel/,
    );
    expect(out).toContain('nothing here enforces them');
  });

  it('suggests nothing where signs contradict each other, and shows both', async () => {
    const { out } = await command(dump('rke2-two-engines.yaml'));
    expect(answersOf(out)).not.toHaveProperty('cni');
    expect(answersOf(out)).not.toHaveProperty('current-mesh');
    const told = out.replaceAll(/\n# +/g, ' ');
    expect(told).toContain('cni: cilium? Cilium runs on the nodes');
    expect(told).toContain('cni: canal? Canal carries the pod network');
    expect(told).toContain('current-mesh: istio-sidecar?');
  });

  it('leaves to the person what only they can know: Windows and Fargate nodes are named and not ticked', async () => {
    expect((await command(dump('aks-cilium-linkerd'))).out).toMatch(/^# {3}- node-kinds: windows\? Nodes run Windows/m);
    expect((await command(dump('eks-vpc-cni.yaml'))).out).toMatch(/^# {3}- node-kinds: fargate\? Nodes are EKS Fargate/m);
    expect((await command(dump('eks-vpc-cni.yaml'))).out).toMatch(/^# {3}- traffic-needs\.ingress-gateway: covered\?/m);
  });

  it('does not conclude from what the dump leaves out', async () => {
    const { out } = await command(dump('k3s-edge'));
    expect(answersOf(out)).not.toHaveProperty('current-mesh');
    expect(answersOf(out)).not.toHaveProperty('network-policies');
    expect(answersOf(out)).not.toHaveProperty('services');
    expect(out).toMatch(/still open: .*current-mesh/);
  });

  it('prints nothing of Secrets, environment variables or data', async () => {
    for (const format of [[], ['--json']]) {
      const { out, err } = await command([...dump('eks-vpc-cni.yaml'), ...format]);
      expect(out + err).not.toMatch(/sk_live|bm90LXRv|shop-tls/);
      expect(out).toContain('passed over');
      expect((await command([...dump('kubeadm-flannel.yaml'), ...format])).out).not.toContain('not-to-be-shown');
    }
  });

  it('gives the same as JSON, with reasons and sources', async () => {
    const data = JSON.parse((await command([...dump('kubeadm-flannel.yaml'), '--json'])).out);
    expect(data.suggestions.find(({ question }: { question: string }) => question === 'cni')).toMatchObject({
      answer: 'flannel',
      reasons: [{ evidence: ['DaemonSet kube-flannel/kube-flannel-ds'], sources: ['flannel-policies', 'clusters-submariner-discovery'] }],
    });
    expect(data.answersFile.answers.cni).toBe('flannel');
  });

  it('reads a folder in any order and a JSON list without kinds in its items', async () => {
    mkdirSync(join(folder, 'dump'));
    writeFileSync(
      join(folder, 'dump', 'b.json'),
      JSON.stringify({ kind: 'DaemonSetList', items: [{ metadata: { name: 'cilium', namespace: 'kube-system' } }] }),
    );
    writeFileSync(
      join(folder, 'dump', 'a.yml'),
      'kind: Node\nmetadata: { name: n, labels: { kubernetes.io/os: linux, kubernetes.io/arch: amd64 } }\n',
    );
    writeFileSync(join(folder, 'dump', 'notes.txt'), 'not read');
    expect(answersOf((await command(['--from', join(folder, 'dump')])).out)).toMatchObject({
      cni: 'cilium',
      'node-kinds': ['linux-amd64'],
    });
  });

  it.each([
    ['', 'holds no objects that say anything about a cluster'],
    ['kind: Pod\n  name: [', ':1: no YAML'],
    ['{"kind": "Node", ', 'is no JSON'],
    ['just words', 'holds no objects'],
    ['kind: Secret\nmetadata: { name: a }', 'only Secret'],
  ])('refuses %j and says why', async (text, problem) => {
    writeFileSync(join(folder, 'dump.yaml'), text);
    const { code, out, err } = await command(['--from', join(folder, 'dump.yaml')]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
  });

  it('refuses what is not there, and both origins at once', async () => {
    expect(await command(['--from', join(folder, 'gone')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no file or folder'),
    });
    expect(await command(['--from', folder])).toMatchObject({ code: 2, err: expect.stringContaining('no .yaml or .json files') });
    expect(await command(['--from', folder, '--context', 'prod'])).toMatchObject({ code: 2, err: expect.stringContaining('not both') });
  });

  it('passes on nothing from a cluster that could steer a terminal', async () => {
    writeFileSync(
      join(folder, 'dump.json'),
      JSON.stringify({ kind: 'DaemonSet', metadata: { name: 'x-flannel-\u001b[2J\u202e', namespace: 'kube-system' } }),
    );
    const { out } = await command(['--from', join(folder, 'dump.json')]);
    expect(out).toContain('cni: flannel');
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('mesh-advisor inspect --context', () => {
  it('reads through kubectl, with read-only calls that it lists', async () => {
    const kubectl = fakeKubectl(folder, smallCluster);
    const { code, out, err } = await command(['--context', 'prod'], kubectl.env);
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({
      name: 'prod',
      answers: {
        distribution: 'eks',
        cni: 'cilium',
        'cilium-kube-proxy-replacement': false,
        services: 1,
        pods: 2,
        nodes: 1,
        'network-policies': 'none',
        'current-mesh': 'none',
        'gitops-tool': 'argo-cd',
      },
    });
    expect(out).not.toContain('not-to-be-shown');
    const calls = kubectl.calls();
    expect(calls.every((args) => args[0] === '--context=prod' && args[1] === 'get')).toBe(true);
    expect(calls.flat().filter((word) => /secret/i.test(word))).toEqual([]);
    expect(err.split('\n').filter((line) => line.startsWith('read: kubectl --context=prod get '))).toHaveLength(calls.length);
    const listed = (await command(['--context', 'prod', '--dry-run'])).out.trim().split('\n');
    expect(listed).toHaveLength(calls.length);
  });

  it('leaves open what it may not read, and names it', async () => {
    const kubectl = fakeKubectl(
      folder,
      `if (args.includes('networkpolicies.networking.k8s.io')) { err('Error from server (Forbidden): networkpolicies is forbidden: User "x" cannot list\\n'); return 1; } ${smallCluster}`,
    );
    const { code, out, err } = await command([], kubectl.env);
    expect(code).toBe(0);
    expect(answersOf(out)).not.toHaveProperty('network-policies');
    expect(out).toContain('Not allowed to read: NetworkPolicy.');
    expect(err).toContain('not allowed: kubectl get networkpolicies');
  });

  it.each([
    ['err("Error from server (Forbidden): forbidden\\n"); return 1;', 'nothing of this cluster may be read'],
    [
      'err("E0101 00:00:00.000 1 memcache.go:1] noise\\nThe connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\\n"); return 1;',
      'The connection to the server 127.0.0.1:1 was refused',
    ],
    ['err("error: context \\"prod\\" does not exist\\n"); return 1;', 'context "prod" does not exist'],
    ['out("<html>sign in</html>"); return 0;', 'did not answer with JSON'],
  ])('says in one line what went wrong: %s', async (answer, problem) => {
    const kubectl = fakeKubectl(folder, answer);
    const { code, out, err } = await command(['--context', 'prod'], kubectl.env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
    expect(err).not.toContain('fault of the program');
  });

  it('says when there is no kubectl', async () => {
    const { code, err } = await command([], { PATH: folder });
    expect(code).toBe(2);
    expect(err).toContain('there is no kubectl on the PATH');
    expect(err).toContain('--from');
  });

  it('gives up on a kubectl that does not answer', async () => {
    const { env } = fakeKubectl(folder, 'setInterval(() => {}, 1000); return undefined;');
    expect(await kubectlOnPath(env, 1)(['get', 'nodes'])).toMatchObject({
      kind: 'failed',
      why: 'timeout',
      message: 'kubectl did not answer within 1 s',
    });
  });
});
