import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../src/decision/situation.js';
import {
  answerQuestion,
  applicableQuestions,
  contradictionsAmong,
  fileOf,
  type Guide,
  nextStep,
  progressOf,
  questionBefore,
  revisit,
  type Session,
  startSession,
} from '../../src/wizard/session.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
const open: Guide = { decisive: [], couldDiffer: 1, settled: false };
const settled: Guide = { decisive: [], couldDiffer: 0.01, settled: true };
const empty = startSession({ name: 'untitled', answers: {}, weights: {} });
const answered = (session: Session, answers: Readonly<Record<string, string | number | boolean | readonly string[]>>) =>
  Object.entries(answers).reduce((now, [id, value]) => answerQuestion(questionnaire, now, id, value), session);
const asked = (session: Session, guide: Guide) => {
  const step = nextStep(questionnaire, session, () => guide);
  return step.kind === 'ask' ? `${step.question.id} (${step.reason})` : step.kind;
};
const firstPage = { goals: ['encrypt-traffic'], 'shared-library': 'none', 'application-changes': 'no', 'current-mesh': 'none' };

describe('what is asked next', () => {
  it('begins with the first section, even when nothing could change the recommendation', () => {
    expect(asked(empty, settled)).toBe('goals (essential)');
    expect(asked(answered(empty, { goals: ['observe'] }), settled)).toBe('shared-library (essential)');
  });

  it('goes on with essential questions that can rule something out, before the others', () => {
    expect(asked(answered(empty, firstPage), open)).toBe('orchestrators (essential)');
  });

  it('stops as soon as nothing left can plausibly change the recommendation', () => {
    const step = nextStep(questionnaire, answered(empty, firstPage), () => settled);
    expect(step).toMatchObject({ kind: 'settled', certain: true, couldDiffer: 0.01 });
  });

  it('then asks what stands out, in the order of the sections', () => {
    let session = answered(empty, { ...firstPage, orchestrators: ['kubernetes'] });
    for (;;) {
      const step = nextStep(questionnaire, session, () => open);
      if (step.kind !== 'ask') break;
      session = answerQuestion(questionnaire, session, step.question.id, undefined);
    }
    expect(asked(session, { ...open, decisive: ['compliance', 'node-kinds'] })).toBe('node-kinds (decisive)');
    expect(nextStep(questionnaire, session, () => open)).toMatchObject({ kind: 'settled', certain: false, couldDiffer: 1 });
  });

  it('goes on with the other essential questions, or with everything, when the person wants to', () => {
    const session = answered(empty, firstPage);
    expect(asked({ ...session, pace: 'essential' }, settled)).toBe('services (essential)');
    let all: Session = { ...session, pace: 'everything' };
    for (let count = 0; count < 200; count += 1) {
      const step = nextStep(questionnaire, all, () => settled);
      if (step.kind !== 'ask') break;
      all = answerQuestion(questionnaire, all, step.question.id, undefined);
    }
    expect(asked(all, settled)).toBe('complete');
    expect(all.asked.length).toBe(applicableQuestions(questionnaire, all.answers).length);
  });

  it('asks nothing that the answers from a file give already', () => {
    expect(asked(startSession({ name: 'a', answers: firstPage, weights: {} }), open)).toBe('orchestrators (essential)');
  });
});

describe('an answer', () => {
  it('can be "I don\'t know" and is not asked again', () => {
    const session = answerQuestion(questionnaire, empty, 'goals', undefined);
    expect(session.answers).toEqual({});
    expect(asked(session, open)).toBe('shared-library (essential)');
  });

  it('that changes puts up for confirmation what depends on it and was asked, and nothing else', () => {
    const before = answered(empty, { ...firstPage, clusters: 3, 'cross-cluster-calls': 'none', 'cluster-network': 'flat', services: 40 });
    const after = answerQuestion(questionnaire, before, 'clusters', 2);
    expect(after.again).toEqual(['cross-cluster-calls', 'cluster-network']);
    expect(after.answers).toEqual({ ...before.answers, clusters: 2 });
    expect(asked(after, open)).toBe('cross-cluster-calls (again)');
    expect(asked(answerQuestion(questionnaire, after, 'cross-cluster-calls', 'none'), open)).toBe('cluster-network (again)');
  });

  it('that stays the same puts nothing up for confirmation', () => {
    const before = answered(empty, { clusters: 3, 'cluster-network': 'flat' });
    expect(answerQuestion(questionnaire, before, 'clusters', 3).again).toEqual([]);
  });

  it('to a question that no longer applies is left out of the file and comes back with it', () => {
    const before = answered(empty, { clusters: 3, 'cluster-network': 'flat' });
    const single = answerQuestion(questionnaire, before, 'clusters', 1);
    expect(fileOf(questionnaire, single).answers).toEqual({ clusters: 1 });
    expect(asked(single, open)).not.toContain('cluster-network');
    expect(fileOf(questionnaire, answerQuestion(questionnaire, single, 'clusters', 3)).answers).toEqual({
      clusters: 3,
      'cluster-network': 'flat',
    });
  });
});

describe('going back', () => {
  it('leads from a new question to the one asked before, and from there further back', () => {
    const session = answered(empty, { goals: ['observe'], 'shared-library': 'none' });
    expect(questionBefore(questionnaire, session, 'application-changes')).toBe('shared-library');
    expect(questionBefore(questionnaire, session, 'shared-library')).toBe('goals');
    expect(questionBefore(questionnaire, session, 'goals')).toBeUndefined();
  });

  it('asks the old question, and after its answer the one that was left', () => {
    const session = revisit(answered(empty, { goals: ['observe'], 'shared-library': 'none' }), 'goals');
    expect(asked(session, open)).toBe('goals (revisit)');
    expect(asked(answerQuestion(questionnaire, session, 'goals', ['edge']), open)).toBe('application-changes (essential)');
  });

  it('passes over questions that do not apply any more', () => {
    const session = answered(empty, { clusters: 3, 'cluster-network': 'flat' });
    const single = answerQuestion(questionnaire, session, 'clusters', 1);
    expect(questionBefore(questionnaire, single, undefined)).toBe('clusters');
  });
});

describe('contradictions', () => {
  it('are found among the answers that apply', () => {
    const session = answered(empty, { services: 10, pods: 3 });
    expect(contradictionsAmong(questionnaire, session.answers).map((one) => one.id)).toEqual(['fewer-pods-than-services']);
    expect(contradictionsAmong(questionnaire, answered(session, { pods: 30 }).answers)).toEqual([]);
  });
});

describe('laws of a session', () => {
  const ids = questionsOf(questionnaire).map((question) => question.id);
  const someAnswer = fc.constantFrom<readonly [string, string | number | readonly string[] | undefined]>(
    ['clusters', 1],
    ['clusters', 4],
    ['orchestrators', ['kubernetes']],
    ['orchestrators', ['nomad']],
    ['distribution', 'eks'],
    ['distribution', 'talos'],
    ['managed-mode', 'standard'],
    ['cni', 'cilium'],
    ['cni', 'calico'],
    ['cilium-kube-proxy-replacement', undefined],
    ['cluster-network', 'flat'],
    ['services', 12],
    ['gitops-tool', 'flux'],
    ['gitops-tool', 'none'],
  );

  it('no answer is ever lost but by answering the same question again', () => {
    fc.assert(
      fc.property(fc.array(someAnswer, { maxLength: 25 }), (given) => {
        const last = new Map(given);
        const session = given.reduce((now, [id, value]) => answerQuestion(questionnaire, now, id, value), empty);
        for (const [id, value] of last) expect(session.answers[id]).toEqual(value);
        expect(new Set(session.asked)).toEqual(new Set(last.keys()));
      }),
    );
  });

  it('every talk ends: each step asks a question that applies and was not asked, or one to be confirmed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 8 }), fc.boolean(), (decisive, stops) => {
        let session: Session = { ...empty, pace: stops ? 'until-settled' : 'everything' };
        let steps = 0;
        for (;;) {
          const step = nextStep(questionnaire, session, () => ({ decisive, couldDiffer: 1, settled: false }));
          if (step.kind !== 'ask') break;
          expect(session.asked.includes(step.question.id)).toBe(step.reason === 'again');
          session = answerQuestion(questionnaire, session, step.question.id, undefined);
          steps += 1;
          expect(steps).toBeLessThan(200);
        }
        const progress = progressOf(questionnaire, session);
        expect(progress.essentialAsked).toBeLessThanOrEqual(progress.essential);
      }),
      { numRuns: 25 },
    );
  });
});
