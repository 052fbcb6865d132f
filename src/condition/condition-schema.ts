import { z } from 'zod';
import { type Condition, needLevels } from './condition.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const level = z.enum(needLevels);

/** zod schema of {@link Condition}; a question key may address a grid row as `grid.row`. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ question: z.string(), is: scalar }),
    z.strictObject({ question: z.string(), in: z.array(scalar).min(1) }),
    z.strictObject({ question: z.string(), includes: z.union([z.string(), z.array(z.string()).min(1)]) }),
    z.strictObject({ question: z.string(), 'at-least': z.union([z.number(), level]) }),
    z.strictObject({ question: z.string(), 'at-most': z.union([z.number(), level]) }),
    z.strictObject({ question: z.string(), below: z.string() }),
    z.strictObject({ question: z.string(), known: z.boolean() }),
    z.strictObject({ need: z.string(), 'at-least': level }),
    z.strictObject({ profile: z.string(), 'at-least': z.number() }),
    z.strictObject({ profile: z.string(), 'at-most': z.number() }),
  ]),
);
