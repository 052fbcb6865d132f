import type { Proof } from '../schema.js';
import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** A proof must be one that fails when the feature is removed. */
export const proofsPoint: LintRule = {
  name: 'proofs-point',
  description:
    'A proof names a field, an absent field or a chart value, never only a resource; `absent` proves a lack, not a feature, and no level is proven twice by the same pointer.',
  overlay: true,
  check({ catalog }) {
    return statementsIn(catalog).flatMap(({ at, statement }) =>
      statement.proof.flatMap((proof, index): LintProblem[] => {
        const place = { ...at, path: [...at.path, 'proof', index] };
        const same = statement.proof.findIndex((other) => JSON.stringify(other) === JSON.stringify(proof));
        if (same < index) return [problem(place, 'this proof stands twice; remove one')];
        return pointless(proof, statement.utility === undefined ? statement.level : 'limited').map((message) => problem(place, message));
      }),
    );
  },
};

function pointless(proof: Proof, level: string): string[] {
  if ('chart' in proof) return [];
  if ('absent' in proof) {
    const without =
      level === 'limited' ||
      level === 'unsupported' ||
      level === 'do-it-yourself' ||
      level === 'commercial-only' ||
      level === 'experimental' ||
      level === 'add-on';
    return without ? [] : [`the lack of ${proof.absent} does not show that something is ${level}; point at what is there`];
  }
  return proof.field === undefined ? ['that a resource exists is no proof; name a field of it that would go with the feature'] : [];
}
