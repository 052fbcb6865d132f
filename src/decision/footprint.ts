import type {
  AlternativeFootprint,
  ControlPlane,
  DataPlane,
  LatencyParameters,
  Quantity,
  Reservation,
  VisibleServices,
} from '../catalog/footprint-schema.js';
import type { Range } from '../catalog/schema.js';

/** The numbers of a situation that overhead depends on. */
export interface FootprintProfile {
  readonly services: number;
  /** pods that take part, in all clusters together */
  readonly pods: number;
  /** nodes that carry them, in all clusters together */
  readonly nodes: number;
  readonly clusters: number;
  /** requests/s between services at peak, all together; one request is one edge */
  readonly requestRate: number;
  /** services that one user request passes in a row, at least 1 */
  readonly callDepth: number;
  /** share of requests that needs HTTP handling, 0 to 1; matters where that is done by separate proxies */
  readonly l7Share: number;
  /** how many groups of services have such proxies, and the replicas of each */
  readonly waypoints: number;
  readonly waypointReplicas: number;
  readonly connectionsPerPod: number;
  /** the platform encrypts between nodes */
  readonly nodeEncryption: boolean;
  /** the applications do mutual TLS themselves, where the alternative does not do it for them */
  readonly applicationTls: boolean;
}

export type FootprintQuantity = 'cores' | 'memoryGb' | 'reservedCores' | 'reservedGb';

/** One term of a sum, for the report: what it is for, how it is computed, what it comes to. */
export interface FormulaLine {
  readonly quantity: FootprintQuantity;
  readonly part: string;
  readonly formula: string;
  readonly value: Range;
  readonly sources: readonly string[];
}

/** Added latency of one layer that a request passes. */
export interface LatencyLine {
  readonly part: string;
  /** per edge, that is per request between two services */
  readonly p50Ms: Range;
  readonly p99Ms: Range;
  readonly sources: readonly string[];
}

export interface FootprintEstimate {
  /** CPU used at peak */
  readonly cores: Range;
  /** memory used, decimal GB */
  readonly memoryGb: Range;
  /** CPU and memory that requests set aside in production, whether used or not */
  readonly reservedCores: number;
  readonly reservedGb: number;
  /** the same for the other configurations: values as shipped, the vendor's full recommendation */
  readonly otherReservations: readonly { readonly title: string; readonly cores: number; readonly gb: number }[];
  /** added per edge */
  readonly edgeLatencyMs: { readonly p50: Range; readonly p99: Range };
  /** added along the path of one user request */
  readonly latencyP50Ms: Range;
  readonly latencyP99Ms: Range;
  /** between these the p99 of the path lies: one slow hop, or every hop slow */
  readonly latencyP99BoundsMs: { readonly lower: Range; readonly upper: Range };
  /** the terms whose values add up to the four quantities */
  readonly lines: readonly FormulaLine[];
  readonly latencyLines: readonly LatencyLine[];
}

/**
 * Overhead of one alternative: CPU and memory used and reserved, and latency added.
 *
 * Every figure is an envelope [low, likely, high]: all parameters at their low, likely or high end together, so it is wider
 * than a confidence interval. Latency holds while proxies stay below about 60 % of their CPU and connections are reused.
 *
 * Path of D edges: p50 = D × p50 per edge; p99 lies between (D − 1) × p50 + p99 (one slow hop) and D × p99 (all hops slow at
 * once, a practical ceiling); low is the lower bound, high the upper bound, likely halfway.
 *
 * Formulas and parameters: catalog/footprint.yaml names the source of each; they were put together from Istio's performance
 * page (0.20 cores per sidecar, 0.25 per waypoint and 0.06 per node proxy at 1000 requests/s), the raw data of the Great Sidecar
 * Debate and independent runs, whose absolute figures differ three- to sixfold while their ratios agree.
 *
 * @param parameters one alternative's entry of catalog/footprint.yaml
 * @param profile the situation; counts are totals over all clusters
 */
export function estimateFootprint(parameters: AlternativeFootprint, profile: FootprintProfile): FootprintEstimate {
  const { nodeEncryption, applicationTls } = parameters;
  const { shipped, recommended } = parameters.reservation;
  const production = reservationOf(parameters.reservation.production, profile);
  const lines = [
    ...dataPlaneLines(parameters.dataPlane, profile),
    ...controlPlaneLines(parameters.controlPlane, proxiesOf(parameters.dataPlane, profile), profile),
    ...(profile.nodeEncryption ? nodeEncryptionLines(nodeEncryption, profile) : []),
    ...(profile.applicationTls && applicationTls !== undefined ? applicationTlsLines(applicationTls, profile) : []),
    ...production.lines,
  ];
  const latencyLines = [
    ...dataPlaneLatency(parameters.dataPlane, profile),
    ...(profile.nodeEncryption ? [latencyLine(nodeEncryption.title, nodeEncryption.latency)] : []),
    ...(profile.applicationTls && applicationTls !== undefined ? [latencyLine(applicationTls.title, applicationTls.latency)] : []),
  ];
  const edgeLatencyMs = { p50: sum(latencyLines.map((line) => line.p50Ms)), p99: sum(latencyLines.map((line) => line.p99Ms)) };
  const path = pathLatency(edgeLatencyMs, profile.callDepth);
  return {
    cores: total(lines, 'cores'),
    memoryGb: total(lines, 'memoryGb'),
    reservedCores: production.cores,
    reservedGb: production.gb,
    otherReservations: [shipped, ...(recommended === undefined ? [] : [recommended])].map((other) => {
      const { title, cores, gb } = reservationOf(other, profile);
      return { title, cores, gb };
    }),
    edgeLatencyMs,
    latencyP50Ms: path.p50,
    latencyP99Ms: path.p99,
    latencyP99BoundsMs: { lower: path.lower, upper: path.upper },
    lines,
    latencyLines,
  };
}

/** Index into a range: low, likely, high. */
type Bound = 0 | 1 | 2;

/** MiB to decimal GB */
const gbPerMib = 1.048576 / 1000;

const nounOf = { pod: 'pods', node: 'nodes', 'waypoint-replica': 'waypoint replicas', cluster: 'clusters' } as const;

function dataPlaneLines(plane: DataPlane, profile: FootprintProfile): FormulaLine[] {
  const { pods, nodes, clusters, requestRate, l7Share } = profile;
  switch (plane.kind) {
    case 'none':
      return [];
    case 'per-pod-proxy': {
      const thousandTraversals = (plane.traversalsPerRequest * requestRate) / 1000;
      return [
        line(
          'cores',
          plane.title,
          'pods × idle cores + traversals/s ÷ 1000 × cores per 1000',
          [plane.idleCores, plane.coresPerThousand],
          (at) => pods * at(plane.idleCores) + thousandTraversals * at(plane.coresPerThousand),
        ),
        line(
          'memoryGb',
          plane.title,
          'pods × (base memory + memory per service × visible services)',
          [plane.memoryMb, plane.memoryMbPerService],
          (at, bound) =>
            (pods * (at(plane.memoryMb) + at(plane.memoryMbPerService) * visible(plane.visibleServices, profile, bound))) / 1000,
        ),
      ];
    }
    case 'per-node-proxy': {
      const thousandTraversals = (plane.traversalsPerRequest * requestRate) / 1000;
      const { agent, waypoint } = plane;
      const replicas = profile.waypoints * profile.waypointReplicas;
      return [
        line(
          'cores',
          plane.title,
          'nodes × idle cores + traversals/s ÷ 1000 × cores per 1000',
          [plane.idleCores, plane.coresPerThousand],
          (at) => nodes * at(plane.idleCores) + thousandTraversals * at(plane.coresPerThousand),
        ),
        line(
          'memoryGb',
          plane.title,
          'nodes × (base memory + memory per pod × pods of the cluster)',
          [plane.memoryMb, plane.memoryMbPerPod],
          (at) => (nodes * (at(plane.memoryMb) + (at(plane.memoryMbPerPod) * pods) / clusters)) / 1000,
        ),
        line('cores', agent.title, 'nodes × cores', [agent.cores], (at) => nodes * at(agent.cores)),
        line('memoryGb', agent.title, 'nodes × memory', [agent.memoryMb], (at) => (nodes * at(agent.memoryMb)) / 1000),
        ...(waypoint === undefined || replicas === 0
          ? []
          : [
              line(
                'cores',
                waypoint.title,
                'replicas × idle cores + share of requests × requests/s ÷ 1000 × cores per 1000',
                [waypoint.idleCores, waypoint.coresPerThousand],
                (at) => replicas * at(waypoint.idleCores) + ((l7Share * requestRate) / 1000) * at(waypoint.coresPerThousand),
              ),
              line(
                'memoryGb',
                waypoint.title,
                'replicas × (base memory + memory per service × visible services)',
                [waypoint.memoryMb, waypoint.memoryMbPerService],
                (at, bound) =>
                  (replicas *
                    (at(waypoint.memoryMb) + at(waypoint.memoryMbPerService) * visible(waypoint.visibleServices, profile, bound))) /
                  1000,
              ),
            ]),
      ];
    }
  }
}

/** How many proxies the control plane serves. */
function proxiesOf(plane: DataPlane, profile: FootprintProfile): number {
  switch (plane.kind) {
    case 'none':
      return 0;
    case 'per-pod-proxy':
      return profile.pods;
    case 'per-node-proxy':
      return profile.nodes + (plane.waypoint === undefined ? 0 : profile.waypoints * profile.waypointReplicas);
  }
}

function controlPlaneLines(plane: ControlPlane, proxies: number, profile: FootprintProfile): FormulaLine[] {
  const { services, pods, clusters } = profile;
  switch (plane.kind) {
    case 'none':
      return [];
    case 'linear':
      return [
        line(
          'cores',
          plane.title,
          'clusters × replicas × base + proxies ÷ 1000 × cores per 1000 + pods ÷ 1000 × cores per 1000',
          [plane.coresPerReplica, plane.coresPerThousandProxies, plane.coresPerThousandPods],
          (at) =>
            clusters * at(plane.replicas) * at(plane.coresPerReplica) +
            (at(plane.coresPerThousandProxies) * proxies) / 1000 +
            (at(plane.coresPerThousandPods) * pods) / 1000,
        ),
        line(
          'memoryGb',
          plane.title,
          'clusters × replicas × (base + services ÷ 1000 × GB per 1000 + pods ÷ 1000 × GB per 1000) + proxies ÷ 1000 × GB per 1000',
          [plane.memoryGbPerReplica, plane.memoryGbPerThousandServices, plane.memoryGbPerThousandPods, plane.memoryGbPerThousandProxies],
          (at) =>
            clusters *
              at(plane.replicas) *
              (at(plane.memoryGbPerReplica) +
                (at(plane.memoryGbPerThousandServices) * services) / 1000 +
                (at(plane.memoryGbPerThousandPods) * pods) / 1000) +
            (at(plane.memoryGbPerThousandProxies) * proxies) / 1000,
        ),
      ];
    case 'stepped-servers': {
      const step = stepFor(plane.steps, pods / clusters);
      return [
        line(
          'cores',
          plane.title,
          'clusters × servers × cores per server',
          [step.servers, step.cores],
          (at) => clusters * at(step.servers) * at(step.cores),
        ),
        line(
          'memoryGb',
          plane.title,
          'clusters × servers × GB per server',
          [step.servers, step.memoryGb],
          (at) => clusters * at(step.servers) * at(step.memoryGb),
        ),
        line('cores', plane.helper.title, 'clusters × cores', [plane.helper.cores], (at) => clusters * at(plane.helper.cores)),
        line('memoryGb', plane.helper.title, 'clusters × GB', [plane.helper.memoryGb], (at) => clusters * at(plane.helper.memoryGb)),
      ];
    }
  }
}

function nodeEncryptionLines(parameters: AlternativeFootprint['nodeEncryption'], { requestRate, nodes }: FootprintProfile): FormulaLine[] {
  return [
    line(
      'cores',
      parameters.title,
      'requests/s ÷ 1000 × cores per 1000',
      [parameters.coresPerThousand],
      (at) => (requestRate / 1000) * at(parameters.coresPerThousand),
    ),
    line('memoryGb', parameters.title, 'nodes × memory', [parameters.memoryMb], (at) => (nodes * at(parameters.memoryMb)) / 1000),
  ];
}

function applicationTlsLines(
  parameters: NonNullable<AlternativeFootprint['applicationTls']>,
  { requestRate, pods, connectionsPerPod }: FootprintProfile,
): FormulaLine[] {
  return [
    line(
      'cores',
      parameters.title,
      'requests/s ÷ 1000 × cores per 1000',
      [parameters.coresPerThousand],
      (at) => (requestRate / 1000) * at(parameters.coresPerThousand),
    ),
    line(
      'memoryGb',
      parameters.title,
      'pods × connections × memory',
      [parameters.memoryMb],
      (at) => (pods * connectionsPerPod * at(parameters.memoryMb)) / 1000,
    ),
  ];
}

function reservationOf(
  reservation: Reservation,
  profile: FootprintProfile,
): { title: string; cores: number; gb: number; lines: FormulaLine[] } {
  const units = {
    pod: profile.pods,
    node: profile.nodes,
    'waypoint-replica': profile.waypoints * profile.waypointReplicas,
    cluster: profile.clusters,
  };
  const lines = reservation.items.flatMap((item) => {
    const count = units[item.per] * item.times;
    const formula = `${nounOf[item.per]} × ${item.times} × request`;
    return [
      { quantity: 'reservedCores' as const, part: item.title, formula, value: over(() => count * item.cores), sources: item.sources },
      {
        quantity: 'reservedGb' as const,
        part: item.title,
        formula,
        value: over(() => count * item.memoryMib * gbPerMib),
        sources: item.sources,
      },
    ];
  });
  return { title: reservation.title, cores: total(lines, 'reservedCores')[1], gb: total(lines, 'reservedGb')[1], lines };
}

/**
 * Added per edge. Where a share s of the requests passes a second proxy, the median of a path moves by s times the difference;
 * the 99th percentile sees the second proxy in full as soon as one request in a hundred passes it: min(1, 100 s).
 */
function dataPlaneLatency(plane: DataPlane, { l7Share }: FootprintProfile): LatencyLine[] {
  if (plane.kind === 'none') return [];
  if (plane.kind === 'per-pod-proxy' || plane.waypoint === undefined || l7Share === 0) return [latencyLine(plane.title, plane.latency)];
  const { latency, waypoint } = plane;
  const mix = (without: Quantity, withWaypoint: Quantity, share: number): Range =>
    over((bound) => without.range[bound] + share * (withWaypoint.range[bound] - without.range[bound]));
  return [
    {
      part: `${plane.title} and ${waypoint.title}`,
      p50Ms: mix(latency.p50, waypoint.latency.p50, l7Share),
      p99Ms: mix(latency.p99, waypoint.latency.p99, Math.min(1, 100 * l7Share)),
      sources: sourcesOf([latency.p50, latency.p99, waypoint.latency.p50, waypoint.latency.p99]),
    },
  ];
}

function latencyLine(part: string, latency: LatencyParameters): LatencyLine {
  return { part, p50Ms: latency.p50.range, p99Ms: latency.p99.range, sources: sourcesOf([latency.p50, latency.p99]) };
}

function pathLatency(
  edge: { readonly p50: Range; readonly p99: Range },
  depth: number,
): { p50: Range; p99: Range; lower: Range; upper: Range } {
  const lower = over((bound) => (depth - 1) * edge.p50[bound] + edge.p99[bound]);
  const upper = over((bound) => depth * edge.p99[bound]);
  return { p50: over((bound) => depth * edge.p50[bound]), p99: [lower[0], (lower[1] + upper[1]) / 2, upper[2]], lower, upper };
}

function stepFor<Step extends { readonly atMostPods: number | null }>(steps: readonly Step[], podsPerCluster: number): Step {
  const step = steps.find(({ atMostPods }) => atMostPods === null || podsPerCluster <= atMostPods);
  if (step === undefined) throw new Error('the last step of the servers has a limit');
  return step;
}

function visible(limit: VisibleServices | undefined, { services }: FootprintProfile, bound: Bound): number {
  const atMost = limit?.atMost[bound] ?? null;
  return atMost === null ? services : Math.min(services, atMost);
}

function line(
  quantity: FootprintQuantity,
  part: string,
  formula: string,
  parameters: readonly (Quantity | undefined)[],
  compute: (at: (parameter: Quantity | undefined) => number, bound: Bound) => number,
): FormulaLine {
  const value = over((bound) => compute((parameter) => parameter?.range[bound] ?? 0, bound));
  return { quantity, part, formula, value, sources: sourcesOf(parameters) };
}

function sourcesOf(parameters: readonly (Quantity | undefined)[]): string[] {
  return [...new Set(parameters.flatMap((parameter) => parameter?.sources ?? []))];
}

function over(compute: (bound: Bound) => number): Range {
  return [compute(0), compute(1), compute(2)];
}

function sum(ranges: readonly Range[]): Range {
  return over((bound) => ranges.reduce((added, range) => added + range[bound], 0));
}

function total(lines: readonly FormulaLine[], quantity: FootprintQuantity): Range {
  return sum(lines.filter((one) => one.quantity === quantity).map((one) => one.value));
}
