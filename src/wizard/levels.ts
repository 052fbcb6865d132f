import type { NeedLevel } from '../condition/condition.js';

/** The levels of a need in the order of a grid's columns: the strongest first. */
export const gridLevels: readonly NeedLevel[] = ['must', 'should', 'nice', 'covered', 'no'];
