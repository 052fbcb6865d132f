import { questionsOf } from '../decision/situation.js';
import type { Questionnaire } from '../questionnaire/schema.js';
import { answerWords } from './answer-words.js';
import type { MenuItem } from './asker.js';
import { newDraft } from './draft-store.js';
import { counted } from './layout.js';
import { type Session, startSession } from './session.js';
import type { Suggested } from './sources.js';
import type { Setting, Start } from './start.js';

type Suggestions = Extract<Suggested, { kind: 'suggested' }>;

/**
 * Asks which cluster, reads it, shows what it suggests with the reasons, and lets the person take all of it, look at each answer first, or
 * leave it. What is wrong is said, and nothing is started.
 */
export async function startFromCluster({ asker, folder, questionnaire, sources }: Setting): Promise<Start | undefined> {
  const { cluster } = sources;
  if (cluster === undefined) return undefined;
  const named = await asker.line('A kubectl context, or a saved dump', await cluster.standard(), wrongOrigin);
  if (named.kind !== 'answer') return undefined;
  asker.say([`Reading ${named.value.trim()}. Nothing is changed, and no Secret is read (mesh-advisor inspect --help lists the calls).`]);
  const read = await cluster.read(named.value.trim());
  if (read.kind === 'wrong') {
    asker.say([read.message]);
    return undefined;
  }
  const ids = Object.keys(read.file.answers);
  asker.say(['', ...shown(questionnaire, read), ...read.remarks]);
  const way = await asker.menu(`${counted(ids.length, 'suggested answer')}. What to do with them?`, ways);
  if (way.kind !== 'answer') return undefined;
  const none = { ...read.file, answers: {} };
  const proposals = Object.fromEntries(Object.entries(read.notes).filter(([id]) => !ids.includes(id)));
  switch (way.value) {
    case 'take':
      return saved(folder, startSession(read.file, ids, [], read.notes));
    case 'confirm':
      return saved(folder, startSession(read.file, ids, ids, read.notes));
    case 'leave':
      return { session: startSession(none, [], [], proposals), draft: newDraft(folder) };
  }
}

/** A start whose suggestions are in the draft at once, so that an interruption does not lose them. */
function saved(folder: string, session: Session): Start {
  const draft = newDraft(folder);
  draft.save(session);
  return { session, draft };
}

const ways: readonly MenuItem<'take' | 'confirm' | 'leave'>[] = [
  { value: 'take', label: 'Take them all', hint: 'Each can still be changed, from the summary' },
  { value: 'confirm', label: 'Look at them one by one', hint: 'Each is shown once with its reason; Enter keeps it' },
  { value: 'leave', label: 'Start without them' },
];

/** Each suggestion on a line, its reason indented below. */
function shown(questionnaire: Questionnaire, { file, notes }: Suggestions): string[] {
  return questionsOf(questionnaire).flatMap((question) => {
    const answer = file.answers[question.id];
    return answer === undefined ? [] : [`${question.prompt} ${answerWords(question, answer)}`, `> ${notes[question.id]?.because ?? ''}`];
  });
}

function wrongOrigin(text: string): string | undefined {
  return text.trim() === '' ? 'Name a context or a path.' : undefined;
}
