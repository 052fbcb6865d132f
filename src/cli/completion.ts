import type { Argument, Command, Option } from 'commander';
import { adviceFormats } from '../advice/formats.js';
import { alternativesOf } from '../catalog/catalog.js';
import { themes } from '../catalog/schema.js';
import { needLevels } from '../condition/condition.js';
import type { Knowledge } from '../decision/decide.js';
import { questionsOf } from '../decision/situation.js';
import type { Question } from '../questionnaire/schema.js';
import { explainableIds } from './commands/explain.js';
import { failOutcomes } from './fail-on.js';
import { fileKinds } from './schemas.js';

/** A word that may stand where the cursor is, with what it means. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** Shells that there are completion scripts for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/**
 * What may stand where the cursor is.
 * @param words the words after the program's name, the last one being the one at the cursor (empty when it has not begun)
 * @returns words that begin with the last one; none where files are named, so that the shell offers those
 */
export function completionsFor(root: Command, knowledge: Knowledge, words: readonly string[]): Candidate[] {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { command, positional } = read(root, before);
  const previous = optionNamed(root, command, before.at(-1) ?? '');
  const candidates =
    previous !== undefined && takesValue(previous)
      ? valuesOf(knowledge, previous, current)
      : current.startsWith('-')
        ? optionsOf(root, command)
        : wordsAt(root, knowledge, command, positional);
  return candidates.filter(({ value }) => value.startsWith(current));
}

/** The command that the words before the cursor name, and how many of its arguments they give. */
function read(root: Command, before: readonly string[]): { command: Command; positional: number } {
  let command = root;
  let positional = 0;
  for (const [index, word] of before.entries()) {
    const option = optionNamed(root, command, before[index - 1] ?? '');
    if (word.startsWith('-') || (option !== undefined && takesValue(option))) continue;
    const named = command === root ? root.commands.find((one) => one.name() === word) : undefined;
    if (named === undefined) positional += 1;
    else command = named;
  }
  return { command, positional };
}

function optionNamed(root: Command, command: Command, word: string): Option | undefined {
  return word.startsWith('-')
    ? [...command.options, ...root.options].find(({ long, short }) => word === long || word === short)
    : undefined;
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function optionsOf(root: Command, command: Command): Candidate[] {
  return [...command.options, ...(command === root ? [] : root.options), { long: '--help', description: 'help on the command' }].flatMap(
    ({ long, description }) => (long === undefined || long === null ? [] : [{ value: long, about: description }]),
  );
}

function wordsAt(root: Command, knowledge: Knowledge, command: Command, positional: number): Candidate[] {
  if (command === root) return commandsOf(root);
  const argument: Argument | undefined =
    command.registeredArguments[positional] ?? command.registeredArguments.filter((one) => one.variadic).at(-1);
  if (argument?.argChoices !== undefined) return plain(argument.argChoices);
  switch (`${command.name()} ${argument?.name() ?? ''}`) {
    case 'starter alternative':
      return alternatives(knowledge);
    case 'compare alternatives':
      return [...knowledge.catalog.candidates.map(({ id, title }) => ({ value: id, about: title })), ...alternatives(knowledge)];
    case 'explain id':
      return plain(explainableIds(knowledge));
    case 'schema kind':
      return Object.entries(fileKinds(knowledge.questionnaire)).map(([value, { about }]) => ({ value, about }));
    case 'help topic':
      return [...commandsOf(root), { value: 'exit-codes', about: 'the table of exit codes' }];
    default:
      return [];
  }
}

function commandsOf(root: Command): Candidate[] {
  return root
    .createHelp()
    .visibleCommands(root)
    .map((command) => ({ value: command.name(), about: command.description() }));
}

/** Values of an option; none for files and folders. */
function valuesOf(knowledge: Knowledge, option: Option, current: string): Candidate[] {
  if (option.argChoices !== undefined) return plain(option.argChoices);
  switch (option.long) {
    case '--set':
      return assignments(knowledge, current);
    case '--group':
      return plain(themes);
    case '--format':
      return listed(adviceFormats, current);
    case '--fail-on':
      return listed(failOutcomes, current);
    default:
      return [];
  }
}

/** `key=` for every question and grid row; after the `=` its values. */
function assignments({ catalog, questionnaire }: Knowledge, current: string): Candidate[] {
  const keys = questionsOf(questionnaire).flatMap((question) =>
    question.type === 'grid'
      ? question.rows.map(({ capability, label }) => ({
          key: `${question.id}.${capability}`,
          about: label ?? catalog.capabilities.find(({ id }) => id === capability)?.title ?? '',
          values: plain([...needLevels].reverse()),
        }))
      : [{ key: question.id, about: question.prompt, values: answersTo(question) }],
  );
  if (!current.includes('=')) return keys.map(({ key, about }) => ({ value: `${key}=`, about }));
  return keys
    .filter(({ key }) => current.startsWith(`${key}=`))
    .flatMap(({ key, values }) => values.map(({ value, about }) => ({ value: `${key}=${value}`, about })));
}

function answersTo(question: Exclude<Question, { type: 'grid' }>): Candidate[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return question.options.map(({ value, label }) => ({ value, about: label }));
    case 'yes-no':
      return plain(['yes', 'no']);
    case 'number':
    case 'text':
      return [];
  }
}

/** Words after those that a list with commas has already. */
function listed(words: readonly string[], current: string): Candidate[] {
  const given = current.split(',').slice(0, -1);
  const start = given.map((word) => `${word},`).join('');
  return plain(words.filter((word) => !given.includes(word)).map((word) => `${start}${word}`));
}

function alternatives({ catalog }: Knowledge): Candidate[] {
  return alternativesOf(catalog).map(({ id, variant }) => ({ value: id, about: variant.title }));
}

function plain(words: readonly string[]): Candidate[] {
  return words.map((value) => ({ value, about: '' }));
}
