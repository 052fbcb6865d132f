import { z } from 'zod';

/** messages/problems.yaml: what each problem means and what to do about it. */
export const problemGuidesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    title: z.string().min(1).max(80),
    meaning: z.string().min(1).max(300),
    remedy: z.string().min(1).max(300),
  }),
);
export type ProblemGuide = z.infer<typeof problemGuidesSchema>[number];
