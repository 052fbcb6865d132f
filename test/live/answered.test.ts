import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../src/decision/situation.js';
import {
  type Answered,
  answerAt,
  changesBetween,
  keysOf,
  ticked,
  withAnswerAt,
  withoutChange,
  withRow,
  withWeight,
} from '../../src/live/answered.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
const original: Answered = {
  answers: { goals: ['observe'], services: 40, 'traffic-needs': { retries: 'should', timeouts: 'nice' } },
  weights: { latency: 3 },
};

function question(id: string) {
  const found = questionsOf(questionnaire).find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no question ${id}`);
  return found;
}

describe('answers in the page', () => {
  it('are unchanged until something is changed', () => {
    expect(changesBetween(questionnaire, original, original)).toEqual([]);
  });

  it('list a changed row of a grid by itself, and nothing for the same options in another order', () => {
    const two: Answered = { ...original, answers: { ...original.answers, goals: ['observe', 'edge'] } };
    const turned: Answered = { ...original, answers: { ...original.answers, goals: ['edge', 'observe'] } };
    expect(changesBetween(questionnaire, two, turned)).toEqual([]);
    expect(changesBetween(questionnaire, original, withRow(original, 'traffic-needs', 'retries', 'must'))).toMatchObject([
      { kind: 'answer', key: 'traffic-needs.retries', from: 'should', to: 'must' },
    ]);
  });

  it('make a grid open when its last row is', () => {
    const one = withRow(original, 'traffic-needs', 'retries', undefined);
    expect(one.answers['traffic-needs']).toEqual({ timeouts: 'nice' });
    expect(withRow(one, 'traffic-needs', 'timeouts', undefined).answers).not.toHaveProperty('traffic-needs');
  });

  it('can take back every change one by one', () => {
    let changed = withAnswerAt(original, question('services'), 'services', 7);
    changed = withAnswerAt(changed, question('traffic-needs'), 'traffic-needs.timeouts', undefined);
    changed = withAnswerAt(changed, question('cni'), 'cni', 'cilium');
    changed = withWeight(withWeight(changed, 'latency', undefined), 'cash', 9);
    for (const change of changesBetween(questionnaire, original, changed)) changed = withoutChange(changed, change);
    expect(changesBetween(questionnaire, original, changed)).toEqual([]);
    expect(changed).toEqual(original);
  });

  it('have a key for every question and every row', () => {
    const keys = questionsOf(questionnaire).flatMap((one) => keysOf(one).map((key) => [one, key] as const));
    expect(new Set(keys.map(([, key]) => key)).size).toBe(keys.length);
    expect(keys.flatMap(([one, key]) => answerAt(original, one, key) ?? [])).toEqual(['observe', 40, 'should', 'nice']);
  });

  it('let "none" and the other options exclude each other', () => {
    expect(ticked(['a', 'b'], 'none', true)).toEqual(['none']);
    expect(ticked(['none'], 'a', true)).toEqual(['a']);
    expect(ticked(['a', 'b'], 'a', false)).toEqual(['b']);
  });
});
