import { z } from 'zod';
import { conditionSchema } from '../condition/condition-schema.js';
import { supportLevels, themes } from './terms.js';

export { type BurdenId, burdens, type Range, type SupportLevel, supportLevels, themes } from './terms.js';

/** kebab-case identifier */
export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected kebab-case, such as mtls-automatic');
const text = z.string().min(1);
const date = z.iso.date();

/** [low, likely, high], ascending. */
export const rangeSchema = z
  .tuple([z.number(), z.number(), z.number()])
  .refine(([low, likely, high]) => low <= likely && likely <= high, 'expected [low, likely, high] in ascending order');

export const capabilitySchema = z.strictObject({
  id: idSchema,
  theme: z.enum(themes),
  facet: idSchema.optional(),
  layer: z.enum(['mesh', 'platform']).default('mesh'),
  title: text.max(60),
  summary: text.max(200),
  why: text.max(300),
  signs: text.max(300),
});
export type Capability = z.infer<typeof capabilitySchema>;

/** People's work: person-days to adopt, person-days a month to run; `per` says what it is multiplied by. */
const workSchema = z.strictObject({
  per: z.enum(['once', 'cluster', 'language', 'service']),
  adopt: rangeSchema,
  run: rangeSchema,
  why: text.max(200),
});
export type Work = z.infer<typeof workSchema>;

/** Where a published artefact confirms a statement. See docs/contributing-facts.md. */
const proofSchema = z.union([
  z.strictObject({ crd: text, version: text.optional(), field: text.optional(), enum: z.string().optional() }),
  z.strictObject({ crd: text, absent: text }),
  z.strictObject({
    chart: text,
    key: text,
    equals: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
  }),
]);
export type Proof = z.infer<typeof proofSchema>;

export const statementSchema = z.strictObject({
  level: z.enum(supportLevels),
  when: conditionSchema.optional(),
  since: z.string().nullable(),
  maturity: z.enum(['alpha', 'beta', 'stable']).nullable(),
  note: text.max(400),
  basis: z.enum(['measured', 'documented', 'judgement']),
  sources: z.array(text).min(1),
  components: z.array(idSchema).default([]),
  work: z.array(workSchema).default([]),
  conflicts: z.array(idSchema).default([]),
  utility: z.strictObject({ value: rangeSchema, reason: text.max(200) }).optional(),
  proof: z.array(proofSchema).default([]),
});
export type Statement = z.infer<typeof statementSchema>;

const statements = z.union([statementSchema.transform((one) => [one]), z.array(statementSchema).min(1)]);

/** capability → variant (or `all`) → the statements, first that applies holds. */
const supportSchema = z.record(idSchema, z.record(idSchema, statements));

const effortSchema = z.strictObject({
  components: z.array(idSchema),
  work: z.array(workSchema),
});

const variantSchema = z.strictObject({
  id: idSchema,
  title: text.max(60),
  short: text.max(24),
  summary: text.max(300),
  edition: z.enum(['free', 'commercial']),
  licence: z.strictObject({ spdx: text, osi: z.boolean(), note: text.max(300), sources: z.array(text).min(1) }),
  stableReleases: z.strictObject({ public: z.boolean(), note: text.max(300), sources: z.array(text).min(1) }),
  support: z.strictObject({ windowMonths: rangeSchema, releaseMonths: rangeSchema, note: text.max(300), sources: z.array(text).min(1) }),
  effort: effortSchema,
});

export const candidateSchema = z.strictObject({
  id: idSchema,
  title: text.max(40),
  homepage: z.url(),
  summary: text.max(300),
  governance: z.strictObject({
    kind: z.enum(['foundation-graduated', 'foundation-incubating', 'community', 'single-vendor']),
    note: text.max(300),
    sources: z.array(text).min(1),
  }),
  baseline: z.strictObject({
    version: text,
    checked: text,
    released: date,
    endOfSupport: z.strictObject({ date: date.nullable(), note: text.max(300) }),
    kubernetes: z.strictObject({ min: text, max: text }).nullable(),
    newer: z.strictObject({ version: text, note: text.max(300) }).nullable(),
    sources: z.array(text).min(1),
  }),
  variants: z.array(variantSchema).min(1),
  capabilities: supportSchema,
});
export type Candidate = z.infer<typeof candidateSchema>;
export type Variant = z.infer<typeof variantSchema>;

/** Something a team must install and operate for an alternative or for one of its add-ons. */
export const componentSchema = z.strictObject({
  id: idSchema,
  title: text.max(60),
  kind: z.enum(['control-plane', 'data-plane', 'gateway', 'add-on', 'library', 'platform']),
  what: text.max(200),
  work: z.array(workSchema).min(1),
  basis: z.enum(['measured', 'documented', 'judgement']),
  sources: z.array(text).min(1),
});
export type Component = z.infer<typeof componentSchema>;

export const sourceSchema = z.strictObject({
  title: text.max(160),
  publisher: text.max(80),
  url: z.url(),
  version: text.max(80),
  checked: date,
  kind: z.enum([
    'specification',
    'documentation',
    'source-code',
    'benchmark',
    'vendor-blog',
    'independent-study',
    'issue',
    'news',
    'judgement',
  ]),
  about: z.array(idSchema).default([]),
  vendor: z.boolean().default(false),
});
export type Source = z.infer<typeof sourceSchema>;

/** A CNI, distribution or node kind: what the platform itself can do, and what it forbids. */
export const platformSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['cni', 'distribution', 'node']),
  title: text.max(60),
  when: conditionSchema,
  networkPolicy: z
    .strictObject({
      ingress: z.enum(['yes', 'no', 'if-enabled', 'unknown']),
      egress: z.enum(['yes', 'no', 'if-enabled', 'unknown']),
      silent: z.boolean(),
      note: text.max(400),
    })
    .optional(),
  encryption: text.max(300).optional(),
  restrictions: z.array(text.max(300)).default([]),
  recognise: z.array(text.max(300)).default([]),
  capabilities: z.record(idSchema, statements).default({}),
  sources: z.array(text).min(1),
});
export type Platform = z.infer<typeof platformSchema>;

/** Something the report says about this platform or plan, whatever wins. */
export const findingSchema = z.strictObject({
  id: idSchema,
  severity: z.enum(['critical', 'warning', 'note']),
  title: text.max(120),
  when: conditionSchema,
  /** candidates (`istio`) or alternatives (`istio/ambient`) it is about; absent: it holds whatever wins */
  appliesTo: z.array(text).optional(),
  explanation: text.max(600),
  remedy: text.max(600),
  sources: z.array(text).min(1),
});
export type Finding = z.infer<typeof findingSchema>;
