import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AnswerValue } from '../condition/condition.js';
import { isMap } from '../document/plain-data.js';
import { parseYamlDocument } from '../document/yaml-document.js';
import { answersVersion } from '../questionnaire/answers-file.js';
import { readAnswer } from '../questionnaire/read-answer.js';
import type { Question, Questionnaire } from '../questionnaire/schema.js';
import { type Session, type SuggestionNote, startSession } from './session.js';

/** Name of the first draft in a folder; a second wizard at the same time takes `-2`, and so on. */
export const draftName = '.mesh-advisor-draft.yaml';

/** The name of the n-th draft, from 1. */
export function nthDraft(n: number): string {
  return n === 1 ? draftName : draftName.replace('.yaml', `-${n}.yaml`);
}

/** The drafts in a folder, by number. */
export function draftsIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = /^\.mesh-advisor-draft(?:-(\d+))?\.yaml$/.exec(name);
      return match === null ? [] : [{ name, number: Number(match[1] ?? 1) }];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ name }) => name);
}

const confirmMark = '# to be confirmed: ';
const suggestedMark = '# suggested by a cluster: ';

/**
 * A draft is an ordinary answers file, so that `advise` reads it too: its answers stand in the order asked, those skipped are `unknown`,
 * and what is to be confirmed, and why a cluster suggests it, stands in comments.
 */
export function draftText(session: Session): string {
  const answers: Record<string, AnswerValue> = {};
  for (const id of session.asked) answers[id] = session.answers[id] ?? 'unknown';
  for (const [id, value] of Object.entries(session.answers)) answers[id] ??= value;
  const head = [
    '# Draft of a mesh-advisor wizard, saved after every answer. `mesh-advisor` in this folder resumes it.',
    ...(session.again.length === 0 ? [] : [`${confirmMark}${session.again.join(', ')}`]),
    ...(Object.keys(session.suggested).length === 0 ? [] : [`${suggestedMark}${JSON.stringify(session.suggested)}`]),
  ];
  const weights = Object.keys(session.weights).length === 0 ? {} : { weights: session.weights };
  return `${head.join('\n')}\n${stringify({ version: answersVersion, name: session.name, answers, ...weights }, { lineWidth: 120 })}`;
}

/** A draft as read: what it gives, and what in it could not be used. */
export interface ReadDraft {
  readonly session: Session;
  readonly lost: readonly string[];
}

/**
 * Reads a draft. Answers that the questionnaire does not know any more, or not in this form, are named in `lost` and left out.
 * @throws InputError when the text is no YAML
 */
export function readDraft(questionnaire: Questionnaire, file: string, text: string): ReadDraft {
  const { value } = parseYamlDocument(file, text);
  const content = isMap(value) ? value : {};
  const given = isMap(content['answers']) ? content['answers'] : {};
  const questions = new Map(questionnaire.sections.flatMap((section) => section.questions).map((question) => [question.id, question]));
  const answers: Record<string, AnswerValue> = {};
  const asked: string[] = [];
  const lost: string[] = [];
  for (const [id, raw] of Object.entries(given)) {
    const question = questions.get(id);
    if (question === undefined) {
      lost.push(id);
      continue;
    }
    if (raw === 'unknown' || raw === null) {
      asked.push(id);
      continue;
    }
    const result = readAnswer(question, raw);
    if (result.value === undefined) {
      lost.push(id);
      continue;
    }
    asked.push(id);
    answers[id] = result.value;
  }
  const weights = isMap(content['weights']) ? content['weights'] : {};
  const marked = text.split('\n').find((line) => line.startsWith(confirmMark));
  const again = (marked?.slice(confirmMark.length).split(', ') ?? []).filter((id) => asked.includes(id));
  const name = typeof content['name'] === 'string' && content['name'] !== '' ? content['name'].slice(0, 80) : 'untitled';
  const numbers = Object.fromEntries(
    Object.entries(weights).flatMap(([id, weight]) => (typeof weight === 'number' && weight >= 0 ? [[id, weight]] : [])),
  );
  return { session: startSession({ name, answers, weights: numbers }, asked, again, suggestedIn(text, questions)), lost };
}

/** The suggestions noted in a draft, as far as they can be read. */
function suggestedIn(text: string, questions: ReadonlyMap<string, Question>): Session['suggested'] {
  const line = text.split('\n').find((one) => one.startsWith(suggestedMark));
  if (line === undefined) return {};
  try {
    const noted: unknown = JSON.parse(line.slice(suggestedMark.length));
    return Object.fromEntries(
      Object.entries(isMap(noted) ? noted : {}).flatMap(([id, note]): [string, SuggestionNote][] => {
        const question = questions.get(id);
        if (question === undefined || !isMap(note) || typeof note['because'] !== 'string') return [];
        return [[id, { because: note['because'], proposed: readAnswer(question, note['proposed']).value }]];
      }),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Replaces a file by one rename: after a crash it holds the old text or the new one, never a part. */
export function saveAtomically(folder: string, name: string, text: string): void {
  const temporary = join(folder, `${name}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    replace(temporary, join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The text of a draft, or undefined when there is none. */
export function draftTextIn(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Windows refuses to replace a file that a virus scanner or an editor holds open; a moment later it lets go. */
function replace(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (attempt === 5 || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * attempt);
    }
  }
}
