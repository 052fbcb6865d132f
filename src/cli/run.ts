import { CommanderError } from 'commander';
import { InputError } from '../document/problem.js';
import { OutputExistsError } from '../output/write-folder.js';
import { exitCodes } from './exit-codes.js';
import { program } from './program.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/**
 * Runs one command line.
 * @returns the exit code; known errors are printed to `err` in plain words, a stack trace only with --debug
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let code: number = exitCodes.done.code;
  const command = program(streams, (result) => {
    code = result;
  });
  try {
    await command.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
    if (error instanceof InputError || error instanceof UsageError) {
      streams.err.write(`${error.message}\n`);
      return exitCodes.usage.code;
    }
    if (error instanceof OutputExistsError) {
      streams.err.write(`${error.message}\n`);
      return exitCodes.exists.code;
    }
    if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted.code;
    if (isBrokenPipe(error)) return exitCodes.done.code;
    const detail = error instanceof Error ? (args.includes('--debug') ? (error.stack ?? error.message) : error.message) : String(error);
    streams.err.write(`mesh-advisor failed: ${detail}\nThis is a fault of the program; --debug shows where.\n`);
    return exitCodes.fault.code;
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
