import { z } from 'zod';
import { burdens, supportLevels } from '../catalog/schema.js';
import { needLevels } from '../condition/condition.js';
import { gateOutcomes } from '../decision/gates.js';
import { importances, permissions } from '../questionnaire/terms.js';

/** Version of the format of decision.json. */
export const recordVersion = 1;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const text = z.string();
const sources = list(text).describe('ids of sources; `mesh-advisor explain ID` shows each');
const range = z.tuple([z.number(), z.number(), z.number()]).readonly().describe('[low, likely, high], ascending');
const capability = text.describe('id of a capability');
const alternative = text.describe('id of an alternative, such as istio/ambient');
const needLevel = z.enum(needLevels);
const severity = z.enum(['critical', 'warning', 'note']);
const points = z.number().describe('points of 100');

const origin = {
  kind: z.enum(['answer', 'rule']),
  id: text.describe('question, grid.row or rule'),
  value: text.describe('the answer, or why the rule says so'),
};
const originSchema = z.strictObject(origin);
const levelOrigins = list(z.strictObject({ ...origin, level: needLevel })).describe('every origin, also those of lower levels');

const editionSchema = z
  .strictObject({
    program: text.describe('version of mesh-advisor'),
    catalogDigest: text.describe('digest of the catalog and the questionnaire used, with an overlay laid over them'),
    modelVersion: text.describe('version of the decision model'),
  })
  .describe('what the decision was made with');

/** What identifies the knowledge a decision was made with. */
export type Edition = Readonly<z.infer<typeof editionSchema>>;

const share = z.number().describe('share of the draws, 0 to 1');
const candidate = text.describe('id of a candidate, such as istio');

const verdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['clear', 'leaning', 'close-call']),
    alternative,
    candidate,
    firsts: share.describe('share of the draws in which its candidate is first, 0 to 1'),
    runnerUp: alternative.nullable().describe('the alternative of another candidate to compare with'),
    margin: points.nullable().describe('points of score between the two'),
    rival: z.strictObject({ candidate, firsts: share }).nullable().describe('the other candidate that is most often first'),
    rivalAhead: z.boolean().describe('the rival is first more often than the recommended candidate'),
  }),
  z.strictObject({
    kind: z.literal('no-alternative'),
    relaxations: list(z.strictObject({ alternative, musts: list(capability) })).describe(
      'the musts that each alternative fails, fewest first',
    ),
  }),
]);

const ruledOutSchema = z.strictObject({
  capability,
  reason: text,
  origins: levelOrigins,
  statedBy: text.describe('whose statement it is: an alternative, or platform/ID'),
  level: z.enum(supportLevels),
  sources,
});

const conditionSchema = z.strictObject({
  capability,
  outcome: z.enum(gateOutcomes),
  reason: text,
  dependsOn: text.optional().describe('question to answer for certainty'),
});

const contributionSchema = z.strictObject({
  kind: z.enum(['need', 'burden']),
  id: text,
  points,
  of: points.describe('points that it could add at most'),
});

const needValueSchema = z.strictObject({
  capability,
  need: needLevel,
  level: z.enum(supportLevels),
  value: range.describe('[low, likely, high] from 0 to 1'),
  reliedOn: z.boolean().describe('false: left undone, and no work charged for it'),
  excludedBy: capability.optional(),
  statedBy: text,
  sources,
});

const effortSchema = z.strictObject({
  adoptDays: range.describe('person-days to adopt'),
  runDaysPerMonth: range.describe('person-days a month to run'),
  lines: list(
    z.strictObject({
      kind: z.enum(['component', 'work', 'migration']),
      id: text,
      title: text,
      neededFor: list(text),
      adopt: range.describe('person-days'),
      run: range.describe('person-days a month'),
    }),
  ),
});

const footprintSchema = z.strictObject({
  cores: range.describe('CPU used, in cores'),
  memoryGb: range.describe('memory used, in GB'),
  reservedCores: z.number().describe('CPU requested by default, in cores'),
  reservedGb: z.number().describe('memory requested by default, in GB'),
  latencyP50Ms: range.describe('added to the median of one request, in milliseconds'),
  latencyP99Ms: range.describe('added to the 99th percentile of one request, in milliseconds'),
});

const cashSchema = z.strictObject({
  infrastructure: range.describe('US dollars a month'),
  licence: range.describe('US dollars a month'),
  licenceNote: text,
  licenceSources: sources,
  total: range.describe('US dollars a month'),
});

const assessmentSchema = z.strictObject({
  alternative,
  title: text,
  feasible: z.boolean().describe('meets every must'),
  score: points,
  range: z.tuple([z.number(), z.number()]).readonly().describe('score with every value at its low, and at its high end'),
  ruledOutBy: list(ruledOutSchema),
  conditions: list(conditionSchema).describe('musts that are met under a condition'),
  contributions: list(contributionSchema).describe('they sum to the score'),
  needs: list(needValueSchema),
  burdens: list(
    z.strictObject({
      burden: z.enum(burdens),
      value: range.describe('[low, likely, high] from 0 to 1; 1 is no burden'),
      quantity: range,
      unit: text.describe('unit of the quantity'),
    }),
  ),
  effort: effortSchema,
  footprint: footprintSchema,
  cash: cashSchema,
});

const answerSchema = z.union([text, z.number(), z.boolean(), list(text), z.record(text, needLevel)]);

const robustnessSchema = z
  .strictObject({
    draws: z.number().describe('draws of weights, facts and open answers'),
    counted: z.number().describe('draws whose answers do not contradict each other; all shares are of these'),
    halfWidth: z.number().describe('95 % half-width of a share at one half'),
    candidates: list(z.strictObject({ id: candidate, first: share })),
    none: share.describe('share of the draws in which every alternative fails a must, 0 to 1'),
    alternatives: list(
      z.strictObject({ alternative, first: share, rankAcceptability: list(share).describe('share of the draws at place 1, 2, …') }),
    ),
    pairwise: list(z.strictObject({ alternative, before: z.record(text, share).describe('share of the draws before each other one') })),
    centralWeights: list(
      z.strictObject({
        alternative,
        confidence: share.nullable().describe('share of the draws in which it is first with these weights'),
        weights: z.record(text, z.number()).describe('mean weights of the draws in which it is first; they sum to 1'),
      }),
    ),
    entropy: z.number().describe('of first places over candidates and none, in bits'),
    couldDiffer: z.number().describe('probability that the open answers put another candidate first, 0 to 1'),
    settled: z.boolean().describe('the open questions cannot plausibly change the recommendation'),
  })
  .describe('how the recommendation holds when weights, facts and open answers vary');

const change = {
  key: text.describe('question or grid.row'),
  from: answerSchema.nullable().describe('null: left open'),
  to: answerSchema,
  distance: z.number().describe('how far it is from what was stated'),
  prior: z.number().describe('how likely this answer is when nothing is known, 0 to 1'),
};
const winnerSchema = alternative.nullable().describe('first alternative then; null: every one fails a must');

const sensitivitySchema = z
  .strictObject({
    changesTried: z.number().describe('single changes of one answer that were tried'),
    flips: list(z.strictObject({ ...change, winner: winnerSchema, otherCandidate: z.boolean() })).describe(
      'single changes of an answer that put another alternative first, nearest first',
    ),
    pairFlips: list(z.strictObject({ changes: list(z.strictObject(change)), winner: winnerSchema, distance: z.number() })),
    factFlips: list(
      z.strictObject({ alternative, capability, from: z.enum(supportLevels), to: z.enum(supportLevels), winner: winnerSchema }),
    ),
    weightIntervals: list(
      z.strictObject({
        id: text.describe('facet or burden'),
        kind: z.enum(['facet', 'burden']),
        weight: z.number(),
        low: z.number().describe('the recommendation stays from this weight'),
        high: z.number().nullable().describe('to this one; null: however large'),
        lowRival: alternative.nullable().describe('who ties at that end'),
        highRival: alternative.nullable(),
      }),
    ),
    nearestWeights: z
      .strictObject({
        rival: alternative,
        distance: z.number().describe('sum of the changes of normalised weights, 0 to 2'),
        changes: list(z.strictObject({ id: text, from: z.number(), to: z.number() })),
      })
      .nullable()
      .describe('the nearest weights at which a rival ties'),
  })
  .describe('what would change the recommendation');

/** decision.json: the verdict first, then everything that it rests on. */
export const decisionRecordSchema = z
  .strictObject({
    formatVersion: z.literal(recordVersion),
    name: text,
    edition: editionSchema,
    verdict: verdictSchema,
    recommendation: z
      .strictObject({ candidate: text, alternative, title: text })
      .nullable()
      .describe('null: no alternative meets every must'),
    ranking: list(assessmentSchema).describe('best first, those that are ruled out after the feasible'),
    robustness: robustnessSchema,
    openQuestions: list(
      z.strictObject({
        question: text.describe('question or grid.row'),
        evppi: z.number().describe('expected value of knowing the answer, of 1'),
        standardError: z.number(),
      }),
    ).describe('open questions, most valuable first'),
    sensitivity: sensitivitySchema,
    needs: list(z.strictObject({ capability, level: needLevel, origins: levelOrigins })),
    importance: z.record(z.enum(burdens), z.strictObject({ level: z.enum([...importances, 'absent']), origins: list(originSchema) })),
    permissions: z.record(z.enum(permissions), z.strictObject({ value: z.boolean().optional(), origin: originSchema.optional() })),
    profile: z
      .record(text, z.strictObject({ value: z.number(), assumed: z.boolean() }))
      .describe('quantities by id; `mesh-advisor schema model` gives their units'),
    weights: z.strictObject({
      facets: z.record(text, z.number()),
      burdens: z.record(z.enum(burdens), z.number()),
      needs: z.record(text, z.strictObject({ facet: text, weight: z.number() })),
    }),
    findings: list(z.strictObject({ id: text, severity, title: text, appliesTo: list(text).optional() })),
    answers: z.record(text, answerSchema),
    weightOverrides: z.record(text, z.number()),
  })
  .describe('A decision of mesh-advisor with everything that it rests on. Numbers have six significant digits.');

export type DecisionRecord = Readonly<z.infer<typeof decisionRecordSchema>>;

/** What a review reads of an older record; the rest may differ between versions of the program. */
export const reviewedRecordSchema = z.object({
  formatVersion: decisionRecordSchema.shape.formatVersion,
  name: decisionRecordSchema.shape.name,
  edition: z.object(editionSchema.shape),
  recommendation: decisionRecordSchema.shape.recommendation,
  ranking: z.array(z.object(assessmentSchema.pick({ alternative: true, title: true, feasible: true, score: true }).shape)),
  answers: z.record(text, z.unknown()),
  weightOverrides: decisionRecordSchema.shape.weightOverrides,
});
