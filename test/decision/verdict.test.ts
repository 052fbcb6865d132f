import { describe, expect, it } from 'vitest';
import { decide } from '../../src/decision/decide.js';
import { verdictOf } from '../../src/decision/verdict.js';
import { knowledge } from '../knowledge.js';

const decision = decide(knowledge, { goals: ['encrypt-traffic', 'observe'], services: 40, 'application-changes': 'no' });
const own = decision.winner?.alternative.candidate.id ?? '';
const others = knowledge.catalog.candidates.map(({ id }) => id).filter((id) => id !== own);

/** The verdict when the winner's candidate is first in a share of the draws, and another one in a share of its own. */
function verdictAt(share: number, rival: number) {
  const verdict = verdictOf(decision, [{ id: own, first: share }, ...others.map((id, at) => ({ id, first: at === 0 ? rival : 0 }))]);
  if (verdict.kind === 'no-alternative') throw new Error('there is an alternative');
  return verdict;
}

describe('the verdict', () => {
  it.each([
    { share: 1, kind: 'clear' },
    { share: 0.8, kind: 'clear' },
    { share: 0.799, kind: 'leaning' },
    { share: 0.6, kind: 'leaning' },
    { share: 0.599, kind: 'close-call' },
    { share: 0, kind: 'close-call' },
  ])('is $kind when the candidate is first in $share of the draws', ({ share, kind }) => {
    expect(verdictAt(share, 0).kind).toBe(kind);
    expect(verdictAt(share, 0).firsts).toBe(share);
  });

  it('is a close call, and says so, when another candidate is first more often', () => {
    const behind = verdictAt(0.3, 0.6);
    expect(behind).toMatchObject({ kind: 'close-call', rivalAhead: true, rival: { candidate: others[0], firsts: 0.6 } });
    expect(verdictAt(0.6, 0.3)).toMatchObject({ kind: 'leaning', rivalAhead: false });
  });

  it('compares with an alternative of another candidate, never with another form of its own', () => {
    const { runnerUp, margin, rival } = verdictAt(0.9, 0);
    expect(runnerUp?.split('/')[0]).not.toBe(own);
    expect(margin).toBeGreaterThanOrEqual(0);
    expect(rival).toBeNull();
  });
});
