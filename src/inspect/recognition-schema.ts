import { z } from 'zod';
import { needLevels } from '../condition/condition.js';

const text = z.string().min(1);
const pattern = text.refine(isPattern, 'no regular expression');
/** `spec.ports[].name`: keys separated by dots, `[]` for every item of a list */
const fieldPath = text.regex(/^[A-Za-z][\w-]*(\[\])?(\.[\w-]+(\[\])?)*$/);

/** Objects of one kind. Everything given must match; a list field matches when one of its values does. */
export const objectPatternSchema = z.strictObject({
  kind: text,
  /** only in namespaces that hold no platform component */
  application: z.boolean().default(false),
  name: pattern.optional(),
  namespace: pattern.optional(),
  labels: z.record(text, pattern).default({}),
  /** some label has such a key */
  labelKeys: pattern.optional(),
  annotations: z.record(text, pattern).default({}),
  fields: z.record(fieldPath, pattern).default({}),
  /** no value at the path matches */
  withoutFields: z.record(fieldPath, pattern).default({}),
});
export type ObjectPattern = z.infer<typeof objectPatternSchema>;

/** What must be seen. `none` says that there is no such object, and holds only where every object of that kind was read. */
export type Sign =
  | { readonly some: ObjectPattern }
  | { readonly none: ObjectPattern }
  | { readonly all: readonly Sign[] }
  | { readonly any: readonly Sign[] }
  | { readonly not: Sign };

export const signSchema: z.ZodType<Sign> = z.lazy(() =>
  z.union([
    z.strictObject({ some: objectPatternSchema }),
    z.strictObject({ none: objectPatternSchema }),
    z.strictObject({ all: z.array(signSchema).min(1) }),
    z.strictObject({ any: z.array(signSchema).min(1) }),
    z.strictObject({ not: signSchema }),
  ]),
);

const because = text.max(240);
const sources = z.array(text).min(1);

const readingSchema = z.strictObject({
  answer: z.union([text, z.boolean()]),
  when: signSchema,
  because,
  sources,
  /** seen, but whether it is the answer is for a person to say: proposed only */
  judge: z.boolean().default(false),
});

/**
 * How the answer to one question is recognised. `one`: all readings are compared, and two different ones are a conflict; `first`: the
 * first that holds; `each`: every one that holds is ticked; `count`: how many objects there are; `row`: a level of one row of a grid,
 * which is proposed but not filled in, since a cluster does not say what matters.
 */
export const recogniserSchema = z.discriminatedUnion('take', [
  z.strictObject({ question: text, take: z.literal('one'), readings: z.array(readingSchema).min(1) }),
  z.strictObject({ question: text, take: z.literal('first'), readings: z.array(readingSchema).min(1) }),
  z.strictObject({ question: text, take: z.literal('each'), readings: z.array(readingSchema).min(1) }),
  z.strictObject({ question: text, take: z.literal('count'), count: objectPatternSchema, because, sources }),
  z.strictObject({ question: text, take: z.literal('row'), level: z.enum(needLevels), when: signSchema, because, sources }),
]);
export type Recogniser = z.infer<typeof recogniserSchema>;
export type Reading = z.infer<typeof readingSchema>;

/** Something worth knowing that answers no question. */
export const noteSchema = z.strictObject({ id: text, note: text.max(300), when: signSchema, sources });

/** One read-only call of kubectl. */
export const callSchema = z.strictObject({
  kind: text,
  /** as kubectl names it, with its group where the short name is ambiguous */
  resource: text.regex(/^[a-z][a-z0-9.]*$/),
  /** one object only */
  name: text.regex(/^[a-z0-9-]+$/).optional(),
  /** `*` for all namespaces */
  namespace: text.regex(/^(\*|[a-z0-9-]+)$/).optional(),
  /** only these values are asked for, where whole objects would be large: where they stand, in steps, and how kubectl names them */
  columns: z.array(z.strictObject({ to: z.array(text).min(1), path: text.regex(/^\.[^\s,:]+$/) })).optional(),
});
export type Call = z.infer<typeof callSchema>;

export const recognitionFileSchema = z.strictObject({
  recognisers: z.array(recogniserSchema).default([]),
  notes: z.array(noteSchema).default([]),
});

/** What is read, and what belongs to the platform. */
export const readingPlanSchema = z.strictObject({
  calls: z.array(callSchema).min(1),
  /** namespaces of the platform itself; everything else is an application's */
  platformNamespaces: z.array(pattern),
});

/** Everything that recognising a cluster rests on. */
export interface Recognition {
  readonly recognisers: readonly Recogniser[];
  readonly notes: readonly z.infer<typeof noteSchema>[];
  readonly calls: readonly Call[];
  readonly platformNamespaces: readonly string[];
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
