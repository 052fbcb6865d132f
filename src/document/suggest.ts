import { distance } from 'fastest-levenshtein';

/**
 * The known word nearest to a mistyped one, or undefined when none is near: at most a third of its letters differ
 * (at least 2), or one is the beginning of the other.
 */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().replaceAll('_', '-');
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const apart = distance(wanted, candidate.toLowerCase());
    if (apart < bestDistance) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best ?? (wanted.length >= 3 ? known.find((candidate) => candidate.startsWith(wanted)) : undefined);
}
