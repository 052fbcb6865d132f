import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Asker } from '../../src/wizard/asker.js';
import { newDraft } from '../../src/wizard/draft-store.js';
import { answerQuestion, nextStep, startSession } from '../../src/wizard/session.js';
import type { Sources } from '../../src/wizard/sources.js';
import { beginSession } from '../../src/wizard/start.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
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

it('shows each suggestion of a cluster once to be confirmed', async () => {
  const cluster: Sources['cluster'] = async () => ({
    kind: 'answers',
    file: { name: 'production', answers: { cni: 'cilium', distribution: 'eks' }, weights: {} },
    warnings: ['cni: the daemonset cilium runs'],
  });
  const { asker, said } = picking('Start from a cluster');
  const start = await beginSession(asker, folder, questionnaire, { ...noFile, cluster }, { kind: 'ask' });
  start?.draft.release();
  expect(said.join('\n')).toContain('cni: the daemonset cilium runs');
  const session = start?.session ?? startSession({ name: '', answers: {}, weights: {} });
  const guide = () => ({ decisive: [], couldDiffer: 1, settled: false });
  expect(nextStep(questionnaire, session, guide)).toMatchObject({ question: { id: 'distribution' }, reason: 'again' });
  const confirmed = answerQuestion(questionnaire, answerQuestion(questionnaire, session, 'distribution', 'eks'), 'cni', 'calico');
  expect(nextStep(questionnaire, confirmed, guide)).toMatchObject({ question: { id: 'goals' }, reason: 'essential' });
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
