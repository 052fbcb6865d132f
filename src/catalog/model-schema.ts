import { z } from 'zod';
import { needLevels } from '../condition/condition.js';
import { burdens, idSchema, rangeSchema, supportLevels } from './schema.js';

const rationale = z.string().min(20);

/** Piecewise-linear value function on a declared scale: ascending quantities, each with a value in [0, 1]. */
const valueFunctionSchema = z.strictObject({
  unit: z.string(),
  points: z.array(z.tuple([z.number(), z.number().min(0).max(1)])).min(2),
  rationale,
});
export type ValueFunction = z.infer<typeof valueFunctionSchema>;

const numberWithRationale = z.strictObject({ value: z.number(), rationale });

const levelPrior = z.strictObject({ prior: z.record(z.enum(needLevels), z.number().min(0).max(1)), rationale });

/** catalog/model.yaml: every parameter of the decision model, each with the reason for its figure. */
export const modelSchema = z.strictObject({
  version: z.string(),
  utilities: z.record(z.enum(supportLevels), z.strictObject({ value: rangeSchema, rationale })),
  needWeights: z.strictObject({ must: numberWithRationale, should: numberWithRationale, nice: numberWithRationale }),
  importanceWeights: z.strictObject({
    'not-important': numberWithRationale,
    normal: numberWithRationale,
    important: numberWithRationale,
    decisive: numberWithRationale,
  }),
  defaultImportance: z.partialRecord(
    z.enum(burdens),
    z.strictObject({ importance: z.enum(['not-important', 'normal', 'important', 'decisive']), rationale }),
  ),
  values: z.strictObject({
    adoptEffort: valueFunctionSchema,
    runEffort: valueFunctionSchema,
    latency: valueFunctionSchema,
    cash: valueFunctionSchema,
    footprint: valueFunctionSchema,
  }),
  longevity: z.strictObject({
    parts: z.record(idSchema, z.strictObject({ weight: z.number(), rationale })),
    governance: z.record(z.string(), z.strictObject({ value: rangeSchema, rationale })),
    nonOsiLicence: z.strictObject({ value: rangeSchema, rationale }),
    vendorOnlyStableReleases: z.strictObject({ value: rangeSchema, rationale }),
    supportWindow: valueFunctionSchema,
  }),
  profile: z.record(
    idSchema,
    z.strictObject({
      unit: z.string(),
      default: z.number().optional(),
      from: idSchema.optional(),
      times: z.number().optional(),
      rationale,
    }),
  ),
  /** days: when a release counts as near its end, and when a source as checked too long ago */
  freshness: z.strictObject({ 'near-end-days': numberWithRationale, 'checked-within-days': numberWithRationale }),
  effort: z.record(idSchema, numberWithRationale),
  /** how likely each level is for a row of a grid that nobody answered, and for one left out of a grid that was answered */
  openRows: z.strictObject({ unanswered: levelPrior, omitted: levelPrior }),
});
export type ModelParameters = z.infer<typeof modelSchema>;
