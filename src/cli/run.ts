import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes.js';
import { failureOf } from './failure.js';
import { jsonText } from './output.js';
import { program } from './program.js';
import type { Streams } from './streams.js';

/**
 * Runs one command line.
 * @returns the exit code; known errors are printed to `err` in plain words (with --json also to `out` as data), a stack trace only with
 * --debug
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
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done.code;
    if (isBrokenPipe(error)) return exitCodes.done.code;
    const given = (option: string) => args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).includes(option);
    const failure = failureOf(error, given('--debug'));
    if (failure.text !== '') streams.err.write(`${printable(failure.text)}\n`);
    if (given('--json') && failure.problems.length > 0)
      streams.out.write(jsonText({ error: { exitCode: failure.code, problems: failure.problems } }));
    return failure.code;
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Text that cannot steer a terminal: words of the command line and names of files may hold anything. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g, '\uFFFD');
}
