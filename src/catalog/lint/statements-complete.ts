import { suggest } from '../../document/suggest.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Every mesh capability is stated for every variant, and nothing is stated that does not exist. */
export const statementsComplete: LintRule = {
  name: 'statements-complete',
  description: 'Every capability of layer mesh is stated for every variant of every candidate; what nobody knows is level unknown.',
  overlay: true,
  check({ catalog }) {
    const capabilities = new Map(catalog.capabilities.map((capability) => [capability.id, capability]));
    return catalog.candidates.flatMap((candidate): LintProblem[] => {
      const at = (...path: string[]) => ({ kind: 'candidate' as const, id: candidate.id, path: ['capabilities', ...path] });
      const variants = candidate.variants.map(({ id }) => id);
      const missing = catalog.capabilities
        .filter(({ layer }) => layer === 'mesh')
        .flatMap(({ id }) => {
          const stated = candidate.capabilities[id] ?? {};
          const open = 'all' in stated ? [] : variants.filter((variant) => !(variant in stated));
          return open.map((variant) =>
            problem(
              at(id),
              `nothing is stated about \`${id}\` for ${variant}; state it, with level unknown and a note saying what was looked for if it cannot be established`,
            ),
          );
        });
      const strange = Object.entries(candidate.capabilities).flatMap(([id, byVariant]) => {
        const capability = capabilities.get(id);
        if (capability === undefined) {
          const near = suggest(id, [...capabilities.keys()]);
          return [
            problem(
              at(id),
              `there is no capability \`${id}\`; ${near === undefined ? 'add it to capabilities.yaml or correct the id' : `did you mean \`${near}\`?`}`,
            ),
          ];
        }
        if (capability.layer === 'platform')
          return [problem(at(id), `\`${id}\` is a capability of the platform; state it in platforms.yaml, once for all candidates`)];
        const keys = Object.keys(byVariant);
        const unknown = keys
          .filter((key) => key !== 'all' && !variants.includes(key))
          .map((key) =>
            problem(
              at(id, key),
              `${candidate.id} has no variant \`${key}\`; it has ${variants.join(', ')}, and \`all\` stands for every one`,
            ),
          );
        const dead = keys.includes('all') && variants.every((variant) => keys.includes(variant));
        return dead
          ? [...unknown, problem(at(id, 'all'), 'every variant has a statement of its own, so `all` is never used; remove it')]
          : unknown;
      });
      return [...missing, ...strange];
    });
  },
};
