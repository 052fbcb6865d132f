import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Asker } from '../../src/wizard/asker.js';
import { draftText, readDraft } from '../../src/wizard/draft.js';
import { newDraft } from '../../src/wizard/draft-store.js';
import { answerQuestion, nextStep, standingAnswer, startSession } from '../../src/wizard/session.js';
import type { ClusterSource, Sources } from '../../src/wizard/sources.js';
import { beginSession } from '../../src/wizard/start.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
const fresh = startSession({ name: '', answers: {}, weights: {} });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Picks the menu entries that begin so, one after the other, and remembers the menus. */
function picking(...entries: readonly string[]) {
  const menus: string[][] = [];
  const said: string[] = [];
  const rest = [...entries];
  const asker: Asker = {
    question: async () => ({ kind: 'quit' }),
    async menu(_title, items) {
      menus.push(items.map((item) => item.label));
      const wanted = rest.shift();
      const item = items.find((one) => wanted !== undefined && one.label.startsWith(wanted));
      return item === undefined ? { kind: 'quit' } : { kind: 'answer', value: item.value };
    },
    line: async (_title, standard) => ({ kind: 'answer', value: standard }),
    say: (lines) => {
      said.push(...lines);
    },
    close: () => undefined,
  };
  return { asker, menus, said };
}
const noFile: Sources = { file: async (path) => ({ kind: 'wrong', message: `there is no file ${path}` }) };

it('offers a cluster only where one can be read', async () => {
  const { asker, menus } = picking();
  await beginSession(asker, folder, questionnaire, noFile, { kind: 'ask' });
  expect(menus).toEqual([['Start fresh', 'Start from an answers file']]);
});

const cluster: ClusterSource = {
  standard: async () => 'production',
  read: async (origin) =>
    origin === 'production'
      ? {
          kind: 'suggested',
          file: { name: origin, answers: { cni: 'cilium', distribution: 'eks' }, weights: {} },
          notes: {
            cni: { because: 'Cilium runs on the nodes. (DaemonSet kube-system/cilium)', proposed: undefined },
            distribution: { because: 'The nodes are Amazon EKS nodes. (Node ip-1)', proposed: undefined },
            'traffic-needs': { because: 'An ingress controller is installed.', proposed: { 'ingress-gateway': 'covered' } },
          },
          remarks: ['Also seen:', '- The Gateway API is installed.'],
        }
      : { kind: 'wrong', message: `context ${origin} does not exist` },
};
const guide = () => ({ decisive: [], couldDiffer: 1, settled: false });

it('shows what a cluster suggests with the reasons, and takes it when the person says so', async () => {
  const { asker, said, menus } = picking('Start from a cluster', 'Take them all');
  const start = await beginSession(asker, folder, questionnaire, { ...noFile, cluster }, { kind: 'ask' });
  start?.draft.release();
  expect(said.join('\n')).toContain(
    'Which CNI plugin carries the pod network? Cilium\n> Cilium runs on the nodes. (DaemonSet kube-system/cilium)',
  );
  expect(said.join('\n')).toContain('The Gateway API is installed.');
  expect(menus.at(-1)).toEqual(['Take them all', 'Look at them one by one', 'Start without them']);
  expect(start?.session.answers).toEqual({ cni: 'cilium', distribution: 'eks' });
  const session = start?.session ?? fresh;
  expect(nextStep(questionnaire, session, guide)).toMatchObject({ question: { id: 'goals' }, reason: 'essential' });
});

it('asks each suggestion once when they are to be looked at, and keeps the reasons over an interruption', async () => {
  const { asker } = picking('Start from a cluster', 'Look at them');
  const start = await beginSession(asker, folder, questionnaire, { ...noFile, cluster }, { kind: 'ask' });
  start?.draft.release();
  const session = start?.session ?? fresh;
  expect(nextStep(questionnaire, session, guide)).toMatchObject({ question: { id: 'distribution' }, reason: 'again' });
  const confirmed = answerQuestion(questionnaire, answerQuestion(questionnaire, session, 'distribution', 'eks'), 'cni', 'calico');
  expect(nextStep(questionnaire, confirmed, guide)).toMatchObject({ question: { id: 'goals' }, reason: 'essential' });
  expect(readDraft(questionnaire, 'draft', draftText(session)).session).toEqual(session);
});

it('starts without the suggestions when they are not wanted; what is only proposed still stands in its question', async () => {
  const { asker } = picking('Start from a cluster', 'Start without');
  const start = await beginSession(asker, folder, questionnaire, { ...noFile, cluster }, { kind: 'ask' });
  start?.draft.release();
  const session = start?.session ?? fresh;
  expect([session.answers, session.asked]).toEqual([{}, []]);
  expect(standingAnswer(session, 'cni')).toBeUndefined();
  expect(standingAnswer(session, 'traffic-needs')).toEqual({ 'ingress-gateway': 'covered' });
  const skipped = answerQuestion(questionnaire, session, 'traffic-needs', undefined);
  expect(standingAnswer(skipped, 'traffic-needs')).toBeUndefined();
});

it('returns to the menu when a cluster cannot be read', async () => {
  const { asker, said, menus } = picking('Start from a cluster', 'Start fresh');
  const source: ClusterSource = { ...cluster, standard: async () => 'gone' };
  const start = await beginSession(asker, folder, questionnaire, { ...noFile, cluster: source }, { kind: 'ask' });
  start?.draft.release();
  expect(said.join('\n')).toContain('context gone does not exist');
  expect(menus).toHaveLength(2);
});

it('returns to the menu when a file cannot be read, named on the command line or there', async () => {
  const { asker, menus, said } = picking('Start from an answers file', 'Start fresh');
  const start = await beginSession(asker, folder, questionnaire, noFile, { kind: 'file', file: 'gone.yaml' });
  start?.draft.release();
  expect(said).toEqual(['there is no file gone.yaml', 'there is no file answers.yaml']);
  expect(menus).toHaveLength(2);
  expect(start?.session.asked).toEqual([]);
});

it('resumes the draft named, or the only one, and asks where there are several', async () => {
  for (const clusters of [1, 2]) {
    const draft = newDraft(folder);
    draft.save(answerQuestion(questionnaire, startSession({ name: 'a', answers: {}, weights: {} }), 'clusters', clusters));
    draft.release();
    const { asker, menus } = picking('Resume .mesh-advisor-draft-2');
    const start = await beginSession(asker, folder, questionnaire, noFile, { kind: 'resume', draft: undefined });
    start?.draft.release();
    expect(start?.session.answers).toEqual({ clusters });
    expect(menus).toHaveLength(clusters - 1);
  }
  const start = await beginSession(picking().asker, folder, questionnaire, noFile, { kind: 'resume', draft: '.mesh-advisor-draft.yaml' });
  start?.draft.release();
  expect(start?.session.answers).toEqual({ clusters: 1 });
});
