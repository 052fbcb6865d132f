import { z } from 'zod';
import { conditionSchema } from '../condition/condition-schema.js';
import { idSchema } from './schema.js';

const text = z.string().min(1);
const sentence = text.max(400);
/** candidates (`istio`) or alternatives (`istio/ambient`) that it is about; absent: every one */
const about = z.array(text).min(1).optional();
const sources = z.array(text).min(1);

/** One line of a list; left out where its condition does not hold or another alternative is recommended. */
const itemSchema = z.union([
  sentence.transform((line) => ({ text: line })),
  z.strictObject({ text: sentence, when: conditionSchema.optional(), for: about }),
]);
export interface GuideItem {
  readonly text: string;
  readonly when?: z.infer<typeof conditionSchema> | undefined;
  readonly for?: readonly string[] | undefined;
}

const items = z.array(itemSchema);

/** A phase of an adoption: what must hold before, what is done, what shows that it worked, and the way back. */
const phaseSchema = z.strictObject({
  id: idSchema,
  title: text.max(80),
  for: about,
  when: conditionSchema.optional(),
  /** left out where the recommended alternative runs already */
  unlessRunning: z.boolean().default(false),
  entry: items.min(1),
  steps: items.min(1),
  exit: items.min(1),
  rollback: sentence,
  sources,
});

/** How to get from what runs today to an alternative. */
const migrationSchema = z.strictObject({
  id: idSchema,
  title: text.max(80),
  /** values of the effect `runs`, such as `istio/sidecar` or `app-mesh`, or a candidate */
  from: z.array(text).min(1),
  for: about,
  /** why it must or need not be left */
  reason: sentence,
  steps: items.min(1),
  back: sentence,
  sources,
});

/** What leaving an alternative later means for the configuration. */
const reversibilitySchema = z.strictObject({
  id: idSchema,
  for: about,
  survives: items.min(1),
  lost: items.min(1),
  leave: sentence,
  sources,
});

/** A trial that can refute the recommendation. `{latency-budget}` and other profile ids in braces are filled in. Method only, no product facts. */
const trialSchema = z.strictObject({
  /** a capability or a burden */
  id: idSchema,
  measure: sentence,
  control: sentence,
  pass: sentence,
});

const patternSchema = z.strictObject({
  id: idSchema,
  title: text.max(80),
  when: conditionSchema,
  for: about,
  how: sentence,
  limits: sentence,
  sources,
});

/** Seconds until clients go elsewhere: probe interval × failed probes + time to live of the record. */
const dnsFailoverSchema = z.strictObject({
  id: idSchema,
  title: text.max(80),
  when: conditionSchema.optional(),
  intervalSeconds: z.number().positive(),
  failures: z.number().int().positive(),
  ttlSeconds: z.number().positive(),
  sources,
});

const noteSchema = z.strictObject({ id: idSchema, for: about, when: conditionSchema.optional(), text: sentence, sources });

/** catalog/guides.yaml: what to do after the decision, as data. */
export const guidesSchema = z.strictObject({
  adoption: z.array(phaseSchema),
  migrations: z.array(migrationSchema),
  reversibility: z.array(reversibilitySchema),
  trials: z.array(trialSchema),
  /** the trial of a capability that has none of its own */
  defaultTrial: trialSchema.omit({ id: true }),
  clusters: z.strictObject({
    /** first that fits comes first in the report */
    patterns: z.array(patternSchema),
    dnsFailover: z.array(dnsFailoverSchema),
    notes: z.array(noteSchema),
  }),
  notEvaluated: z.array(z.strictObject({ id: idSchema, title: text.max(80), when: conditionSchema, reason: sentence, sources })),
});
export type Guides = z.infer<typeof guidesSchema>;

/** Whether an entry with `for` is about an alternative. */
export function isAbout(
  entry: { readonly for?: readonly string[] | undefined },
  alternative: { readonly id: string; readonly candidate: { readonly id: string } },
): boolean {
  return entry.for === undefined || entry.for.includes(alternative.id) || entry.for.includes(alternative.candidate.id);
}
