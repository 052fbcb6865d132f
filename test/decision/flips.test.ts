import { describe, expect, it } from 'vitest';
import { decide } from '../../src/decision/decide.js';
import { factFlipsOf } from '../../src/decision/fact-flips.js';
import { flipsOf, singleChanges } from '../../src/decision/flips.js';
import type { Answers } from '../../src/decision/situation.js';
import { knowledge } from '../knowledge.js';

const answers: Answers = {
  goals: ['encrypt-traffic', 'observe'],
  'application-changes': 'no',
  services: 40,
  clusters: 1,
  'platform-engineers': 3,
  'security-needs': { 'mtls-automatic': 'must' },
  'observability-needs': { 'golden-metrics-l7': 'should' },
};
const decision = decide(knowledge, answers);
const changes = singleChanges(knowledge, answers, decision);
const flips = flipsOf(knowledge, answers, decision);

describe('single changes of one answer', () => {
  it('are tried for every option, every level of every row, and figures around thresholds', () => {
    const tried = (key: string) => changes.filter((change) => change.key === key).map(({ to }) => to);
    expect(tried('security-needs.mtls-automatic')).toEqual(['no', 'covered', 'nice', 'should']);
    expect(tried('security-needs.authz-l7')).toEqual(['no', 'covered', 'nice', 'should', 'must']);
    expect(tried('application-changes')).toEqual(['yes-freely', 'some']);
    expect(tried('services')).toEqual(expect.arrayContaining([20, 80, 160, 99, 100]));
  });

  it('change one answer only, and never to what it was', () => {
    for (const { answers: changed, question, from, to } of changes) {
      expect(to).not.toEqual(from);
      for (const key of Object.keys(answers)) if (key !== question.id) expect(changed[key]).toEqual(answers[key]);
    }
  });

  it('leave out questions that do not apply, and answers that contradict others', () => {
    expect(changes.filter(({ question }) => question.id === 'cross-cluster-calls')).toEqual([]);
    const none = changes.find(({ key, to }) => key === 'compliance' && Array.isArray(to) && to.includes('none'));
    expect(none?.to).toEqual(['none']);
    const small = decide(knowledge, { ...answers, pods: 40 });
    expect(singleChanges(knowledge, { ...answers, pods: 40 }, small).filter(({ key, to }) => key === 'pods' && to === 20)).toEqual([]);
  });
});

describe('flips', () => {
  it('agree with deciding anew, and are all that there are', () => {
    const found = new Map(flips.map((flip) => [`${flip.key} ${JSON.stringify(flip.to)}`, flip.winner]));
    for (const { key, to, answers: changed } of changes) {
      const winner = decide(knowledge, changed).winner?.alternative.id ?? null;
      const flip = found.get(`${key} ${JSON.stringify(to)}`);
      if (winner === decision.winner?.alternative.id) expect(flip).toBeUndefined();
      else expect(flip).toBe(winner);
    }
  });

  it('put another candidate before another form, and the nearest first', () => {
    const others = flips.filter((flip) => flip.otherCandidate);
    expect(flips.slice(0, others.length)).toEqual(others);
    const distances = others.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });
});

describe('facts that the recommendation rests on', () => {
  it('are one level away from another winner, by deciding anew with that level', () => {
    for (const flip of factFlipsOf(knowledge, answers, decision)) {
      expect(flip.winner?.split('/')[0]).not.toBe(decision.winner?.alternative.candidate.id);
      expect(flip.level).not.toBe(flip.support.statement.level);
    }
  });
});
