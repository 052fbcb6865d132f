import { describe, expect, it } from 'vitest';
import { findAlternative, starterConfig } from '../../src/advice/starter-config.js';
import { alternativesOf } from '../../src/catalog/catalog.js';
import { decide } from '../../src/decision/decide.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import type { Topology } from '../../src/starter/topology.js';
import { knowledge } from '../knowledge.js';

const alternatives = alternativesOf(knowledge.catalog).map(({ id }) => id);

/** The topology of an alternative's starter config for answers in YAML lines. */
function topologyFor(id: string, answers: readonly string[]): Topology | undefined {
  const text = ['name: t', 'answers:', '  orchestrators: [kubernetes]', ...answers.map((line) => `  ${line}`), ''].join('\n');
  const file = parseAnswers(knowledge.questionnaire, [], 'answers.yaml', text);
  const alternative = findAlternative(knowledge.catalog, id);
  if (alternative === undefined) throw new Error(`there is no ${id}`);
  const config = starterConfig(knowledge, decide(knowledge, file.answers).situation, file, alternative);
  if (config.kind !== 'files') throw new Error(config.reason);
  return config.topology;
}

describe.each(alternatives)('the topology that the starter config of %s builds', (id) => {
  it('is none for one cluster', () => {
    expect(topologyFor(id, ['clusters: 1'])).toBeUndefined();
  });

  it('is independent clusters where no service calls one of another cluster', () => {
    const topology = topologyFor(id, ['clusters: 2', 'regions: 2', 'cross-cluster-calls: none', 'gitops-tool: argo-cd']);
    expect(topology?.pattern).toBe('independent');
    expect(topology?.gateway).toBeUndefined();
    expect(topology?.clusters.map(({ region }) => region)).toHaveLength(2);
    expect(new Set(topology?.clusters.map(({ region }) => region)).size).toBe(2);
    expect(topology?.gitops).toBe('argo-cd');
  });

  it('joins clusters on separate networks through gateways where services call across, except without a mesh', () => {
    const topology = topologyFor(id, [
      'clusters: 2',
      'cross-cluster-calls: few-services',
      'cluster-network: separate',
      'beta-features: yes',
    ]);
    expect(topology?.pattern).toBe(id.startsWith('no-mesh') ? 'independent' : 'federated');
    expect(topology?.gateway === undefined).toBe(id.startsWith('no-mesh'));
    expect(topology?.trust === undefined).toBe(id.startsWith('no-mesh'));
  });
});
