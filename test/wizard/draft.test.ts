import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { draftName, draftText, readDraft } from '../../src/wizard/draft.js';
import { isLocked, lockDraft, lockExpires } from '../../src/wizard/draft-lock.js';
import { draftsOf, newDraft, resumeDraft } from '../../src/wizard/draft-store.js';
import { answerQuestion, startSession } from '../../src/wizard/session.js';
import { knowledge } from '../knowledge.js';

const { questionnaire } = knowledge;
const empty = startSession({ name: 'shop', answers: {}, weights: { latency: 12 } });
const session = [
  ['clusters', 3],
  ['cluster-network', 'flat'],
  ['goals', ['observe']],
  ['services', undefined],
  ['clusters', 2],
].reduce((now, [id, value]) => answerQuestion(questionnaire, now, String(id), value), empty);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a draft', () => {
  it('gives back the session: answers, order, what was skipped, what is to be confirmed, weights and name', () => {
    const { session: read, lost } = readDraft(questionnaire, draftName, draftText(session));
    expect(read).toEqual(session);
    expect(lost).toEqual([]);
  });

  it('is an ordinary answers file', () => {
    const { answers, name } = parseAnswers(questionnaire, ['latency'], draftName, draftText(session));
    expect(answers).toEqual(session.answers);
    expect(name).toBe('shop');
  });

  it('of an older questionnaire is read as far as it is understood, and what is lost is named', () => {
    const text = 'version: 1\nname: old\nanswers:\n  clusters: 2\n  gone-question: yes\n  services: many\n';
    const { session: read, lost } = readDraft(questionnaire, draftName, text);
    expect(read.answers).toEqual({ clusters: 2 });
    expect(lost).toEqual(['gone-question', 'services']);
  });

  it('that is not readable is left alone and another name is taken', () => {
    writeFileSync(join(folder, draftName), 'answers: [');
    expect(draftsOf(folder, questionnaire).broken).toEqual([draftName]);
    const draft = newDraft(folder);
    draft.save(session);
    draft.release();
    expect(readFileSync(join(folder, draftName), 'utf8')).toBe('answers: [');
    expect(readdirSync(folder).sort()).toEqual(['.mesh-advisor-draft-2.yaml', draftName]);
  });
});

describe('the drafts of a folder', () => {
  it('are saved whole, with nothing left beside them after the end', () => {
    const draft = newDraft(folder);
    draft.save(session);
    draft.save(empty);
    draft.release();
    expect(readdirSync(folder)).toEqual([draftName]);
    expect(readFileSync(join(folder, draftName), 'utf8')).toBe(draftText(empty));
  });

  it('are removed when the report is written', () => {
    const draft = newDraft(folder);
    draft.save(session);
    draft.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be resumed by one wizard at a time', () => {
    const first = newDraft(folder);
    first.save(session);
    expect(draftsOf(folder, questionnaire)).toMatchObject({ open: [], busy: [draftName] });
    expect(resumeDraft(folder, draftName)).toBeUndefined();
    const second = newDraft(folder);
    second.save(empty);
    expect(second.name()).toBe('.mesh-advisor-draft-2.yaml');
    first.release();
    second.release();
    expect(draftsOf(folder, questionnaire).open.map((one) => one.name)).toEqual([draftName, '.mesh-advisor-draft-2.yaml']);
  });

  it('saves into a new draft when another wizard took the first one over', () => {
    const asleep = newDraft(folder);
    asleep.save(session);
    const old = new Date(Date.now() - lockExpires - 1000);
    utimesSync(join(folder, `${draftName}.lock`), old, old);
    const other = resumeDraft(folder, draftName);
    expect(other).toBeDefined();
    other?.save(empty);
    asleep.save(session);
    expect(asleep.name()).toBe('.mesh-advisor-draft-2.yaml');
    expect(readFileSync(join(folder, draftName), 'utf8')).toBe(draftText(empty));
    expect(readFileSync(join(folder, '.mesh-advisor-draft-2.yaml'), 'utf8')).toBe(draftText(session));
    other?.release();
    asleep.release();
  });
});

describe('a lock', () => {
  it('of a process that has ended is taken over at once', () => {
    writeFileSync(join(folder, `${draftName}.lock`), JSON.stringify({ process: 2 ** 30, machine: 'elsewhere', token: 'x' }));
    expect(isLocked(folder, draftName, Date.now())).toBe(true);
    const lock = lockDraft(folder, draftName, Date.now() + lockExpires + 1);
    expect(lock?.held()).toBe(true);
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that was cut off in the middle counts as one until it is old', () => {
    writeFileSync(join(folder, `${draftName}.lock`), '{"proc');
    expect(lockDraft(folder, draftName, Date.now())).toBeUndefined();
    expect(lockDraft(folder, draftName, Date.now() + lockExpires + 1)?.held()).toBe(true);
  });

  it('is released only by its holder', () => {
    const first = lockDraft(folder, draftName, Date.now());
    const second = lockDraft(folder, draftName, Date.now() + 2 * lockExpires);
    expect(first?.held()).toBe(false);
    first?.release();
    expect(second?.held()).toBe(true);
    second?.release();
  });
});
