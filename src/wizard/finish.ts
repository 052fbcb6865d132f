import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, normalize, resolve } from 'node:path';
import type { Advice } from '../advice/advice.js';
import { manifestName, OutputExistsError, writeFolder } from '../output/write-folder.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import type { Asker, MenuItem } from './asker.js';
import { wrapText } from './layout.js';

/** How the answers become advice. */
export type Advise = (file: AnswersFile) => Promise<Advice>;

export type Finished =
  | { readonly kind: 'written'; readonly advice: Advice; readonly folder: string; readonly lines: readonly string[] }
  | { readonly kind: 'left' };

/**
 * Asks for a name and a folder, writes everything and tells what was written. A folder with other files in it is asked about before
 * anything is written.
 * @param columns width for the list of files
 */
export async function finish(asker: Asker, file: AnswersFile, advise: Advise, columns: number): Promise<Finished> {
  const suggestion = file.name === 'untitled' ? basename(process.cwd()).slice(0, 80) || 'my-platform' : file.name;
  const name = await asker.line('A name for it, shown in the report', suggestion, wrongName);
  if (name.kind === 'quit') return { kind: 'left' };
  const advice = await advise({ ...file, name: name.kind === 'answer' ? name.value.trim() : suggestion });
  for (;;) {
    const named = await asker.line('Folder for the report and the starter config', './advice', wrongFolder);
    if (named.kind === 'quit') return { kind: 'left' };
    const folder = named.kind === 'answer' ? named.value.trim() : './advice';
    const force = await mayReplace(asker, folder);
    if (force === 'left') return { kind: 'left' };
    if (force === 'another') continue;
    try {
      const { edited } = writeFolder(folder, advice.files, force);
      const notes = edited.length === 0 ? [] : [`Replaced, though edited since they were made: ${edited.join(', ')}`];
      return {
        kind: 'written',
        advice,
        folder,
        lines: [...notes, ...listing(advice, folder, columns), '', ...nextCommands(advice, folder)],
      };
    } catch (error) {
      if (!(error instanceof OutputExistsError)) throw error;
      asker.say([error.message]);
    }
  }
}

/** Whether files of a folder may be replaced: asked only where there is something. */
async function mayReplace(asker: Asker, folder: string): Promise<boolean | 'another' | 'left'> {
  const path = resolve(folder);
  const contents = existsSync(path) ? readdirSync(path) : [];
  if (contents.length === 0) return false;
  if (!contents.includes(manifestName)) {
    asker.say([
      `${folder} has files in it that mesh-advisor did not make (${contents.slice(0, 3).join(', ')}${contents.length > 3 ? ', ...' : ''}). Name another folder.`,
    ]);
    return 'another';
  }
  const items: MenuItem<boolean | 'another'>[] = [
    { value: true, label: 'Replace what mesh-advisor made there', hint: 'Other files stay as they are' },
    { value: 'another', label: 'Write to another folder' },
  ];
  const reply = await asker.menu(`${folder} holds an earlier report.`, items);
  return reply.kind === 'answer' ? reply.value : reply.kind === 'quit' ? 'left' : 'another';
}

const about: Readonly<Record<string, string>> = {
  'report.md': 'the report: two pages to decide, the rest to look up',
  'report.html': 'the same in the browser, with answers and weights to change',
  'pictures/ranking.svg': 'scores and their ranges',
  'pictures/first-place.svg': 'how often each alternative comes first',
  'pictures/contributions.svg': 'what speaks for the first and for the next',
  'pictures/weight-intervals.svg': 'how far each weight may move',
  'pictures/footprint.svg': 'CPU and memory of each alternative',
  'pictures/topology.svg': 'clusters and regions as the starter config builds them',
  'adr.md': 'the decision record, ready to commit',
  'decision.json': 'the decision for programs, with everything it rests on',
  'answers.yaml': 'your answers; edit them and run again',
};

/** One line per file: its path and what it is; where both do not fit, what it is stands below. */
function listing(advice: Advice, folder: string, columns: number): string[] {
  const written = new Set(advice.files.map(({ path }) => path));
  const starter = (advice.starter?.kind === 'files' ? advice.starter.files : []).filter(({ path }) => written.has(`starter/${path}`));
  const inStarter = new Set(starter.map(({ path }) => `starter/${path}`));
  const others = advice.files.filter(({ path }) => !inStarter.has(path)).map(({ path }) => ({ path, about: about[path] ?? '' }));
  return [
    `Written to ${folder}:`,
    ...described(others, '  ', columns),
    ...(starter.length === 0 ? [] : ['  starter/', ...described(starter, '    ', columns)]),
  ];
}

function described(files: readonly { readonly path: string; readonly about: string }[], indent: string, columns: number): string[] {
  const width = Math.min(34, Math.max(...files.map(({ path }) => path.length)));
  return files.flatMap(({ path, about: what }) => {
    const line = `${indent}${path.padEnd(width)}  ${what}`.trimEnd();
    if (line.length < columns) return [line];
    const below = `${indent}    `;
    return [`${indent}${path}`, ...wrapText(what, Math.max(20, columns - 1 - below.length)).map((part) => `${below}${part}`)];
  });
}

/** What to do next, as far as the files that were wanted go. */
function nextCommands(advice: Advice, folder: string): string[] {
  const plain = normalize(folder);
  const has = (path: string) => advice.files.some((file) => file.path === path);
  const markdown = has('report.md') ? [`read ${join(folder, 'report.md')}`] : [];
  const html = has('report.html') ? [`open ${join(folder, 'report.html')} in a browser`] : [];
  const reading = [...markdown, ...html].join(', or ');
  return [
    'Next:',
    ...(reading === '' ? [] : [`  ${reading}`]),
    ...(has('starter/README.md') ? [`  follow ${join(folder, 'starter', 'README.md')} on a test cluster`] : []),
    ...(has('answers.yaml')
      ? [`  after a change of the answers: mesh-advisor advise ${shellWord(join(plain, 'answers.yaml'))} --out ${shellWord(plain)} --force`]
      : []),
  ];
}

/** A path as one word for a shell. */
function shellWord(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : JSON.stringify(path);
}

function wrongName(text: string): string | undefined {
  const name = text.trim();
  if (name === '' || name.length > 80) return 'A name has 1 to 80 characters.';
  return /[\u0000-\u001F\u007F]/.test(name) ? 'A name has no control characters.' : undefined;
}

function wrongFolder(text: string): string | undefined {
  const folder = text.trim();
  if (folder === '') return 'Name a folder.';
  if (/[\u0000-\u001F\u007F]/.test(folder)) return 'A folder has no control characters.';
  return existsSync(folder) && !statSync(folder).isDirectory() ? `${folder} is a file.` : undefined;
}
