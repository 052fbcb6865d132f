import type { Knowledge } from '../decision/decide.js';
import { type Prepared, prepare } from '../decision/robustness/prepared.js';

const prepared = new WeakMap<Knowledge, Prepared>();

/** The compiled model and the draws of some knowledge, made once: the same knowledge always has the same draws. */
export function preparedFor(knowledge: Knowledge): Prepared {
  const known = prepared.get(knowledge);
  if (known !== undefined) return known;
  const made = prepare(knowledge);
  prepared.set(knowledge, made);
  return made;
}
