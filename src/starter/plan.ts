import { type Facts, holds } from '../condition/condition.js';
import { type CompiledTemplate, renderTemplate } from '../template/render.js';
import { conditionHolds, evaluateFlags, type Flags } from './flags.js';
import { folderOf, type Kustomization, manifestKustomizations, valuesKustomizations } from './kustomization.js';
import type { Pin, StarterPlan, StarterStep } from './plan-schema.js';
import { activeSteps, stepViews } from './steps.js';
import { type Topology, topologyOf } from './topology.js';
import type { ClusterView, StarterView, StarterViewBase, StepView } from './view.js';

/** All that a starter config is made of; nothing is read from anywhere else. */
export interface StarterInput {
  /** with its parts included: see load.ts */
  readonly plan: StarterPlan;
  /** by path relative to templates/starter */
  readonly templates: Readonly<Record<string, CompiledTemplate>>;
  /** by partial name */
  readonly partials: Readonly<Record<string, CompiledTemplate>>;
  readonly pins: Readonly<Record<string, Pin>>;
  readonly view: StarterViewBase;
  /** answers, needs and profile that the plan's conditions ask about */
  readonly facts: Facts;
}

/** One file of a starter config, path relative to its folder with `/`. */
export interface StarterFile {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
  readonly about: string;
}

export type StarterResult =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'files'; readonly files: readonly StarterFile[]; readonly topology: Topology | undefined };

/**
 * The starter config of one alternative: either a reason why there is none, or all its files, sorted by path. Pure; the
 * same input gives the same bytes.
 * @throws Error for mistakes in plans and templates (an unknown flag, name or pin, two files at one path)
 */
export function planStarter(input: StarterInput): StarterResult {
  const refusal = input.plan.refuse.find(({ when }) => holds(when, input.facts));
  if (refusal !== undefined) return { kind: 'refused', reason: refusal.reason };

  const flags = evaluateFlags(input.plan, input.view, input.facts);
  const wanted = input.plan.steps.filter((step) => conditionHolds(step.when, flags, `step ${step.name}`));
  const charts = wanted.filter(({ kind }) => kind === 'chart').map(({ name }) => name);
  const files = plannedFiles(input.plan, flags, input.view.clusters, charts);
  const kept = input.view.gitops === 'argo-cd' ? keptFolders(wanted, input.view.clusters) : new Set<string>();
  const kustomizations = [...manifestKustomizations(files, kept), ...(input.view.gitops === 'flux' ? valuesKustomizations(files) : [])];
  refuseDoubles([...files, ...kustomizations]);

  const folders = new Set(kustomizations.map(({ path }) => folderOf(path)));
  const hasManifests = (path: string) => input.view.clusters.some(({ name }) => folders.has(path.replaceAll('{cluster}', name)));
  const steps = activeSteps(
    input.plan.steps,
    wanted.filter((step) => step.kind !== 'folder' || hasManifests(step.path)),
  );
  const view = sharedView(input, flags, steps, files, kustomizations);
  const first = rendered(input, files, view);
  const texts = first.filter(({ path }) => !path.endsWith('.md')).map(({ content }) => content);
  const placeholders = view.placeholders.filter(({ value }) => value.split(', ').some((part) => texts.some((text) => text.includes(part))));
  const all = placeholders.length === view.placeholders.length ? first : rendered(input, files, { ...view, placeholders });
  return {
    kind: 'files',
    files: [...all, ...kustomizations.map((one) => ({ ...one, executable: false }))].sort(byPath),
    topology: topologyOf(
      input.plan,
      input.view,
      flags,
      files.map(({ path }) => path),
    ),
  };
}

/** Folders of steps that must not be pruned. */
function keptFolders(steps: readonly StarterStep[], clusters: readonly ClusterView[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap((step) =>
      step.kind === 'folder' && !step.prune ? clusters.map(({ name }) => step.path.replaceAll('{cluster}', name)) : [],
    ),
  );
}

/** What is the same for every file, and the steps of each cluster. */
type SharedView = Omit<StarterView, 'cluster' | 'steps' | 'step'> & { readonly stepsByCluster: ReadonlyMap<string, readonly StepView[]> };

function sharedView(
  input: StarterInput,
  flags: Flags,
  steps: readonly StarterStep[],
  files: readonly PlannedFile[],
  kustomizations: readonly Kustomization[],
): SharedView {
  const { clusters, multiCluster } = input.view;
  const paths = new Set(files.map(({ path }) => path));
  const isPlanned = (path: string) => paths.has(path);
  const stepsByCluster = new Map(
    clusters.map(
      (cluster) =>
        [
          cluster.name,
          stepViews(steps, { cluster, multiCluster, flags, host: input.view.names.host, pins: input.pins, isPlanned }),
        ] as const,
    ),
  );
  const clusterSteps = clusters.flatMap((cluster) =>
    (stepsByCluster.get(cluster.name) ?? []).map((step) => ({ cluster, step, rollout: `${cluster.number}-${step.wave}` })),
  );
  const sorted = (values: readonly string[]) => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return {
    ...input.view,
    flags,
    pins: input.pins,
    stepsByCluster,
    clusterSteps,
    rollouts: sorted(clusterSteps.map(({ rollout }) => rollout)),
    chartRepositories: sorted(clusterSteps.map(({ step }) => step.repository).filter((repository) => repository !== '')),
    valueFolders: sorted(files.filter(({ path }) => path.endsWith('.values.yaml')).map(({ path }) => folderOf(path))),
    files: [...files, ...kustomizations].map(({ path, about }) => ({ path, about })).sort(byPath),
  };
}

function rendered(input: StarterInput, files: readonly PlannedFile[], { stepsByCluster, ...shared }: SharedView): StarterFile[] {
  const helpers = { pin: pinHelper(input.pins) };
  return files.map(({ path, about, executable, template, cluster, step }) => {
    const steps = stepsByCluster.get(cluster.name) ?? [];
    const view: StarterView = { ...shared, cluster, steps, step: steps.find(({ name }) => name === step) ?? noStep };
    const body = input.templates[template];
    if (body === undefined) throw new Error(`there is no template ${template} (for ${path})`);
    return { path, about, executable, content: renderTemplate(template, body, input.partials, view, helpers) };
  });
}

interface PlannedFile {
  readonly path: string;
  readonly template: string;
  readonly about: string;
  readonly executable: boolean;
  readonly cluster: ClusterView;
  readonly step: string;
}

function plannedFiles(plan: StarterPlan, flags: Flags, clusters: readonly ClusterView[], charts: readonly string[]): PlannedFile[] {
  const first = clusters[0];
  if (first === undefined) throw new Error('a starter config needs at least one cluster');
  return plan.files
    .filter((file) => conditionHolds(file.when, flags, file.path))
    .flatMap(({ path, template, about, executable, each }): PlannedFile[] => {
      const file = { path, template, about, executable, cluster: first, step: '' };
      if (each === 'cluster') return clusters.map((cluster) => ({ ...file, path: path.replaceAll('{cluster}', cluster.name), cluster }));
      if (each === 'chart') return charts.map((step) => ({ ...file, path: path.replaceAll('{step}', step), step }));
      return [file];
    });
}

function refuseDoubles(files: readonly { readonly path: string }[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) throw new Error(`two files are planned at ${path}`);
    if (path.includes('{') || path.startsWith('/') || path.split('/').some((part) => part === '' || /^\.+$/.test(part)))
      throw new Error(`${path} is no path inside the starter config`);
    seen.add(path);
  }
}

/** `{{pin "cert-manager"}}`: the pinned version. */
function pinHelper(pins: Readonly<Record<string, Pin>>): (id: unknown) => string {
  return (id) => {
    const pin = typeof id === 'string' ? pins[id] : undefined;
    if (pin === undefined) throw new Error(`pin: there is no pin ${String(id)}`);
    return pin.version;
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

const noStep: StepView = {
  name: '',
  number: 0,
  wave: 0,
  kind: 'folder',
  title: '',
  path: '',
  dependsOn: [],
  prune: false,
  wait: true,
  namespace: '',
  pin: '',
  version: '',
  chart: '',
  repository: '',
  oci: false,
  values: [],
  valueMaps: [],
  valueFolderSteps: [],
  commands: [],
  check: [],
  next: '',
  rollback: [],
  ignoreDifferences: [],
};
