import type { Flip } from '../decision/flips.js';
import type { Robustness } from '../decision/robustness/robustness.js';

/** How many keys of each kind count as decisive. */
const most = 8;

/**
 * Keys of the questions (or rows of grids) that are worth a look first: those whose nearest change puts another candidate first, and the
 * open ones that are worth most to answer (value of information beyond its standard error).
 */
export function decisiveKeys(flips: readonly Flip[], robustness: Robustness): ReadonlySet<string> {
  const near = [...new Set(flips.filter(({ otherCandidate }) => otherCandidate).map(({ key }) => key))].slice(0, most);
  const open = robustness.questions.filter(({ evppi, standardError }) => evppi > standardError).map(({ id }) => id);
  return new Set([...near, ...open.slice(0, most)]);
}
