import type { Catalog } from '../../catalog/catalog.js';
import type { AlternativeFootprint, Quantity } from '../../catalog/footprint-schema.js';
import type { Range } from '../../catalog/schema.js';
import { latencyFigures, overheadFigures } from '../kernel/sizes.js';

/** Which parts of the footprint a scenario switches on. */
export const overheadFlags = { nodeEncryption: 1, httpProxies: 2, applicationTls: 4, everyRequest: 8 } as const;

/** The five quantities that a bill depends on; `nodes` is at least three per cluster where nobody counted them. */
export interface OverheadProfile {
  services: number;
  pods: number;
  nodes: number;
  clusters: number;
  requestRate: number;
}

/** Writes the figures of one alternative: the bill and reserved cores of a profile, and the latencies. */
export interface OverheadWriters {
  readonly bill: OverheadOf;
  readonly latency: (flags: number, out: Float64Array, at: number) => void;
}

/**
 * The overhead of one alternative: the same formulas as `footprintFor`, `estimateFootprint` and `cashOf` without their account of
 * terms (a test holds the two together). A row is computed once per distinct profile and combination of flags and then looked up.
 */
export type OverheadOf = (profile: OverheadProfile, flags: number, out: Float64Array, at: number) => void;

/** Compiles the footprint parameters of one alternative; one without parameters has no overhead. */
export function compileOverhead(catalog: Catalog, alternative: string): OverheadWriters {
  const parameters = catalog.footprint.alternatives[alternative];
  const { assumptions } = catalog.footprint;
  const { vcpuHour, gbHour, hoursPerMonth } = catalog.prices;
  if (parameters === undefined)
    return {
      bill: (_profile, _flags, out, at) => out.fill(0, at, at + overheadFigures),
      latency: (_flags, out, at) => out.fill(0, at, at + latencyFigures),
    };
  const usage = [0, 1, 2].map((bound) => compileUsage(parameters, catalog, bound === 0 ? 0 : bound === 1 ? 1 : 2));
  const items = parameters.reservation.production.items;
  const l7ShareOf = (flags: number) =>
    (flags & overheadFlags.httpProxies) === 0
      ? 0
      : (flags & overheadFlags.everyRequest) !== 0
        ? assumptions.l7ShareEverywhere.value
        : assumptions.l7Share.value;
  const bill: OverheadOf = (profile, flags, out, at) => {
    const services = profile.services;
    const { nodes } = profile;
    const http = (flags & overheadFlags.httpProxies) !== 0;
    const waypoints = http ? Math.max(1, Math.ceil(services / assumptions.servicesPerWaypoint.value)) : 0;
    const replicas = waypoints * assumptions.waypointReplicas.value;
    let cores = 0;
    let gb = 0;
    for (const item of items) {
      const units = item.per === 'pod' ? profile.pods : item.per === 'node' ? nodes : item.per === 'cluster' ? profile.clusters : replicas;
      const count = units * item.times;
      cores += count * item.cores;
      gb += (count * item.memoryMib * 1.048576) / 1000;
    }
    for (let bound = 0; bound < 3; bound += 1) {
      const used = usage[bound]?.(profile, nodes, l7ShareOf(flags), replicas, flags) ?? nothing;
      const price = (c: number, memory: number) => hoursPerMonth * (c * (vcpuHour.range[bound] ?? 0) + memory * (gbHour.range[bound] ?? 0));
      const low = price(used.cores, used.gb);
      const high = price(Math.max(used.cores, cores), Math.max(used.gb, gb));
      out[at + bound] = bound === 0 ? low : bound === 1 ? (low + high) / 2 : high;
    }
    out[at + 3] = cores;
  };
  const one: OverheadProfile = { services: 1, pods: 1, nodes: 1, clusters: 1, requestRate: 0 };
  return {
    bill,
    latency: (flags, out, at) => {
      for (let bound = 0; bound < 3; bound += 1) {
        const { p50, p99 } = usage[bound]?.(one, 1, l7ShareOf(flags), 1, flags) ?? nothing;
        out[at + bound] = p50;
        out[at + 3 + bound] = p99;
      }
    },
  };
}

interface Usage {
  readonly cores: number;
  readonly gb: number;
  readonly p50: number;
  readonly p99: number;
}

const nothing: Usage = { cores: 0, gb: 0, p50: 0, p99: 0 };

type UsageOf = (profile: OverheadProfile, nodes: number, l7Share: number, replicas: number, flags: number) => Usage;

function compileUsage(parameters: AlternativeFootprint, catalog: Catalog, bound: 0 | 1 | 2): UsageOf {
  const of = (quantity: Quantity | undefined) => quantity?.range[bound] ?? 0;
  const data = dataPlane(parameters.dataPlane, of, bound);
  const control = controlPlane(parameters.controlPlane, of);
  const { nodeEncryption, applicationTls } = parameters;
  const connections = catalog.footprint.assumptions.connectionsPerPod.value;
  return (profile, nodes, l7Share, replicas, flags) => {
    const plane = data(profile, nodes, l7Share, replicas);
    const proxies =
      parameters.dataPlane.kind === 'none'
        ? 0
        : parameters.dataPlane.kind === 'per-pod-proxy'
          ? profile.pods
          : nodes + (parameters.dataPlane.waypoint === undefined ? 0 : replicas);
    const controller = control(profile, proxies);
    let { p50, p99 } = plane;
    let cores = plane.cores + controller.cores;
    let gb = plane.gb + controller.gb;
    if ((flags & overheadFlags.nodeEncryption) !== 0) {
      cores += (profile.requestRate / 1000) * of(nodeEncryption.coresPerThousand);
      gb += (nodes * of(nodeEncryption.memoryMb)) / 1000;
      p50 += of(nodeEncryption.latency.p50);
      p99 += of(nodeEncryption.latency.p99);
    }
    if ((flags & overheadFlags.applicationTls) !== 0 && applicationTls !== undefined) {
      cores += (profile.requestRate / 1000) * of(applicationTls.coresPerThousand);
      gb += (profile.pods * connections * of(applicationTls.memoryMb)) / 1000;
      p50 += of(applicationTls.latency.p50);
      p99 += of(applicationTls.latency.p99);
    }
    return { cores, gb, p50, p99 };
  };
}

type Of = (quantity: Quantity | undefined) => number;

function dataPlane(
  plane: AlternativeFootprint['dataPlane'],
  of: Of,
  bound: 0 | 1 | 2,
): (profile: OverheadProfile, nodes: number, l7Share: number, replicas: number) => Usage {
  switch (plane.kind) {
    case 'none':
      return () => nothing;
    case 'per-pod-proxy':
      return ({ pods, services, requestRate }) => ({
        cores: pods * of(plane.idleCores) + ((plane.traversalsPerRequest * requestRate) / 1000) * of(plane.coresPerThousand),
        gb: (pods * (of(plane.memoryMb) + of(plane.memoryMbPerService) * visible(plane.visibleServices?.atMost[bound], services))) / 1000,
        p50: of(plane.latency.p50),
        p99: of(plane.latency.p99),
      });
    case 'per-node-proxy': {
      const { agent, waypoint } = plane;
      return ({ pods, clusters, services, requestRate }, nodes, l7Share, replicas) => {
        let cores =
          nodes * of(plane.idleCores) +
          ((plane.traversalsPerRequest * requestRate) / 1000) * of(plane.coresPerThousand) +
          nodes * of(agent.cores);
        let gb = (nodes * (of(plane.memoryMb) + (of(plane.memoryMbPerPod) * pods) / clusters)) / 1000 + (nodes * of(agent.memoryMb)) / 1000;
        let p50 = of(plane.latency.p50);
        let p99 = of(plane.latency.p99);
        if (waypoint !== undefined && replicas > 0) {
          cores += replicas * of(waypoint.idleCores) + ((l7Share * requestRate) / 1000) * of(waypoint.coresPerThousand);
          gb +=
            (replicas *
              (of(waypoint.memoryMb) + of(waypoint.memoryMbPerService) * visible(waypoint.visibleServices?.atMost[bound], services))) /
            1000;
        }
        if (waypoint !== undefined && l7Share > 0) {
          p50 += l7Share * (of(waypoint.latency.p50) - p50);
          p99 += Math.min(1, 100 * l7Share) * (of(waypoint.latency.p99) - p99);
        }
        return { cores, gb, p50, p99 };
      };
    }
  }
}

function controlPlane(
  plane: AlternativeFootprint['controlPlane'],
  of: Of,
): (profile: OverheadProfile, proxies: number) => { cores: number; gb: number } {
  switch (plane.kind) {
    case 'none':
      return () => nothing;
    case 'linear':
      return ({ services, pods, clusters }, proxies) => ({
        cores:
          clusters * of(plane.replicas) * of(plane.coresPerReplica) +
          (of(plane.coresPerThousandProxies) * proxies) / 1000 +
          (of(plane.coresPerThousandPods) * pods) / 1000,
        gb:
          clusters *
            of(plane.replicas) *
            (of(plane.memoryGbPerReplica) +
              (of(plane.memoryGbPerThousandServices) * services) / 1000 +
              (of(plane.memoryGbPerThousandPods) * pods) / 1000) +
          (of(plane.memoryGbPerThousandProxies) * proxies) / 1000,
      });
    case 'stepped-servers':
      return ({ pods, clusters }) => {
        const step = plane.steps.find(({ atMostPods }) => atMostPods === null || pods / clusters <= atMostPods);
        return {
          cores: clusters * of(step?.servers) * of(step?.cores) + clusters * of(plane.helper.cores),
          gb: clusters * of(step?.servers) * of(step?.memoryGb) + clusters * of(plane.helper.memoryGb),
        };
      };
  }
}

function visible(atMost: number | null | undefined, services: number): number {
  return atMost === null || atMost === undefined ? services : Math.min(services, atMost);
}

/** The licence of an alternative per cluster and month: published, guessed where a vendor publishes none, or nothing. */
export function licenceOf(catalog: Catalog, alternative: string, guess: Range): Range {
  const entry = catalog.prices.licences[alternative];
  return entry === undefined ? [0, 0, 0] : (entry.amount ?? guess);
}
