import { describe, expect, it } from 'vitest';
import { decide } from '../../src/decision/decide.js';
import { verdictOf } from '../../src/decision/verdict.js';
import { knowledge } from '../knowledge.js';

const decided = (answers: Parameters<typeof decide>[1]) => decide(knowledge, answers);
const assessment = (answers: Parameters<typeof decide>[1], id: string) => {
  const found = decided(answers).ranking.find(({ alternative }) => alternative.id === id);
  if (found === undefined) throw new Error(`no alternative ${id}`);
  return found;
};

describe('with no answers at all', () => {
  it('no mesh is recommended: nothing was asked of one', () => {
    expect(decided({}).winner?.alternative.candidate.id).toBe('no-mesh');
  });
});

describe('needs', () => {
  it('come from answers and rules, take the highest level and keep every origin', () => {
    const { situation } = decided({ goals: ['encrypt-traffic'], 'security-needs': { 'mtls-automatic': 'must' } });
    const need = situation.needs.find(({ capability }) => capability === 'mtls-automatic');
    expect(need?.level).toBe('must');
    expect(need?.origins.map(({ id, level }) => [id, level])).toEqual([
      ['goals', 'should'],
      ['security-needs.mtls-automatic', 'must'],
    ]);
  });

  it('that are covered weigh nothing and gate nothing', () => {
    const { situation, ranking } = decided({ 'security-needs': { 'authz-jwt': 'covered' } });
    expect(situation.needs.find(({ capability }) => capability === 'authz-jwt')?.level).toBe('covered');
    expect(ranking.every(({ score }) => score.contributions.every(({ id }) => id !== 'authz-jwt'))).toBe(true);
  });

  it('follow from rules: a fleet without Kubernetes needs something that works without it', () => {
    const { situation, ranking } = decided({ orchestrators: ['nomad'] });
    expect(situation.needs.find(({ capability }) => capability === 'runs-without-kubernetes')?.origins[0]).toMatchObject({
      kind: 'rule',
      id: 'fleet-without-kubernetes',
    });
    expect(ranking.filter(({ feasible }) => feasible).map(({ alternative }) => alternative.candidate.id)).not.toContain('istio');
  });

  it('of questions that do not apply are not derived', () => {
    expect(decided({ clusters: 1, 'cross-cluster-calls': 'many-services' }).situation.needs).toEqual([]);
  });
});

describe('gates', () => {
  it('rule out what lacks a must, with the reason, the origin and the source', () => {
    const linkerd = assessment({ 'security-needs': { 'authz-jwt': 'must' }, 'application-changes': 'no' }, 'linkerd/open-source');
    expect(linkerd.feasible).toBe(false);
    const gate = linkerd.gates.find(({ outcome }) => outcome === 'fail');
    expect(gate?.need.origins[0]?.id).toBe('security-needs.authz-jwt');
    expect(gate?.support.statement.sources.length).toBeGreaterThan(0);
  });

  it('pass own work only where applications may be changed, and conditionally where nobody said', () => {
    const outcome = (change?: string) =>
      assessment(
        { 'security-needs': { 'mtls-automatic': 'must' }, ...(change === undefined ? {} : { 'application-changes': change }) },
        'no-mesh/kubernetes',
      ).gates[0];
    expect(outcome('no')?.outcome).toBe('fail');
    expect(outcome('yes-freely')?.outcome).toBe('pass-with-work');
    expect(outcome()).toMatchObject({ outcome: 'pass-if-permitted', dependsOn: 'application-changes' });
  });

  it('never let a free edition pass with what only the commercial edition has', () => {
    const answers = { compliance: ['fips'], 'commercial-licence': 'yes' };
    expect(assessment(answers, 'consul/community').feasible).toBe(false);
    expect(assessment(answers, 'consul/enterprise').feasible).toBe(true);
  });

  it('rule out commercial editions when no licence may be bought', () => {
    const ruledOut = decided({ 'commercial-licence': 'no' })
      .ranking.filter(({ feasible }) => !feasible)
      .map(({ alternative }) => alternative.id);
    expect(ruledOut.sort()).toEqual(['consul/enterprise', 'linkerd/enterprise']);
  });

  it('do not hold a platform that enforces no NetworkPolicies against any alternative: it is a finding', () => {
    const { ranking, findings } = decided({ cni: 'flannel', 'network-policies': 'relied-on' });
    expect(ranking.every(({ gates }) => gates.every(({ outcome }) => outcome !== 'fail'))).toBe(true);
    expect(findings.filter(({ severity }) => severity === 'critical').map(({ id }) => id)).toContain('flannel-accepts-unenforced');
  });
});

describe('when every alternative fails a must', () => {
  const decision = decided({
    'operations-needs': { sidecarless: 'must' },
    orchestrators: ['nomad'],
    'application-changes': 'no',
    'traffic-needs': { retries: 'must' },
  });

  it('none is recommended, and each says which musts it fails, fewest first', () => {
    expect(decision.winner).toBeUndefined();
    const verdict = verdictOf(decision, []);
    expect(verdict.kind).toBe('no-alternative');
    if (verdict.kind !== 'no-alternative') return;
    const counts = verdict.relaxations.map(({ musts }) => musts.length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});

describe('scores', () => {
  it('are the sum of their contributions', () => {
    for (const { score } of decided({ goals: ['observe', 'resilience'], services: 40, 'security-needs': { 'mtls-automatic': 'must' } })
      .ranking) {
      expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score.score, 9);
      expect(score.contributions.reduce((sum, { of }) => sum + of, 0)).toBeCloseTo(100, 9);
      expect(score.low).toBeLessThanOrEqual(score.score);
      expect(score.high).toBeGreaterThanOrEqual(score.score);
    }
  });

  it('stay the same when all that is overridden are all weights by the same factor', () => {
    const answers = { goals: ['observe'] };
    const plain = decide(knowledge, answers);
    const doubled = Object.fromEntries(
      [...Object.entries(plain.weights.facets), ...Object.entries(plain.weights.burdens)].map(([id, weight]) => [id, weight * 2]),
    );
    const scaled = decide(knowledge, answers, doubled);
    scaled.ranking.forEach(({ score }, index) => {
      expect(score.score).toBeCloseTo(plain.ranking[index]?.score.score ?? 0, 9);
    });
  });

  it('leave a wish undone rather than charge more own work than a wish is worth', () => {
    const noMesh = assessment({ services: 200, goals: ['resilience'], 'application-changes': 'yes-freely' }, 'no-mesh/kubernetes');
    const retries = noMesh.needs.find(({ need }) => need.capability === 'retries');
    expect(retries).toMatchObject({ reliedOn: false, value: [0, 0, 0] });
    expect(noMesh.effort.lines.every(({ id }) => id !== 'retries')).toBe(true);
  });
});

describe('effort', () => {
  it('charges a component once, however many needs use it', () => {
    const { effort } = assessment(
      { 'security-needs': { 'ingress-tls': 'must' }, 'traffic-needs': { 'ingress-gateway': 'must', 'ingress-traffic-split': 'must' } },
      'no-mesh/kubernetes',
    );
    expect(effort.lines.filter(({ id }) => id === 'gateway-controller')).toHaveLength(1);
    expect(effort.lines.find(({ id }) => id === 'gateway-controller')?.neededFor.length).toBeGreaterThan(1);
  });

  it('counts migration from what runs today, and hardly any adoption for what runs already', () => {
    const answers = { 'current-mesh': 'istio-sidecar', services: 50 };
    expect(assessment(answers, 'linkerd/open-source').effort.lines.some(({ kind }) => kind === 'migration')).toBe(true);
    expect(assessment(answers, 'istio/sidecar').effort.adopt[1]).toBeLessThan(
      assessment({ services: 50 }, 'istio/sidecar').effort.adopt[1] / 5,
    );
  });
});
