import type { Knowledge } from '../decision/decide.js';
import type { Streams } from './streams.js';

/** What every command is given. */
export interface Context {
  readonly streams: Streams;
  readonly knowledge: Knowledge;
  /** sets the exit code of a command that ends well */
  readonly exit: (code: number) => void;
}

/** Collects a repeatable option. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}
