import type { Questionnaire } from '../questionnaire/schema.js';
import type { Asker, MenuItem } from './asker.js';
import { type DraftStore, draftsOf, newDraft, type OpenDraft, resumeDraft } from './draft-store.js';
import { type Session, startSession } from './session.js';
import type { Sources } from './sources.js';

/** How a conversation begins, when the command line says so already. */
export type Beginning = { readonly kind: 'ask' } | { readonly kind: 'resume' } | { readonly kind: 'fresh' } | { readonly kind: 'file'; readonly file: string };

export interface Start {
  readonly session: Session;
  readonly draft: DraftStore;
}

type Way = { readonly kind: 'resume'; readonly draft: OpenDraft } | { readonly kind: 'fresh' } | { readonly kind: 'file' } | { readonly kind: 'cluster' };

/**
 * Settles where the answers come from: a draft of this folder, nothing, an answers file, or a cluster where that is offered.
 * @returns undefined when the person leaves
 */
export async function beginSession(asker: Asker, folder: string, questionnaire: Questionnaire, sources: Sources, beginning: Beginning): Promise<Start | undefined> {
  const { open, busy, broken } = draftsOf(folder, questionnaire);
  if (broken.length > 0) asker.say([`${broken.join(', ')} cannot be read and is left as it is.`]);
  if (busy.length > 0) asker.say([`Another wizard is at work on ${busy.join(', ')}; this one saves into a draft of its own.`]);
  if (beginning.kind === 'fresh') return fresh(folder);
  if (beginning.kind === 'file') return fromFile(asker, folder, sources, beginning.file);
  if (beginning.kind === 'resume') {
    const [first] = open;
    if (first !== undefined) return resume(asker, folder, first);
    asker.say(['There is no draft to resume in this folder.']);
  }

  for (;;) {
    const items: MenuItem<Way>[] = [
      ...open.map((draft): MenuItem<Way> => ({ value: { kind: 'resume', draft }, label: `Resume ${draft.name}`, hint: `${draft.session.asked.length} questions asked` })),
      { value: { kind: 'fresh' }, label: 'Start fresh', hint: open.length > 0 ? 'The drafts stay as they are' : 'About ten minutes' },
      { value: { kind: 'file' }, label: 'Start from an answers file', hint: 'Asks only what is missing in it' },
      ...(sources.cluster === undefined ? [] : [{ value: { kind: 'cluster' } as const, label: 'Start from a cluster', hint: 'Reads it through kubectl and suggests answers' }]),
    ];
    const reply = await asker.menu('How do you want to start?', items);
    if (reply.kind !== 'answer') return undefined;
    switch (reply.value.kind) {
      case 'resume': {
        const start = resume(asker, folder, reply.value.draft);
        if (start !== undefined) return start;
        break;
      }
      case 'fresh':
        return fresh(folder);
      case 'file': {
        const named = await asker.line('Which file?', 'answers.yaml', () => undefined);
        if (named.kind === 'quit') return undefined;
        const start = named.kind === 'answer' ? await fromFile(asker, folder, sources, named.value) : undefined;
        if (start !== undefined) return start;
        break;
      }
      case 'cluster': {
        const start = await suggested(asker, folder, sources);
        if (start !== undefined) return start;
      }
    }
  }
}

function fresh(folder: string): Start {
  return { session: startSession({ name: 'untitled', answers: {}, weights: {} }), draft: newDraft(folder) };
}

function resume(asker: Asker, folder: string, draft: OpenDraft): Start | undefined {
  const store = resumeDraft(folder, draft.name);
  if (store === undefined) {
    asker.say([`Another wizard has just opened ${draft.name}.`]);
    return undefined;
  }
  if (draft.lost.length > 0) asker.say([`No longer understood and left out: ${draft.lost.join(', ')}.`]);
  asker.say([`Resuming ${draft.name} with ${draft.session.asked.length} questions asked.`]);
  return { session: draft.session, draft: store };
}

/** What is wrong with a file is said, and nothing is started. */
async function fromFile(asker: Asker, folder: string, sources: Sources, file: string): Promise<Start | undefined> {
  const read = await sources.file(file);
  if (read.kind === 'wrong') {
    asker.say([read.message]);
    return undefined;
  }
  asker.say([...read.warnings, `${Object.keys(read.file.answers).length} answers from ${file}; asking what is missing.`]);
  return { session: startSession(read.file), draft: newDraft(folder) };
}

async function suggested(asker: Asker, folder: string, sources: Sources): Promise<Start | undefined> {
  const read = await sources.cluster?.();
  if (read === undefined || read.kind === 'wrong') {
    asker.say([read?.message ?? 'There is no cluster to read.']);
    return undefined;
  }
  asker.say([...read.warnings, `${Object.keys(read.file.answers).length} answers suggested by the cluster; each is shown once for you to confirm.`]);
  const suggestions = Object.keys(read.file.answers);
  return { session: startSession(read.file, suggestions, suggestions), draft: newDraft(folder) };
}
