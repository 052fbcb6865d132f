import { suggest } from '../document/suggest.js';
import { UsageError } from './usage-error.js';

/** The error about a word that is not known: all that are, and the nearest one. Its id is `unknown-` and what the word should be. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  const near = suggest(word, known);
  return new UsageError(
    `unknown ${what} ${word}; one of ${known.join(', ')}${near === undefined ? '' : `\n  did you mean ${near}?`}`,
    `unknown-${what.replaceAll(' ', '-')}`,
  );
}
