import { conditionHolds, type Flags } from './flags.js';
import type { Pin, StarterStep } from './plan-schema.js';
import type { ClusterView, StepView } from './view.js';

/**
 * The steps that apply, in an order that respects `dependsOn` (otherwise that of the plan, `namespaces` first). A dependency on
 * a step that does not apply is replaced by what that step depends on.
 * @throws Error when steps depend on one another in a circle or on a step that no plan has
 */
export function activeSteps(all: readonly StarterStep[], active: readonly StarterStep[]): StarterStep[] {
  const byName = new Map(all.map((step) => [step.name, step]));
  const activeNames = new Set(active.map((step) => step.name));
  const effective = (name: string, seen: readonly string[]): string[] => {
    const step = byName.get(name);
    if (step === undefined) throw new Error(`a step depends on ${name}, which is no step`);
    if (seen.includes(name)) throw new Error(`steps depend on one another in a circle: ${[...seen, name].join(', ')}`);
    return activeNames.has(name) ? [name] : step.dependsOn.flatMap((inner) => effective(inner, [...seen, name]));
  };
  const waiting = [...active]
    .sort((a, b) => Number(b.name === 'namespaces') - Number(a.name === 'namespaces'))
    .map((step) => ({ ...step, dependsOn: [...new Set(step.dependsOn.flatMap((name) => effective(name, [])))] }));
  const ordered: StarterStep[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((step) => step.dependsOn.every((name) => ordered.some((done) => done.name === name)));
    if (next < 0) throw new Error(`steps depend on one another in a circle: ${waiting.map((step) => step.name).join(', ')}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

interface StepContext {
  readonly cluster: ClusterView;
  readonly multiCluster: boolean;
  /** public host name of the pilot */
  readonly host: string;
  readonly pins: Readonly<Record<string, Pin>>;
  readonly flags: Flags;
  /** a step's values file counts only when it is planned */
  readonly isPlanned: (path: string) => boolean;
}

/** The steps as a template prints them, for one cluster. */
export function stepViews(steps: readonly StarterStep[], context: StepContext): StepView[] {
  const waves = new Map<string, number>();
  return steps.map((step, index) => {
    const wave = step.dependsOn.reduce((latest, name) => Math.max(latest, (waves.get(name) ?? 0) + 1), 0);
    waves.set(step.name, wave);
    return stepView(step, index + 1, wave, context);
  });
}

function stepView(step: StarterStep, number: number, wave: number, context: StepContext): StepView {
  const pin = step.kind === 'folder' ? undefined : pinOf(step.pin, context.pins);
  const here = (text: string) => text.replaceAll('{cluster}', context.cluster.name);
  const anywhere = (text: string) => (context.multiCluster ? text.replaceAll('{cluster}', '$CLUSTER') : here(text));
  const valuePaths = step.kind === 'chart' ? step.values.filter((path) => context.isPlanned(here(path))) : [];
  const oci = pin?.repository?.startsWith('oci://') ?? false;
  const common = {
    name: step.name,
    number,
    wave,
    kind: step.kind,
    title: step.title,
    dependsOn: step.dependsOn,
    prune: step.prune,
    wait: step.unwaitedWhen.length === 0 || !conditionHolds(step.unwaitedWhen, context.flags, `step ${step.name}`),
    pin: step.kind === 'folder' ? '' : step.pin,
    version: pin?.version ?? '',
    chart: pin?.chart ?? '',
    repository: (pin?.repository ?? '').replace(/^oci:\/\//, ''),
    oci,
    path: step.kind === 'chart' ? '' : here(step.path),
    namespace: step.kind === 'chart' ? step.namespace : '',
    values: valuePaths.map(here),
    valueMaps: valuePaths.map((path) => ({ name: valuesMapName(path), optional: path.includes('{cluster}') })),
    valueFolderSteps: [...new Set(valuePaths.map((path) => (path.includes('{cluster}') ? 'values-cluster' : 'values')))],
    next: anywhere(step.next).replaceAll('{host}', context.host),
    check: step.check.map((command) => inContext(anywhere(command), context.multiCluster)),
    ignoreDifferences: step.ignoreDifferences.map((one) => ({ ...one, name: one.name ?? '' })),
  };
  return {
    ...common,
    commands: installCommands(step, pin, valuePaths.map(anywhere), anywhere).map((command) => inContext(command, context.multiCluster)),
    rollback: (step.rollback.length > 0 ? step.rollback.map(anywhere) : defaultRollback(step, anywhere)).map((command) =>
      inContext(command, context.multiCluster),
    ),
  };
}

function installCommands(step: StarterStep, pin: Pin | undefined, values: readonly string[], anywhere: (text: string) => string): string[] {
  if (step.kind === 'folder') return [`kubectl apply --server-side -k ${quoted(anywhere(step.path))}`];
  if (pin === undefined) return [];
  if (step.kind === 'bundle') {
    const command =
      step.command ??
      (step.url === undefined
        ? `kubectl apply --server-side -k '${pin.repository}/${step.path}?ref={version}'`
        : `kubectl apply --server-side -f ${step.url}`);
    return [command.replaceAll('{version}', pin.version)];
  }
  const oci = pin.repository?.startsWith('oci://') ?? false;
  const chart = oci ? `${pin.repository}/${pin.chart}` : `${pin.chart} --repo ${pin.repository}`;
  const lines = [
    `helm upgrade --install ${step.name} ${chart}`,
    `--version ${pin.version} --namespace ${step.namespace}`,
    ...values.map((path) => `--values ${quoted(path)}`),
    '--wait --timeout 10m',
  ];
  return [lines.join(' \\\n  ')];
}

function defaultRollback(step: StarterStep, anywhere: (text: string) => string): string[] {
  switch (step.kind) {
    case 'chart':
      return [
        `helm rollback ${step.name} --namespace ${step.namespace} --wait  # after an upgrade`,
        `helm uninstall ${step.name} --namespace ${step.namespace} --wait  # after the first installation`,
      ];
    case 'folder':
      return [`kubectl delete --ignore-not-found -k ${quoted(anywhere(step.path))}`];
    case 'bundle':
      return [];
  }
}

/** `kubectl`/`helm` commands name the cluster where there are several. */
function inContext(command: string, multiCluster: boolean): string {
  if (!multiCluster) return command;
  if (command === './verify.sh') return './verify.sh "$CLUSTER"';
  return command.replace(
    /(^|\| )(kubectl|helm|istioctl|linkerd|consul-k8s) /g,
    (_all, before: string, tool: string) => `${before}${tool} ${contextOption(tool)} "$CLUSTER" `,
  );
}

function contextOption(tool: string): string {
  if (tool === 'helm') return '--kube-context';
  return tool === 'consul-k8s' ? '-context' : '--context';
}

function quoted(path: string): string {
  return /[$<>]/.test(path) ? `"${path}"` : path;
}

function pinOf(id: string, pins: Readonly<Record<string, Pin>>): Pin {
  const pin = pins[id];
  if (pin === undefined) throw new Error(`there is no pin ${id}`);
  return pin;
}

/** `helm/istiod.values.yaml` → `istiod-values`; per-cluster values get `-cluster`. */
export function valuesMapName(path: string): string {
  const file = path.split('/').at(-1) ?? path;
  return `${file.replace(/\.values\.yaml$/, '')}-values${path.startsWith('clusters/') ? '-cluster' : ''}`;
}
