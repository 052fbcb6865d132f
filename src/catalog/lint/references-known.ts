import { suggest } from '../../document/suggest.js';
import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Whatever names a candidate, alternative or capability names one that exists. */
export const referencesKnown: LintRule = {
  name: 'references-known',
  description:
    'Conflicts name mesh capabilities of the same product, findings and guides name candidates or alternatives, platforms state platform capabilities.',
  overlay: true,
  check({ catalog, guides, questions }) {
    const mesh = catalog.capabilities.filter(({ layer }) => layer === 'mesh').map(({ id }) => id);
    const platform = catalog.capabilities.filter(({ layer }) => layer === 'platform').map(({ id }) => id);
    const products = catalog.candidates.flatMap(({ id, variants }) => [id, ...variants.map((variant) => `${id}/${variant.id}`)]);
    const unknown = (what: string, id: string, known: readonly string[]) => {
      const near = suggest(id, known);
      return `there is no ${what} \`${id}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
    };
    const conflicts = statementsIn(catalog).flatMap(({ at, capability, statement }): LintProblem[] =>
      statement.conflicts.flatMap((id) => {
        const place = { ...at, path: [...at.path, 'conflicts'] };
        if (id === capability) return [problem(place, 'a capability cannot conflict with itself; name the other one')];
        return mesh.includes(id) ? [] : [problem(place, unknown('mesh capability', id, mesh))];
      }),
    );
    const findings = catalog.findings.flatMap(({ id, appliesTo }) =>
      (appliesTo ?? [])
        .filter((product) => !products.includes(product))
        .map((product) => problem({ kind: 'finding', id, path: ['appliesTo'] }, unknown('candidate or alternative', product, products))),
    );
    const rows = catalog.platforms.flatMap(({ id, capabilities }) =>
      Object.keys(capabilities)
        .filter((capability) => !platform.includes(capability))
        .map((capability) =>
          problem({ kind: 'platform', id, path: ['capabilities', capability] }, unknown('platform capability', capability, platform)),
        ),
    );
    const about = (list: readonly { readonly for?: readonly string[] | undefined }[], path: readonly string[]): LintProblem[] =>
      list.flatMap((entry, index) =>
        (entry.for ?? [])
          .filter((product) => !products.includes(product))
          .map((product) =>
            problem({ kind: 'guides', id: '', path: [...path, index, 'for'] }, unknown('candidate or alternative', product, products)),
          ),
      );
    const origins = [...products, ...questions.runs];
    const guideEntries =
      guides === undefined
        ? []
        : [
            ...about(guides.adoption, ['adoption']),
            ...about(guides.migrations, ['migrations']),
            ...about(guides.reversibility, ['reversibility']),
            ...about(guides.clusters.patterns, ['clusters', 'patterns']),
            ...about(guides.clusters.notes, ['clusters', 'notes']),
            ...guides.migrations.flatMap(({ from }, index) =>
              from
                .filter((origin) => !origins.includes(origin))
                .map((origin) =>
                  problem({ kind: 'guides', id: '', path: ['migrations', index, 'from'] }, unknown('running mesh', origin, origins)),
                ),
            ),
          ];
    return [...conflicts, ...findings, ...rows, ...guideEntries];
  },
};
