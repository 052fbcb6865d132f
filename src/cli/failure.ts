import { CommanderError } from 'commander';
import { InputError, type Problem } from '../document/problem.js';
import { OutputExistsError } from '../output/write-folder.js';
import { exitCodes } from './exit-codes.js';
import { UsageError } from './usage-error.js';

/** How a command ended that could not do its work. */
export interface Failure {
  readonly code: number;
  /** for people, without a line break at the end; empty: there is nothing to say */
  readonly text: string;
  /** for programs: what is wrong, with stable ids */
  readonly problems: readonly (Problem | { readonly id: string; readonly severity: 'error'; readonly message: string })[];
}

/** What is said of an error: known ones in plain words with their id, all others as a fault of the program. */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof InputError) return { code: exitCodes.usage.code, text: withStack(error, debug), problems: error.problems };
  if (error instanceof UsageError) return known(exitCodes.usage.code, error.id, error, debug);
  if (error instanceof OutputExistsError) return known(exitCodes.exists.code, 'output-exists', error, debug);
  if (error instanceof CommanderError) return known(exitCodes.usage.code, idOf(error), withoutPrefix(error), debug);
  if (error instanceof Error && error.name === 'ExitPromptError') return { code: exitCodes.interrupted.code, text: '', problems: [] };
  const fault = error instanceof Error ? error : new Error(String(error));
  const detail = debug ? (fault.stack ?? fault.message) : fault.message;
  return {
    code: exitCodes.fault.code,
    text: `error[program-fault]: ${detail}\nThis is a fault of the program${debug ? '' : '; --debug shows where'}.`,
    problems: [{ id: 'program-fault', severity: 'error', message: fault.message }],
  };
}

function known(code: number, id: string, error: Error, debug: boolean): Failure {
  return {
    code,
    text: `error[${id}]: ${withStack(error, debug)}`,
    problems: [{ id, severity: 'error', message: error.message }],
  };
}

function withStack(error: Error, debug: boolean): string {
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return debug ? [error.message, ...stack].join('\n') : error.message;
}

/** `commander.unknownOption` → `unknown-option` */
function idOf({ code }: CommanderError): string {
  return code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function withoutPrefix(error: CommanderError): Error {
  return new Error(error.message.replace(/^error: /, ''), { cause: error });
}
