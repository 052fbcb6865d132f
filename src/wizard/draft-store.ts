import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Questionnaire } from '../questionnaire/schema.js';
import { draftsIn, draftText, draftTextIn, nthDraft, type ReadDraft, readDraft, saveAtomically } from './draft.js';
import { type DraftLock, isLocked, lockDraft, lockExpires } from './draft-lock.js';
import type { Session } from './session.js';

/** The draft of one wizard: locked while it runs, saved after every answer. */
export interface DraftStore {
  /** name of the file that was saved last */
  name(): string;
  /** whether anything was saved */
  saved(): boolean;
  /** saves; when another wizard has taken this draft over meanwhile, into a new one beside it */
  save(session: Session): void;
  /** removes the draft: the work is done */
  discard(): void;
  /** leaves the draft and gives the lock back */
  release(): void;
}

/** A draft that can be resumed. */
export interface OpenDraft extends ReadDraft {
  readonly name: string;
}

/** The drafts of a folder: those that can be resumed, those that another wizard works on, and those that cannot be read. */
export function draftsOf(
  folder: string,
  questionnaire: Questionnaire,
): { readonly open: readonly OpenDraft[]; readonly busy: readonly string[]; readonly broken: readonly string[] } {
  const open: OpenDraft[] = [];
  const busy: string[] = [];
  const broken: string[] = [];
  for (const name of draftsIn(folder)) {
    if (isLocked(folder, name, Date.now())) busy.push(name);
    else {
      try {
        open.push({ name, ...readDraft(questionnaire, name, draftTextIn(folder, name) ?? '') });
      } catch {
        broken.push(name);
      }
    }
  }
  return { open, busy, broken };
}

/** Opens a draft by name, or undefined when another wizard has it. Gives a sign of life now and then until it is released. */
export function resumeDraft(folder: string, name: string): DraftStore | undefined {
  const lock = lockDraft(folder, name, Date.now());
  return lock === undefined ? undefined : storeOf(folder, lock, true);
}

/** Opens a new draft under the first name that is free. */
export function newDraft(folder: string): DraftStore {
  return storeOf(folder, lockFree(folder), false);
}

function lockFree(folder: string): DraftLock {
  for (let n = 1; ; n += 1) {
    const name = nthDraft(n);
    if (draftTextIn(folder, name) !== undefined) continue;
    const lock = lockDraft(folder, name, Date.now());
    if (lock === undefined) continue;
    if (draftTextIn(folder, name) === undefined) return lock;
    lock.release();
  }
}

function storeOf(folder: string, first: DraftLock, exists: boolean): DraftStore {
  let lock = first;
  let saved = exists;
  const alive = setInterval(() => lock.touch(), lockExpires / 4);
  alive.unref();
  const stop = () => {
    clearInterval(alive);
    lock.release();
  };
  return {
    name: () => lock.name,
    saved: () => saved,
    save(session) {
      if (!lock.held()) lock = lockFree(folder);
      saveAtomically(folder, lock.name, draftText(session));
      lock.touch();
      saved = true;
    },
    discard() {
      if (saved && lock.held()) rmSync(join(folder, lock.name), { force: true });
      saved = false;
      stop();
    },
    release: stop,
  };
}
