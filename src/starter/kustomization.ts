import { valuesMapName } from './steps.js';

/** A file of the plan, by its output path. */
interface PlannedPath {
  readonly path: string;
}

const manifestRoots = new Set(['manifests', 'network-policies', 'pilot', 'clusters', 'migration']);

/** Whether a path is that of a Kubernetes manifest which a kustomization lists. */
export function isManifest(path: string): boolean {
  const root = path.split('/')[0] ?? '';
  return manifestRoots.has(root) && path.endsWith('.yaml') && !path.endsWith('.values.yaml') && !path.endsWith('/kustomization.yaml');
}

/** The folder of a path, without a trailing slash; '' at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

export interface Kustomization {
  readonly path: string;
  readonly about: string;
  readonly content: string;
}

/**
 * One kustomization.yaml for every folder with manifests, listing exactly the planned manifests of that folder.
 * @param keptByArgo folders whose objects Argo CD must not delete, neither when they leave Git nor with their Application
 */
export function manifestKustomizations(files: readonly PlannedPath[], keptByArgo: ReadonlySet<string>): Kustomization[] {
  return foldersWith(files, (path) => isManifest(path)).map(([folder, names]) => ({
    path: `${folder}/kustomization.yaml`,
    about: `lists the manifests of ${folder}/`,
    content: [
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'resources:',
      ...names.map((name) => `  - ${name}`),
      ...(keptByArgo.has(folder) ? keptAnnotations : []),
      '',
    ].join('\n'),
  }));
}

const keptAnnotations = [
  '# Argo CD deletes none of these, neither when they leave Git nor with their Application: what depends on them would go too',
  'commonAnnotations:',
  '  argocd.argoproj.io/sync-options: Prune=false,Delete=false',
];

/**
 * Under Flux, one kustomization.yaml for every folder with Helm values: it makes a ConfigMap of each file, which the
 * HelmReleases read. The label lets a change of values start an upgrade at once.
 */
export function valuesKustomizations(files: readonly PlannedPath[]): Kustomization[] {
  return foldersWith(files, (path) => path.endsWith('.values.yaml')).map(([folder, names]) => ({
    path: `${folder}/kustomization.yaml`,
    about: `makes ConfigMaps of the Helm values in ${folder}/ for Flux`,
    content: [
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'namespace: flux-system',
      'generatorOptions:',
      '  # the HelmReleases name these ConfigMaps, so no hash suffix; the label makes Flux upgrade as soon as they change',
      '  disableNameSuffixHash: true',
      '  labels:',
      '    reconcile.fluxcd.io/watch: Enabled',
      'configMapGenerator:',
      ...names.flatMap((name) => [`  - name: ${valuesMapName(`${folder}/${name}`)}`, '    files:', `      - values.yaml=${name}`]),
      '',
    ].join('\n'),
  }));
}

function foldersWith(files: readonly PlannedPath[], wanted: (path: string) => boolean): [folder: string, names: string[]][] {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    if (!wanted(path)) continue;
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path.slice(folder.length + 1)]);
  }
  return [...folders].map(([folder, names]): [string, string[]] => [folder, names.sort()]).sort(([a], [b]) => (a < b ? -1 : 1));
}
