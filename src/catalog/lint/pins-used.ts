import { type LintRule, problem } from './rule.js';

/** A pin that no template installs is a version that nobody keeps current. */
export const pinsUsed: LintRule = {
  name: 'pins-used',
  description: 'Every pinned chart, image or bundle is installed by some starter template or plan.',
  overlay: false,
  check({ pins, pinsUsed: used }) {
    return Object.keys(pins)
      .filter((id) => !used.has(id))
      .map((id) => problem({ kind: 'pin', id, path: [] }, 'no starter template and no plan installs this pin; use it, or remove it'));
  },
};
