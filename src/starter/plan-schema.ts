import { z } from 'zod';
import { conditionSchema } from '../condition/condition-schema.js';

const flag = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const stepBase = {
  /** names the step in `dependsOn`, the Argo CD Application, the Flux Kustomization and (for a chart) the Helm release */
  name: z
    .string()
    .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/)
    // with a hyphen and the longest cluster name (30) it is the name of an Argo CD Application, at most 63
    .max(32),
  /** heading in the README, such as "Control plane" */
  title: z.string().max(80),
  /** steps that must be ready before; one that is switched off hands on its own dependencies */
  dependsOn: z.array(z.string()).default([]),
  when: z.array(z.string()).default([]),
  /** may GitOps delete what disappears from Git? false for CRDs, namespaces, gateways with an address, certificates */
  prune: z.boolean().default(false),
  /** flags under which Flux must not wait until the step's objects are healthy: one of them has a status that it cannot read */
  unwaitedWhen: z.array(z.string()).default([]),
  /** commands that show that the step worked; `{cluster}` as in paths. Without `--context`: the engine adds it where there are several clusters */
  check: z.array(z.string()).default([]),
  /** what a person does before the next step, in one or two sentences; `{host}` is the public host name, `{cluster}` as in paths */
  next: z.string().max(400).default(''),
  /** commands that take the step back; without any, the engine gives `helm rollback`/`kubectl delete -k` */
  rollback: z.array(z.string()).default([]),
  /** fields that controllers write: Argo CD must not take them for drift */
  ignoreDifferences: z
    .array(
      z.strictObject({
        group: z.string().default(''),
        kind: z.string(),
        name: z.string().optional(),
        jsonPointers: z.array(z.string()).default([]),
        jqPathExpressions: z.array(z.string()).default([]),
      }),
    )
    .default([]),
};

/** One step of the installation, in the README, in Argo CD and in Flux alike. */
export const starterStepSchema = z.discriminatedUnion('kind', [
  /** a Helm release: chart, repository and version come from the pin */
  z.strictObject({
    ...stepBase,
    kind: z.literal('chart'),
    pin: z.string(),
    namespace: z.string(),
    /** planned files, later ones win; per-cluster values stand in `clusters/{cluster}/helm/<name>.values.yaml` */
    values: z.array(z.string()).default([]),
  }),
  /** a folder of the starter config with planned manifests: `manifests/10-namespaces`, `clusters/{cluster}` */
  z.strictObject({ ...stepBase, kind: z.literal('folder'), path: z.string() }),
  /** manifests of somebody else's Git repository at the pinned tag (Gateway API CRDs); `path` is a folder of that repository */
  z.strictObject({
    ...stepBase,
    kind: z.literal('bundle'),
    pin: z.string(),
    path: z.string(),
    /** what `kubectl apply` reads; `{version}` is the pin's */ url: z.string().optional(),
    /** instead of `url`: the whole command */ command: z.string().optional(),
  }),
]);
export type StarterStep = z.infer<typeof starterStepSchema>;

/** A part that a plan (or another part) takes in: its path relative to templates/starter, alone or with how it is taken in. */
const includeSchema = z.union([
  z.string().transform((plan): StarterInclude => ({ plan, when: [], pins: {} })),
  z.strictObject({
    plan: z.string(),
    /** flags that must hold for every step and file of the part, on top of their own */
    when: z.array(z.string()).default([]),
    /** pins that the part's steps name, and what they are in this plan: `{ linkerd-crds: linkerd-enterprise-crds }` */
    pins: z.record(z.string(), z.string()).default({}),
  }),
]);
/** An entry of `include`, written out. */
export interface StarterInclude {
  readonly plan: string;
  readonly when: string[];
  readonly pins: Record<string, string>;
}

const when = z.array(z.string()).default([]);

/** How the clusters of a config stand to each other where there are several; of `joins` and `trust` the first that applies counts. */
const topologySchema = z.strictObject({
  /** what runs in each cluster */
  runs: z.string().max(60),
  entry: z.strictObject({ title: z.string().max(40), when }).optional(),
  joins: z.array(
    z.strictObject({
      when,
      pattern: z.enum(['independent', 'federated']),
      /** what calls of other clusters come in by, where it is not the pods themselves */
      gateway: z.string().max(40).optional(),
      calls: z.string().max(160),
    }),
  ),
  trust: z.array(z.strictObject({ when, kind: z.enum(['own', 'exchanged', 'shared']), words: z.string().max(160) })).default([]),
});

/** templates/starter/<candidate>/<variant>.plan.yaml: which files an alternative's starter config has, as data. */
export const starterPlanSchema = z.strictObject({
  alternative: z.string(),
  /** parts whose refusals, flags, steps and files are added before the plan's own */
  include: z.array(includeSchema).default([]),
  /** where a starter config would do harm: a clear refusal instead of files; first that applies */
  refuse: z.array(z.strictObject({ when: conditionSchema, reason: z.string().max(400) })).default([]),
  /** named conditions over answers, needs and profile; templates see them as `flags` */
  flags: z.record(flag, conditionSchema).default({}),
  /** the order of installation; charts, folders and bundles by `dependsOn` */
  steps: z.array(starterStepSchema).default([]),
  /** drawn in the report where there are several clusters */
  topology: topologySchema.optional(),
  files: z.array(
    z.strictObject({
      /** output path; `{cluster}` is the cluster's name where `each: cluster`, `{step}` the step's where `each: chart` */
      path: z.string(),
      /** template, relative to templates/starter */
      template: z.string(),
      /** one line for the index of the README */
      about: z.string().max(120),
      /** name of a flag that must hold; `!name` that must not */
      when: z.array(z.string()).default([]),
      each: z.enum(['cluster', 'chart']).optional(),
      executable: z.boolean().default(false),
    }),
  ),
});
export type StarterPlan = z.infer<typeof starterPlanSchema>;

/** A part that several plans include: `_shared/<name>.plan.yaml`, or `<candidate>/_<name>.plan.yaml`. It may include parts itself. */
export const starterPlanPartSchema = starterPlanSchema.omit({ alternative: true });
export type StarterPlanPart = z.infer<typeof starterPlanPartSchema>;

/** catalog/pins/<name>.yaml: one pinned chart, image or bundle. */
export const pinSchema = z.strictObject({
  version: z.string(),
  appVersion: z.string().optional(),
  /** Helm repository or OCI registry of the chart, or the manifest's URL */
  repository: z.string().optional(),
  chart: z.string().optional(),
  image: z.string().optional(),
  checked: z.iso.date(),
  source: z.url(),
  note: z.string().max(200).optional(),
});
export type Pin = z.infer<typeof pinSchema>;
