import { z } from 'zod';
import { idSchema, rangeSchema, statementSchema } from './schema.js';

const text = z.string().min(1);
const alternativeId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'expected candidate/variant, such as istio/ambient');
const sources = z.array(text).min(1);
const evidence = {
  basis: z.enum(['measured', 'documented', 'judgement']),
  note: text.max(400).optional(),
  sources,
};

/** A parameter of the overhead model: [low, likely, high] in a unit that is part of its meaning. */
const quantity = <Unit extends string>(unit: Unit) => z.strictObject({ range: rangeSchema, unit: z.literal(unit), ...evidence });
export type Quantity = z.infer<ReturnType<typeof quantity<string>>>;

const latencySchema = z.strictObject({ p50: quantity('ms per request'), p99: quantity('ms per request') });
export type LatencyParameters = z.infer<typeof latencySchema>;

/** How many services a proxy is told about: min(services, atMost); null is no limit. One figure per bound of the range. */
const limit = z.number().nullable();
const visibleServicesSchema = z.strictObject({ atMost: z.tuple([limit, limit, limit]), ...evidence });
export type VisibleServices = z.infer<typeof visibleServicesSchema>;

/** A proxy whose CPU has an idle part and a part per traversal, and whose memory has a base and a part per service it knows. */
const proxy = <Per extends string>(per: Per) => ({
  title: text.max(60),
  idleCores: quantity(`cores per ${per}`),
  coresPerThousand: quantity('cores per 1000 traversals/s'),
  memoryMb: quantity(`MB per ${per}`),
});

const serviceMemory = {
  memoryMbPerService: quantity('MB per proxy and visible service').optional(),
  visibleServices: visibleServicesSchema.optional(),
};

const dataPlaneSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per-pod-proxy'),
    traversalsPerRequest: z.number().positive(),
    ...proxy('pod'),
    ...serviceMemory,
    latency: latencySchema,
  }),
  z.strictObject({
    kind: z.literal('per-node-proxy'),
    traversalsPerRequest: z.number().positive(),
    ...proxy('node'),
    /** memory that a node proxy needs per pod of its cluster */
    memoryMbPerPod: quantity('MB per node and pod of the cluster'),
    /** the agent beside it that redirects traffic */
    agent: z.strictObject({ title: text.max(60), cores: quantity('cores per node'), memoryMb: quantity('MB per node') }),
    latency: latencySchema,
    /** optional second proxies for the share of requests that needs HTTP handling: one more traversal each */
    waypoint: z.strictObject({ ...proxy('replica'), ...serviceMemory, latency: latencySchema }).optional(),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type DataPlane = z.infer<typeof dataPlaneSchema>;

const controlPlaneSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('linear'),
    title: text.max(60),
    replicas: quantity('replicas per cluster'),
    coresPerReplica: quantity('cores per replica'),
    coresPerThousandProxies: quantity('cores per 1000 proxies'),
    coresPerThousandPods: quantity('cores per 1000 pods').optional(),
    memoryGbPerReplica: quantity('GB per replica'),
    memoryGbPerThousandServices: quantity('GB per replica and 1000 services').optional(),
    memoryGbPerThousandPods: quantity('GB per replica and 1000 pods').optional(),
    memoryGbPerThousandProxies: quantity('GB per 1000 proxies'),
  }),
  z.strictObject({
    kind: z.literal('stepped-servers'),
    title: text.max(60),
    /** ascending; the first step whose limit holds for the pods of one cluster counts, the last one has no limit */
    steps: z
      .array(
        z.strictObject({
          atMostPods: limit,
          servers: quantity('servers per cluster'),
          cores: quantity('cores per server'),
          memoryGb: quantity('GB per server'),
        }),
      )
      .min(1)
      .refine(
        (steps) => steps.every((step, index) => (step.atMostPods === null) === (index === steps.length - 1)),
        'the last step, and only it, has no limit',
      ),
    helper: z.strictObject({ title: text.max(60), cores: quantity('cores per cluster'), memoryGb: quantity('GB per cluster') }),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type ControlPlane = z.infer<typeof controlPlaneSchema>;

/** What the scheduler sets aside: requests of pods, whether used or not. */
const reservationSchema = z.strictObject({
  title: text.max(80),
  items: z.array(
    z.strictObject({
      title: text.max(60),
      per: z.enum(['pod', 'node', 'waypoint-replica', 'cluster']),
      /** how often it counts per unit of `per`, such as replicas per cluster */
      times: z.number().min(0).default(1),
      cores: z.number().min(0),
      memoryMib: z.number().min(0),
      note: text.max(300).optional(),
      sources,
      proof: statementSchema.shape.proof,
    }),
  ),
});
export type Reservation = z.infer<typeof reservationSchema>;

const nodeEncryptionSchema = z.strictObject({
  title: text.max(60),
  coresPerThousand: quantity('cores per 1000 requests/s, both ends'),
  memoryMb: quantity('MB per node'),
  latency: latencySchema,
});
const applicationTlsSchema = z.strictObject({
  title: text.max(60),
  coresPerThousand: quantity('cores per 1000 requests/s, both ends'),
  memoryMb: quantity('MB per connection'),
  latency: latencySchema,
});

/** All that the overhead of one alternative is computed from. */
const alternativeFootprintSchema = z.strictObject({
  dataPlane: dataPlaneSchema,
  controlPlane: controlPlaneSchema,
  /** charged when encryption between nodes is wanted from the platform */
  nodeEncryption: nodeEncryptionSchema,
  /** charged when the applications do mutual TLS themselves; absent where the alternative does it for them */
  applicationTls: applicationTlsSchema.optional(),
  reservation: z.strictObject({
    /** what a production installation sets aside */
    production: reservationSchema,
    /** the charts' values untouched */
    shipped: reservationSchema,
    /** the vendor's full recommendation, where it goes beyond `production` */
    recommended: reservationSchema.optional(),
  }),
  note: text.max(400).optional(),
});
export type AlternativeFootprint = z.infer<typeof alternativeFootprintSchema>;

const assumption = z.strictObject({ value: z.number(), unit: text, note: text.max(400), sources });

/** catalog/footprint.yaml */
export const footprintSchema = z.strictObject({
  alternatives: z.record(alternativeId, alternativeFootprintSchema),
  /** what nobody is asked, and the figure used instead */
  assumptions: z.strictObject({
    /** share of requests that needs HTTP handling where single services ask for it */
    l7Share: assumption,
    /** the same where every service asks for it, as for request metrics of all services */
    l7ShareEverywhere: assumption,
    servicesPerWaypoint: assumption,
    waypointReplicas: assumption,
    connectionsPerPod: assumption,
  }),
  /** where the figures are weakest; the report shows those of the alternatives that it prints */
  weakEvidence: z.array(
    z.strictObject({ id: idSchema, alternatives: z.array(alternativeId).min(1), text: text.max(400), sources: z.array(text).default([]) }),
  ),
});
export type Footprint = z.infer<typeof footprintSchema>;

const price = z.strictObject({ range: rangeSchema, unit: text, note: text.max(400), sources });

/** catalog/prices.yaml */
export const pricesSchema = z.strictObject({
  currency: z.literal('USD'),
  hoursPerMonth: z.number().positive(),
  vcpuHour: price,
  gbHour: price,
  licences: z.record(
    alternativeId,
    z.strictObject({
      per: z.literal('cluster-month'),
      /** USD; null: a licence is sold, no price is public */
      amount: rangeSchema.nullable(),
      note: text.max(400),
      sources,
    }),
  ),
});
export type Prices = z.infer<typeof pricesSchema>;
