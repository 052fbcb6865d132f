import type { Advice } from '../advice/advice.js';
import type { Knowledge } from '../decision/decide.js';
import { lineAsker, lineCommands } from './ask-lines.js';
import { promptAsker } from './ask-prompts.js';
import type { Asker } from './asker.js';
import { converse } from './conversation.js';
import { draftName } from './draft.js';
import type { DraftStore } from './draft-store.js';
import { type Advise, finish } from './finish.js';
import { lookFor, wantsLines } from './look.js';
import type { Sources } from './sources.js';
import type { Adviser } from './standing.js';
import { type Beginning, beginSession } from './start.js';
import { sizeOf, type Terminal } from './terminal.js';

/** What the command gives to a wizard. */
export interface WizardRun {
  readonly terminal: Terminal;
  readonly platform: NodeJS.Platform;
  readonly colour: boolean;
  /** the folder of the draft */
  readonly folder: string;
  readonly knowledge: Knowledge;
  /** loaded after the greeting, while the person reads it */
  readonly adviser: () => Promise<Adviser>;
  readonly sources: Sources;
  readonly advise: Advise;
  readonly beginning: Beginning;
}

export type WizardEnd =
  | { readonly kind: 'written'; readonly advice: Advice; readonly folder: string }
  /** `signal` when one ended it; Ctrl-C and Ctrl-D give none */
  | { readonly kind: 'interrupted'; readonly signal: NodeJS.Signals | undefined };

/**
 * The whole wizard: greeting, start, questions, report. However it ends, the cursor is visible again, the draft is saved and its lock is
 * given back; an interruption says how to resume.
 */
export async function runWizard(run: WizardRun): Promise<WizardEnd> {
  const { terminal } = run;
  const stop = new AbortController();
  let signalled: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    signalled = signal;
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  const lines = wantsLines(run.terminal.env);
  const look = lookFor(terminal.env, run.platform, run.colour);
  const asker = lines
    ? lineAsker(terminal, run.knowledge.catalog, stop.signal)
    : promptAsker(terminal, look, run.knowledge.catalog, stop.signal);
  let draft: DraftStore | undefined;
  let adviser: Promise<Adviser> | undefined;
  const ready = () => {
    adviser ??= run.adviser();
    return adviser;
  };
  const ahead = setTimeout(async () => (await ready()).prepare(), 20);
  try {
    asker.say(greeting(lines));
    const start = await beginSession(asker, run.folder, run.knowledge.questionnaire, run.sources, run.beginning);
    if (start === undefined) return interrupted(asker, undefined, signalled);
    draft = start.draft;
    const talk = await converse({ asker, knowledge: run.knowledge, adviser: await ready(), draft }, start.session);
    if (talk.kind === 'left') return interrupted(asker, draft, signalled);
    const end = await finish(asker, talk.file, run.advise, sizeOf(terminal).columns);
    if (end.kind === 'left') return interrupted(asker, draft, signalled);
    draft.discard();
    asker.say(['', ...end.lines, '']);
    return { kind: 'written', advice: end.advice, folder: end.folder };
  } catch (error) {
    if (!isInterruption(error)) throw error;
    return interrupted(asker, draft, signalled);
  } finally {
    clearTimeout(ahead);
    draft?.release();
    asker.close();
    if (!lines) terminal.out.write('\u001B[?25h');
    for (const signal of signals) process.removeListener(signal, onSignal);
  }
}

/** Windows knows SIGINT and, when the console closes, SIGHUP; listening for the others does no harm there. */
const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function greeting(lines: boolean): string[] {
  return [
    'mesh-advisor asks about your platform and recommends a service mesh, or none, with a report and a starter config.',
    'It takes about ten minutes; "I don\'t know" is a fine answer, and every answer can be changed later.',
    'Nothing leaves this machine. Answers are saved as you go; Ctrl-C leaves, and the next start resumes.',
    ...(lines ? [lineCommands] : []),
  ];
}

function interrupted(asker: Asker, draft: DraftStore | undefined, signal: NodeJS.Signals | undefined): WizardEnd {
  const saved = draft?.saved() === true;
  asker.say([
    '',
    ...(saved
      ? [
          `Your answers are in ${draft?.name() ?? ''}. To resume, run in this folder:`,
          `  mesh-advisor wizard --resume${draft?.name() === draftName ? '' : ` ${draft?.name() ?? ''}`}`,
        ]
      : ['Nothing was answered, nothing was saved.']),
  ]);
  return { kind: 'interrupted', signal };
}

function isInterruption(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError' || error.name === 'CancelPromptError')
  );
}
