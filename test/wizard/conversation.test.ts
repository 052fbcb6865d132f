import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../src/condition/condition.js';
import type { Asker, MenuItem, Reply } from '../../src/wizard/asker.js';
import { converse } from '../../src/wizard/conversation.js';
import type { DraftStore } from '../../src/wizard/draft-store.js';
import { type Session, startSession } from '../../src/wizard/session.js';
import type { Adviser, Standing } from '../../src/wizard/standing.js';
import { knowledge } from '../knowledge.js';

const even: Standing = { candidates: [], sure: 'close-call', leader: undefined, oftenerFirst: undefined };

/** A person who answers from a list: question id (or the beginning of a menu entry) and what to do there. */
function person(script: readonly (readonly [at: string, does: AnswerValue | Reply<AnswerValue>])[]) {
  const heard: string[] = [];
  const saved: Session[] = [];
  const rest = [...script];
  const next = (at: string) => {
    const [step] = rest;
    if (step === undefined || step[0] !== at) throw new Error(`asked ${at}, expected ${step?.[0] ?? 'nothing more'}`);
    rest.shift();
    return step[1];
  };
  const isReply = (value: AnswerValue | Reply<AnswerValue>): value is Reply<AnswerValue> => typeof value === 'object' && 'kind' in value;
  const asker: Asker = {
    async question(question, former, around) {
      heard.push(`${question.id}${former === undefined ? '' : `=${JSON.stringify(former)}`}${around.note === undefined ? '' : ' *'}`);
      const does = next(question.id);
      return isReply(does) ? does : { kind: 'answer', value: does };
    },
    async menu<Value>(title: string, items: readonly MenuItem<Value>[], lines: readonly string[] = []): Promise<Reply<Value>> {
      heard.push(...lines, `[${title}]`);
      const wanted = String(next('menu'));
      const item = items.find((one) => one.label.startsWith(wanted));
      if (item === undefined) throw new Error(`no entry ${wanted} among ${items.map((one) => one.label).join(' | ')}`);
      return { kind: 'answer', value: item.value };
    },
    async line() {
      return { kind: 'quit' };
    },
    say: (lines) => {
      heard.push(...lines);
    },
    close: () => undefined,
  };
  const draft: DraftStore = {
    name: () => 'draft',
    saved: () => true,
    save: (session) => saved.push(session),
    discard: () => undefined,
    release: () => undefined,
  };
  return { asker, draft, heard, saved, left: () => rest };
}

const adviser = (settledAfter: number): Adviser => ({
  prepare: () => undefined,
  standing: () => even,
  guide: (session) => ({ decisive: [], couldDiffer: 0.3, settled: session.asked.length >= settledAfter }),
});
const start = startSession({ name: 'shop', answers: {}, weights: {} });
const firstPage = [
  ['goals', ['observe']],
  ['shared-library', 'none'],
  ['application-changes', 'no'],
  ['current-mesh', 'none'],
] as const;

describe('a conversation', () => {
  it('saves after every answer and ends with the answers that apply', async () => {
    const { asker, draft, saved, left } = person([...firstPage, ['menu', 'Write the report']]);
    const end = await converse({ asker, draft, knowledge, adviser: adviser(4) }, start);
    expect(end).toMatchObject({ kind: 'answers', file: { name: 'shop', answers: Object.fromEntries(firstPage) } });
    expect(saved.map((session) => session.asked.length)).toEqual([1, 2, 3, 4]);
    expect(left()).toEqual([]);
  });

  it('goes back, changes an answer, and goes on where it was', async () => {
    const { asker, draft, heard } = person([
      ...firstPage.slice(0, 3),
      ['current-mesh', { kind: 'back' }],
      ['application-changes', { kind: 'back' }],
      ['shared-library', 'one-framework'],
      ['current-mesh', 'linkerd'],
      ['menu', 'Write the report'],
    ]);
    const end = await converse({ asker, draft, knowledge, adviser: adviser(4) }, start);
    expect(end).toMatchObject({
      file: { answers: { 'shared-library': 'one-framework', 'application-changes': 'no', 'current-mesh': 'linkerd' } },
    });
    expect(heard).toContain('shared-library="none"');
  });

  it('lets any answer be changed from the summary, asks again what depends on it, and returns to the summary', async () => {
    const answers = { ...Object.fromEntries(firstPage), clusters: 3, 'cluster-network': 'flat', services: 40 };
    const { asker, draft, heard, left } = person([
      ['menu', 'Look at the answers'],
      ['menu', 'How many production clusters'],
      ['clusters', 2],
      ['cluster-network', 'separate'],
      ['menu', 'Write the report'],
    ]);
    const end = await converse({ asker, draft, knowledge, adviser: adviser(4) }, startSession({ name: 'a', answers, weights: {} }));
    expect(end).toMatchObject({ file: { answers: { ...answers, clusters: 2, 'cluster-network': 'separate' } } });
    expect(heard).toContain('cluster-network="flat" *');
    expect(left()).toEqual([]);
  });

  it('reaches the summary from any question and goes on from there', async () => {
    const { asker, draft } = person([
      ...firstPage.slice(0, 2),
      ['application-changes', { kind: 'summary' }],
      ['menu', 'Go on'],
      ['application-changes', 'no'],
      ['current-mesh', 'none'],
      ['menu', 'Write the report'],
    ]);
    expect(await converse({ asker, draft, knowledge, adviser: adviser(4) }, start)).toMatchObject({ kind: 'answers' });
  });

  it('shows a contradiction when it arises and leads to the answer to change', async () => {
    const answers = { ...Object.fromEntries(firstPage), services: 40, pods: 100 };
    const { asker, draft, heard } = person([
      ['menu', 'Look at the answers'],
      ['menu', 'How many pods'],
      ['pods', 4],
      ['menu', 'Change: How many pods'],
      ['pods', 400],
      ['menu', 'Write the report'],
    ]);
    expect(
      await converse({ asker, draft, knowledge, adviser: adviser(4) }, startSession({ name: 'a', answers, weights: {} })),
    ).toMatchObject({ file: { answers: { pods: 400 } } });
    expect(heard).toContain('These answers do not go together: Fewer pods than services.');
  });

  it('does not write a report while an error stands', async () => {
    const answers = { ...Object.fromEntries(firstPage), services: 40, pods: 4 };
    const { asker, draft, left } = person([
      ['menu', 'Write the report'],
      ['menu', 'Change: How many services'],
      ['services', 2],
      ['menu', 'Write the report'],
    ]);
    expect(
      await converse({ asker, draft, knowledge, adviser: adviser(4) }, startSession({ name: 'a', answers, weights: {} })),
    ).toMatchObject({ kind: 'answers' });
    expect(left()).toEqual([]);
  });

  it('says how many questions remain and whether they could change anything, and goes on when wanted', async () => {
    const { asker, draft, heard, left } = person([...firstPage, ['menu', 'Go on with the'], ['services', { kind: 'quit' }]]);
    expect(await converse({ asker, draft, knowledge, adviser: adviser(4) }, start)).toEqual({ kind: 'left' });
    expect(heard.find((line) => line.startsWith('This is settled'))).toMatch(/\d+ questions that remain cannot plausibly change it/);
    expect(left()).toEqual([]);
  });

  it('ends when the input ends, with everything saved', async () => {
    const { asker, draft, saved } = person([...firstPage.slice(0, 1), ['shared-library', { kind: 'quit' }]]);
    expect(await converse({ asker, draft, knowledge, adviser: adviser(4) }, start)).toEqual({ kind: 'left' });
    expect(saved).toHaveLength(1);
  });
});
