import { describe, expect, it } from 'vitest';
import { stepsWith } from '../../src/live/steps.js';

describe('work in steps', () => {
  it('pauses before each step, the first time for as long as was asked', () => {
    const waiting: (() => void)[] = [];
    const pauses: number[] = [];
    const done: string[] = [];
    const steps = stepsWith((next, milliseconds) => {
      pauses.push(milliseconds);
      waiting.push(next);
    });
    steps.run([() => done.push('a'), () => done.push('b')], 120);
    expect(done).toEqual([]);
    waiting.shift()?.();
    expect(done).toEqual(['a']);
    waiting.shift()?.();
    expect(done).toEqual(['a', 'b']);
    expect(waiting).toEqual([]);
    expect(pauses).toEqual([120, 0]);
  });

  it('ends what was begun when something newer begins', () => {
    const waiting: (() => void)[] = [];
    const done: string[] = [];
    const steps = stepsWith((next) => waiting.push(next));
    steps.run([() => done.push('old 1'), () => done.push('old 2')], 0);
    waiting.shift()?.();
    steps.run([() => done.push('new')], 0);
    for (const next of waiting.splice(0)) next();
    expect(done).toEqual(['old 1', 'new']);
    expect(waiting).toEqual([]);
  });
});
