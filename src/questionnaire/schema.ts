import { z } from 'zod';
import { burdens, idSchema, rangeSchema } from '../catalog/schema.js';
import { needLevels } from '../condition/condition.js';
import { conditionSchema } from '../condition/condition-schema.js';
import { importances, permissions } from './terms.js';

export type { Importance, Permission } from './terms.js';

const text = z.string().min(1);
const probability = z.number().min(0).max(1);

/** What an answer or a rule brings about. */
export const effectSchema = z.union([
  z.strictObject({ need: idSchema, level: z.enum(needLevels) }),
  z.strictObject({ priority: z.enum(burdens), importance: z.enum(importances) }),
  z.strictObject({ profile: idSchema, value: z.number() }),
  z.strictObject({ permit: z.enum(permissions), value: z.boolean() }),
  /** an alternative (`istio/sidecar`), or something else that must be migrated from, runs today */
  z.strictObject({ runs: z.string() }),
  /** the team has run this candidate (`istio`) before */
  z.strictObject({ knows: idSchema }),
]);
export type Effect = z.infer<typeof effectSchema>;

const base = {
  id: idSchema,
  prompt: text.max(160),
  help: text.max(700),
  why: text.max(300),
  essential: z.boolean().default(false),
  when: conditionSchema.optional(),
  sources: z.array(text).default([]),
};

const optionSchema = z.strictObject({
  value: idSchema,
  label: text.max(70),
  hint: text.max(160).optional(),
  prior: probability.optional(),
  effects: z.array(effectSchema).default([]),
});
export type Option = z.infer<typeof optionSchema>;

export const levelPriorSchema = z.strictObject({
  must: probability,
  should: probability,
  nice: probability,
  covered: probability,
  no: probability,
});

export const textKinds = ['dns-label', 'host-name', 'git-url', 'email', 'path', 'prose'] as const;
export type TextKind = (typeof textKinds)[number];

export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('choice'), options: z.array(optionSchema).min(2) }),
  z.strictObject({ ...base, type: z.literal('choices'), options: z.array(optionSchema).min(2) }),
  z.strictObject({
    ...base,
    type: z.literal('number'),
    unit: text,
    min: z.number(),
    max: z.number(),
    integer: z.boolean(),
    profile: idSchema.optional(),
    prior: rangeSchema,
  }),
  z.strictObject({
    ...base,
    type: z.literal('yes-no'),
    yes: z.array(effectSchema).default([]),
    no: z.array(effectSchema).default([]),
    prior: probability,
  }),
  z.strictObject({
    ...base,
    type: z.literal('grid'),
    rows: z.array(z.strictObject({ capability: idSchema, label: text.max(70).optional(), prior: levelPriorSchema.optional() })).min(1),
  }),
  z.strictObject({
    ...base,
    type: z.literal('text'),
    kind: z.enum(textKinds),
    many: z.boolean().default(false),
    maxLength: z.number().int().max(253),
    example: text,
    default: z.union([z.string(), z.array(z.string())]).optional(),
  }),
]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionType = Question['type'];

export const sectionSchema = z.strictObject({
  section: idSchema,
  title: text,
  intro: text.max(400),
  questions: z.array(questionSchema).min(1),
});
export type Section = z.infer<typeof sectionSchema>;

/** A conclusion from several answers. */
export const ruleSchema = z.strictObject({
  id: idSchema,
  when: conditionSchema,
  effects: z.array(effectSchema).min(1),
  why: text.max(300),
  sources: z.array(text).default([]),
});
export type Rule = z.infer<typeof ruleSchema>;

/** Two or more answers that cannot all be meant. An `error` refuses the answers; a `warning` is reported. */
export const contradictionSchema = z.strictObject({
  id: idSchema,
  severity: z.enum(['error', 'warning']),
  when: conditionSchema,
  questions: z.array(text).min(2),
  message: text.max(400),
  resolve: text.max(400),
  sources: z.array(text).default([]),
});
export type Contradiction = z.infer<typeof contradictionSchema>;

export interface Questionnaire {
  readonly version: number;
  readonly sections: readonly Section[];
  readonly rules: readonly Rule[];
  readonly contradictions: readonly Contradiction[];
}
