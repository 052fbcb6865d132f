import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A kubectl of one's own in a folder: a program that notes how it is called and answers from a script. */
export interface FakeKubectl {
  /** environment in which it is the only kubectl */
  readonly env: Readonly<Record<string, string>>;
  /** the arguments of each call so far */
  calls(): readonly (readonly string[])[];
}

/**
 * @param answer body of a function of `args` (string[]) that writes to `out` and `err` and returns the exit code
 */
export function fakeKubectl(folder: string, answer: string): FakeKubectl {
  const log = join(folder, 'calls.jsonl');
  writeFileSync(log, '');
  const program = join(folder, 'kubectl');
  writeFileSync(
    program,
    `#!${process.execPath}
const { appendFileSync, writeSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify(args) + '\\n');
const out = (text) => writeSync(1, text);
const err = (text) => writeSync(2, text);
const code = (() => { ${answer} })();
if (code !== undefined) process.exitCode = code;
`,
  );
  chmodSync(program, 0o755);
  return {
    env: { PATH: folder },
    calls: () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line): string[] => JSON.parse(line)),
  };
}

/** Answers of a small EKS cluster with Cilium beside the VPC CNI; what is not listed is empty. */
export const smallCluster = `
  const resource = args[args.indexOf('get') + 1];
  const lists = {
    nodes: [{ metadata: { name: 'ip-1', labels: { 'eks.amazonaws.com/nodegroup': 'a', 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' } },
      status: { nodeInfo: { kubeletVersion: 'v1.34.1-eks-1' } } }],
    'daemonsets.apps': [{ metadata: { name: 'aws-node', namespace: 'kube-system' } }, { metadata: { name: 'cilium', namespace: 'kube-system' } }],
    services: [{ metadata: { name: 'web', namespace: 'shop' }, spec: { type: 'ClusterIP', clusterIP: '10.0.0.1', ipFamilies: ['IPv4'], ports: [{ name: 'http', port: 80 }] } }],
  };
  if (resource === 'gatewayclasses.gateway.networking.k8s.io') {
    err('error: the server doesn\\'t have a resource type "gatewayclasses"\\n');
    return 1;
  }
  if (resource === 'pods') { out('shop   web-1   Running   <none>\\nshop   web-2   Running   <none>\\nshop   job-1   Succeeded   <none>\\nkube-system   coredns-1   Running   <none>\\n'); return 0; }
  if (resource.startsWith('customresourcedefinitions')) { out('applications.argoproj.io   <none>\\ngateways.gateway.networking.k8s.io   v1.6.1\\n'); return 0; }
  if (resource === 'configmaps') {
    const name = args[args.indexOf('get') + 2];
    if (name === 'cilium-config') out(JSON.stringify({ kind: 'ConfigMap', metadata: { name, namespace: 'kube-system' }, data: { 'kube-proxy-replacement': 'false', token: 'not-to-be-shown' } }));
    return 0;
  }
  out(JSON.stringify({ kind: 'List', items: lists[resource] ?? [] }));
  return 0;
`;
