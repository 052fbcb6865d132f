import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { StarterFile } from '../../src/starter/plan.js';
import { filesOf, matrix } from './matrix-answers.js';
import { at, listAt, objectsOf, type StarterObject, textsIn } from './starter-objects.js';

// What one file of a starter config names is in another one, or is one of these, which a chart, a controller or the cluster brings.

/** GatewayClasses that controllers make. */
const classesOfControllers = /^(?:consul|istio|istio-waypoint|istio-east-west|istio-remote)$/;
/** Namespaces whose ServiceAccounts charts and operators make, or the team. */
const namespacesOfCharts =
  /^(?:istio-system|istio-eastwest|linkerd|linkerd-viz|linkerd-multicluster|consul|cert-manager|envoy-gateway-system|observability|monitoring)$/;
/** Namespaces that the cluster has, or that the README names as the team's own. */
const namespacesOutside = /^(?:kube-system|default|argocd|flux-system|monitoring|observability)$/;

const readme = (files: readonly StarterFile[]) => files.find(({ path }) => path === 'README.md')?.content ?? '';
const hasFolder = (files: readonly StarterFile[], folder: string) => files.some(({ path }) => path.startsWith(`${folder}/`));
/** Every value under this key, at any depth. */
function valuesOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...valuesOf(inner, key)]);
}
const labelsOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** What the steps apply: neither the objects of the GitOps tools nor those for a move. */
const appliedObjects = (files: readonly StarterFile[]) => objectsOf(files, /^(?:manifests|network-policies|pilot|clusters)\//);

interface Workload {
  readonly namespace: string;
  readonly labels: unknown;
}
function workloadsOf(objects: readonly StarterObject[]): Workload[] {
  return objects.flatMap(({ namespace, body }) =>
    valuesOf(body, 'template').flatMap((template) => [
      { namespace, labels: at(template, 'metadata.labels') },
      ...valuesOf(template, 'template').map((inner) => ({ namespace, labels: at(inner, 'metadata.labels') })),
    ]),
  );
}
const isSelected = (labels: unknown, selector: unknown) =>
  labelsOf(selector).every(([key, value]) => labelsOf(labels).some(([name, label]) => name === key && label === value));

describe.each(matrix)('references in the starter config of $title', (cell) => {
  it('name routes, gateways, accounts and issuers that are there', () => {
    const files = filesOf(cell);
    const objects = appliedObjects(files);
    const there = new Set(objects.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
    const missing = objects.flatMap(({ path, kind, namespace, name, body }) => {
      const inNamespace = (reference: unknown) => String(at(reference, 'namespace') ?? namespace);
      const parents = valuesOf(body, 'parentRefs')
        .flatMap((list) => (Array.isArray(list) ? list : []))
        .map((parent) => `${at(parent, 'kind') ?? 'Gateway'} ${inNamespace(parent)}/${at(parent, 'name')}`);
      const backends = valuesOf(body, 'backendRefs')
        .flatMap((list) => (Array.isArray(list) ? list : []))
        .map((backend) => `${at(backend, 'kind') ?? 'Service'} ${inNamespace(backend)}/${at(backend, 'name')}`);
      const accounts = valuesOf(body, 'serviceAccountName').map((account) => `ServiceAccount ${namespace}/${account}`);
      const issuers = [
        ...valuesOf(body, 'issuerRef'),
        ...valuesOf(body, 'cert-manager.io/cluster-issuer').map((issuer) => ({ name: issuer })),
      ].map((issuer) => {
        const kindOfIssuer = String(at(issuer, 'kind') ?? 'ClusterIssuer');
        return `${kindOfIssuer} ${kindOfIssuer.includes('Cluster') ? '' : namespace}/${at(issuer, 'name')}`;
      });
      const classes = kind === 'Gateway' ? valuesOf(body, 'gatewayClassName').map(String) : [];
      return [
        ...[...parents, ...backends, ...accounts, ...issuers].filter((reference) => !there.has(reference)),
        ...classes
          .filter((one) => !classesOfControllers.test(one) && !there.has(`GatewayClass /${one}`))
          .map((one) => `GatewayClass ${one}`),
      ].map((reference) => `${path}: ${kind} ${name} names ${reference}`);
    });
    expect(missing).toEqual([]);
  });

  it('select pods of the pilot that are there', () => {
    const files = filesOf(cell);
    const objects = appliedObjects(files);
    const workloads = workloadsOf(objects);
    const pilots = new Set(
      objects.filter(({ path, kind }) => path.startsWith('pilot/') && /Deployment|Rollout/.test(kind)).map((one) => one.namespace),
    );
    expect(pilots.size).toBe(1);
    const selectors = objects
      .filter(
        ({ kind, namespace }) => pilots.has(namespace) && ['NetworkPolicy', 'PodDisruptionBudget', 'Service', 'Server'].includes(kind),
      )
      .flatMap(({ path, kind, name, namespace, body }) =>
        (kind === 'Service'
          ? [at(body, 'spec.selector')]
          : [at(body, 'spec.podSelector.matchLabels') ?? at(body, 'spec.selector.matchLabels')]
        ).map((labels) => ({ labels, namespace, text: `${path}: ${kind} ${name} selects ${JSON.stringify(labels)}` })),
      );
    const gateways = (labels: unknown) => labelsOf(labels).some(([key]) => /gateway-name|gateway\.consul/.test(key));
    expect(
      selectors
        .filter(({ labels }) => labelsOf(labels).length > 0 && !gateways(labels))
        .filter(({ labels, namespace }) => !workloads.some((pod) => pod.namespace === namespace && isSelected(pod.labels, labels)))
        .map(({ text }) => text),
    ).toEqual([]);
  });

  it('let in identities and namespaces that are there', () => {
    const files = filesOf(cell);
    const objects = appliedObjects(files);
    const namespaces = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name));
    const accounts = new Set(
      objects.flatMap(({ kind, namespace, name, body }) => {
        // istiod gives each Gateway an account: a waypoint's has its name, others get the class behind it
        const gatewayClass = at(body, 'spec.gatewayClassName');
        if (kind === 'Gateway') return [`${namespace}/${gatewayClass === 'istio-waypoint' ? name : `${name}-${gatewayClass}`}`];
        return kind === 'ServiceAccount' ? [`${namespace}/${name}`] : [];
      }),
    );
    const unknown = objects.flatMap(({ path, name, namespace, body }) => [
      ...[namespace, ...valuesOf(body, 'kubernetes.io/metadata.name').map(String)]
        .filter((one) => one !== '' && !namespaces.has(one) && !namespacesOutside.test(one))
        .map((one) => `${path}: ${name} names the namespace ${one}`),
      ...textsIn(body)
        .flatMap((text) => [...text.matchAll(/\/ns\/([a-z0-9-]+)\/sa\/([a-z0-9-]+)/g)])
        .filter(([, one = '', account]) => !accounts.has(`${one}/${account}`) && !namespacesOfCharts.test(one))
        .map(([identity]) => `${path}: ${name} names ${identity}`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('name folders and values files of this folder, for the GitOps tool', () => {
    const files = filesOf(cell);
    const paths = new Set(files.map(({ path }) => path));
    const gitops = objectsOf(files, /^gitops\//);
    const text = files.filter(({ path }) => path.startsWith('gitops/')).map(({ content }) => content);
    const ownRepository = /^https:\/\/git\.example\./;
    const folders = gitops.flatMap(({ kind, body }) =>
      kind === 'Kustomization' && at(body, 'spec.sourceRef.name') === 'mesh'
        ? [String(at(body, 'spec.path')).replace('./', '')]
        : [...valuesOf(body, 'source'), ...valuesOf(body, 'sources').flatMap((list) => (Array.isArray(list) ? list : []))]
            .filter((source) => ownRepository.test(String(at(source, 'repoURL'))) && at(source, 'path') !== undefined)
            .map((source) => String(at(source, 'path'))),
    );
    const values = text.flatMap((one) => [...one.matchAll(/\$values\/([^"\s]+)/g)]).map(([, path = '']) => path);
    if (gitops.length > 0) expect(folders.length).toBeGreaterThan(0);
    expect(folders.filter((folder) => !folder.includes('{{') && !hasFolder(files, folder))).toEqual([]);
    expect(values.filter((path) => !path.includes('{{') && !paths.has(path))).toEqual([]);
  });

  it('wait for steps that come before, in the order of the README', () => {
    const files = filesOf(cell);
    for (const { path } of files.filter((file) => /^gitops\/clusters\/.*\/steps\.yaml$/.test(file.path))) {
      const steps = objectsOf(files, new RegExp(`^${path}$`));
      const earlier = new Set<string>();
      for (const { name, body } of steps) {
        for (const dependency of listAt(body, 'spec.dependsOn'))
          expect([name, earlier]).toEqual([name, expect.toSatisfy((set: Set<string>) => set.has(String(at(dependency, 'name'))))]);
        earlier.add(name);
      }
    }
    const titles = [...readme(files).matchAll(/^### \d+\. (.*)$/gm)].map(([, title]) => title);
    const flux = files
      .filter(({ path }) => /^gitops\/clusters\/.*\/steps\.yaml$/.test(path))
      .map(({ content }) => [...content.matchAll(/^# \d+\. (.*)$/gm)].map(([, title]) => title));
    for (const one of flux) expect(one).toEqual(titles);
  });

  it('take values for a release from ConfigMaps that a kustomization makes', () => {
    const files = filesOf(cell);
    const made = new Set(
      files
        .filter(({ path }) => path.endsWith('kustomization.yaml'))
        .flatMap(({ content }) => parseAllDocuments(content).flatMap((document) => listAt(document.toJS(), 'configMapGenerator')))
        .map((generator) => at(generator, 'name')),
    );
    const releases = objectsOf(files, /^gitops\/releases\//).filter(({ kind }) => kind === 'HelmRelease');
    expect(
      releases.flatMap(({ body }) => listAt(body, 'spec.valuesFrom').map((one) => at(one, 'name'))).filter((name) => !made.has(name)),
    ).toEqual([]);
  });
});

describe('the waves of Argo CD', () => {
  const pairs = matrix
    .filter(({ title }) => title.includes('GitOps argo-cd'))
    .map((argo) => ({ title: argo.title, argo, flux: matrix.find(({ title }) => title === argo.title.replace('argo-cd', 'flux')) }));

  // Both are made from one list of steps, but each in its own words: what Flux waits for, Argo CD must have done in an earlier wave.
  it.each(pairs)('come in the order in which Flux waits: $title', ({ argo, flux }) => {
    if (flux === undefined) throw new Error('the matrix has no such cell for Flux');
    const waves = wavesOf(filesOf(argo));
    const steps = objectsOf(filesOf(flux), /^gitops\/clusters\/[^/]+\/steps\.yaml$/);
    const tooLate = steps.flatMap(({ name, body }) =>
      listAt(body, 'spec.dependsOn')
        .map((dependency) => String(at(dependency, 'name')))
        .filter((dependency) => !dependency.startsWith('values'))
        .filter((dependency) => !((waves.get(dependency) ?? Number.NaN) < (waves.get(name) ?? Number.NaN)))
        .map((dependency) => `${name} (wave ${waves.get(name)}) needs ${dependency} (wave ${waves.get(dependency)})`),
    );
    expect(tooLate).toEqual([]);
  });
});

/** The wave of each step: a sync wave with one cluster, a step of the first cluster's rollout with several. */
function wavesOf(files: readonly StarterFile[]): Map<string, number> {
  const objects = objectsOf(files, /^gitops\//);
  const applications = objects.flatMap(({ kind, name, body }): [string, number][] => {
    const wave = labelsOf(at(body, 'metadata.annotations')).find(([key]) => key === 'argocd.argoproj.io/sync-wave')?.[1];
    return kind === 'Application' && wave !== undefined ? [[name, Number(wave)]] : [];
  });
  const elements = objects
    .flatMap(({ body }) => valuesOf(body, 'elements').flatMap((list) => (Array.isArray(list) ? list : [])))
    .filter((element) => String(at(element, 'rollout')).startsWith('1-'))
    .map((element): [string, number] => [String(at(element, 'step')), Number(String(at(element, 'rollout')).slice(2))]);
  return new Map([...applications, ...elements]);
}

describe('the folders of two clusters', () => {
  // Of a peering one cluster gives the token and the other takes it: the only place where the two do not mirror each other.
  it.each(matrix.filter(({ title }) => title.includes('two regions')))('differ in names alone: $title', (cell) => {
    const files = filesOf(cell).filter(({ path }) => path.startsWith('clusters/') && !path.includes('/peering/'));
    const other: Readonly<Record<string, string>> = {
      'eu-west': 'us-east',
      'us-east': 'eu-west',
      'region-1': 'region-2',
      'region-2': 'region-1',
    };
    const mirrored = (text: string) => text.replaceAll(/eu-west|us-east|region-[12]/g, (name) => other[name] ?? name);
    const contents = new Map(files.map(({ path, content }) => [path, content]));
    for (const { path, content } of files) expect([path, contents.get(mirrored(path))]).toEqual([path, mirrored(content)]);
  });
});
