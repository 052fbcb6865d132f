import type { Questionnaire } from '../questionnaire/schema.js';
import type { Asker, MenuItem } from './asker.js';
import { type DraftStore, draftsOf, newDraft, type OpenDraft, resumeDraft } from './draft-store.js';
import { counted } from './layout.js';
import { type Session, startSession } from './session.js';
import type { Sources } from './sources.js';
import { startFromCluster } from './start-from-cluster.js';

/** How a conversation begins; `ask` when the command line does not say. */
export type Beginning =
  | { readonly kind: 'ask' }
  /** the draft named, or the only one */
  | { readonly kind: 'resume'; readonly draft: string | undefined }
  | { readonly kind: 'fresh' }
  /** without a name it is asked for */
  | { readonly kind: 'file'; readonly file: string | undefined }
  | { readonly kind: 'cluster' };

export interface Start {
  readonly session: Session;
  readonly draft: DraftStore;
}

/** What a start works with. */
export interface Setting {
  readonly asker: Asker;
  readonly folder: string;
  readonly questionnaire: Questionnaire;
  readonly sources: Sources;
  readonly open: readonly OpenDraft[];
}

/**
 * Settles where the answers come from: a draft of this folder, nothing, an answers file, or a cluster where that is offered. When what the
 * command line names cannot be had, the person is told and asked.
 * @returns undefined when the person leaves
 */
export async function beginSession(
  asker: Asker,
  folder: string,
  questionnaire: Questionnaire,
  sources: Sources,
  beginning: Beginning,
): Promise<Start | undefined> {
  const { open, busy, broken } = draftsOf(folder, questionnaire);
  if (broken.length > 0) asker.say([`${broken.join(', ')} cannot be read and is left as it is.`]);
  if (busy.length > 0) asker.say([`Another wizard is at work on ${busy.join(', ')}; this one saves into a draft of its own.`]);
  const setting: Setting = { asker, folder, questionnaire, sources, open };
  const named = await begin(setting, beginning);
  if (named !== undefined) return named;
  for (;;) {
    const reply = await asker.menu('How do you want to start?', waysToStart(setting));
    if (reply.kind !== 'answer') return undefined;
    const start = await begin(setting, reply.value);
    if (start !== undefined) return start;
  }
}

/** Begins in the way named, or says why not and gives undefined. */
async function begin(setting: Setting, way: Beginning): Promise<Start | undefined> {
  const { asker, folder, sources } = setting;
  switch (way.kind) {
    case 'ask':
      return undefined;
    case 'fresh':
      return { session: startSession({ name: 'untitled', answers: {}, weights: {} }), draft: newDraft(folder) };
    case 'resume':
      return resume(setting, way.draft);
    case 'file': {
      const named =
        way.file === undefined
          ? await asker.line('Which file?', 'answers.yaml', () => undefined)
          : { kind: 'answer' as const, value: way.file };
      return named.kind === 'answer' ? fromFile(asker, folder, sources, named.value) : undefined;
    }
    case 'cluster':
      return startFromCluster(setting);
  }
}

function waysToStart({ open, sources }: Setting): MenuItem<Beginning>[] {
  return [
    ...open.map(
      ({ name, session }): MenuItem<Beginning> => ({
        value: { kind: 'resume', draft: name },
        label: `Resume ${name}`,
        hint: `${counted(session.asked.length, 'question')} asked`,
      }),
    ),
    { value: { kind: 'fresh' }, label: 'Start fresh', hint: open.length > 0 ? 'The drafts stay as they are' : 'About ten minutes' },
    { value: { kind: 'file', file: undefined }, label: 'Start from an answers file', hint: 'Asks only what is missing in it' },
    ...(sources.cluster === undefined
      ? []
      : [
          {
            value: { kind: 'cluster' } as const,
            label: 'Start from a cluster',
            hint: 'Reads it through kubectl, or a saved dump, and suggests answers',
          },
        ]),
  ];
}

/** The draft named, or the only one. */
function resume({ asker, folder, open }: Setting, name: string | undefined): Start | undefined {
  const matching = name === undefined ? open : open.filter((draft) => draft.name === name);
  const [draft] = matching;
  if (draft === undefined)
    asker.say([name === undefined ? 'There is no draft to resume in this folder.' : `There is no draft ${name} to resume in this folder.`]);
  if (draft === undefined || matching.length > 1) return undefined;
  const store = resumeDraft(folder, draft.name);
  if (store === undefined) {
    asker.say([`Another wizard has just opened ${draft.name}.`]);
    return undefined;
  }
  if (draft.lost.length > 0) asker.say([`No longer understood and left out: ${draft.lost.join(', ')}.`]);
  asker.say([`Resuming ${draft.name} with ${counted(draft.session.asked.length, 'question')} asked.`]);
  return { session: draft.session, draft: store };
}

/** What is wrong with a file is said, and nothing is started. */
async function fromFile(asker: Asker, folder: string, sources: Sources, file: string): Promise<Start | undefined> {
  const read = await sources.file(file);
  if (read.kind === 'wrong') {
    asker.say([read.message]);
    return undefined;
  }
  asker.say([...read.warnings, `${counted(Object.keys(read.file.answers).length, 'answer')} from ${file}; asking what is missing.`]);
  return { session: startSession(read.file), draft: newDraft(folder) };
}
