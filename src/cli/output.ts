import { describeProblem, type Problem } from '../document/problem.js';
import type { CommonOptions } from './common-options.js';
import type { Streams } from './streams.js';

/** What a command gives: data for programs, text for people. The text may be left out with --quiet where it only sums up what was done. */
export interface Result {
  readonly json: unknown;
  readonly text: string;
  readonly kind: 'document' | 'summary';
}

/** Prints a result on standard output: with --json one JSON document, else its text. */
export function writeResult({ out }: Streams, options: Pick<CommonOptions, 'json' | 'quiet'>, { json, text, kind }: Result): void {
  if (options.json) out.write(jsonText(json));
  else if (kind === 'document' || !options.quiet) out.write(text);
}

/** Tells something on standard error, one line or more, unless --quiet is given. */
export function tell({ err }: Streams, options: Pick<CommonOptions, 'quiet'>, text: string): void {
  if (!options.quiet) err.write(`${text}\n`);
}

/** Tells of warnings. */
export function tellWarnings(streams: Streams, options: Pick<CommonOptions, 'quiet'>, warnings: readonly Problem[]): void {
  for (const warning of warnings) tell(streams, options, describeProblem(warning));
}

/** A value as JSON for people and programs: indented, with a line break at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
