import { unknownWord } from './unknown-word.js';

/**
 * Words separated by commas, each once, in the order of those known.
 * @param what what a word is, for the error
 * @throws UsageError about the first word that is not known
 */
export function commaSeparated<Word extends string>(what: string, text: string, known: readonly Word[]): Word[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const wrong = words.find((word) => !known.some((one) => one === word));
  if (wrong !== undefined) throw unknownWord(what, wrong, known);
  return known.filter((word) => words.includes(word));
}
