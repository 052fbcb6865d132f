import type { Alternative, Catalog } from '../catalog/catalog.js';
import { levelRank } from '../condition/condition.js';
import { quantity } from './effort.js';
import { estimateFootprint, type FootprintEstimate } from './footprint.js';
import type { NeedValue } from './needs-value.js';
import type { Situation } from './situation.js';

const nothing = { kind: 'none' } as const;

/**
 * The overhead of an alternative in this situation. Second proxies for HTTP handling count only when a relied-on need brings a
 * data-plane component beyond the alternative's own (a waypoint), and carry every request when metrics or logs of all requests are
 * wanted from them; a node count that nobody stated is at least three per cluster; TLS in the applications only where mutual TLS is
 * relied on as own work; encryption between nodes only when it is wanted.
 */
export function footprintFor(
  catalog: Catalog,
  alternative: Alternative,
  situation: Situation,
  reliedOn: readonly NeedValue[],
): FootprintEstimate {
  const { alternatives, assumptions } = catalog.footprint;
  const parameters = alternatives[alternative.id];
  const dataPlanes = new Set(catalog.components.filter((component) => component.kind === 'data-plane').map((component) => component.id));
  const own = alternative.variant.effort.components;
  const throughHttpProxies = reliedOn.filter(({ support }) =>
    support.statement.components.some((id) => dataPlanes.has(id) && !own.includes(id)),
  );
  const httpProxies = throughHttpProxies.length > 0;
  const everyRequest = throughHttpProxies.some(({ support }) => support.capability.theme === 'observability');
  const clusters = quantity(situation, 'clusters');
  const nodes = situation.profile['nodes'];
  const profile = {
    services: quantity(situation, 'services'),
    pods: quantity(situation, 'pods'),
    nodes: nodes?.assumed === false ? nodes.value : Math.max(nodes?.value ?? 0, clusters * 3),
    clusters,
    requestRate: quantity(situation, 'request-rate'),
    callDepth: Math.max(1, quantity(situation, 'call-depth')),
    l7Share: httpProxies ? (everyRequest ? assumptions.l7ShareEverywhere.value : assumptions.l7Share.value) : 0,
    waypoints: httpProxies ? Math.max(1, Math.ceil(quantity(situation, 'services') / assumptions.servicesPerWaypoint.value)) : 0,
    waypointReplicas: assumptions.waypointReplicas.value,
    connectionsPerPod: assumptions.connectionsPerPod.value,
    nodeEncryption: levelRank(situation.facts.need('node-encryption') ?? 'no') >= levelRank('nice'),
    applicationTls: reliedOn.some(
      ({ need, support }) => need.capability === 'mtls-automatic' && support.statement.level === 'do-it-yourself',
    ),
  };
  return estimateFootprint(
    parameters ?? {
      dataPlane: nothing,
      controlPlane: nothing,
      nodeEncryption: noEncryption,
      reservation: { production: { title: 'none', items: [] }, shipped: { title: 'none', items: [] } },
    },
    profile,
  );
}

const zero = { range: [0, 0, 0] as [number, number, number], basis: 'judgement' as const, sources: [] as string[] };
const noEncryption = {
  title: 'none',
  coresPerThousand: { ...zero, unit: 'cores per 1000 requests/s, both ends' as const },
  memoryMb: { ...zero, unit: 'MB per node' as const },
  latency: { p50: { ...zero, unit: 'ms per request' as const }, p99: { ...zero, unit: 'ms per request' as const } },
};
