import { suggest } from '../../document/suggest.js';
import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** What costs work says so, and what is not given costs none. */
export const workStated: LintRule = {
  name: 'work-stated',
  description:
    'An add-on names its components, do-it-yourself states its work (or components), what is unsupported or unknown states none; components exist.',
  overlay: true,
  check({ catalog }) {
    const components = catalog.components.map(({ id }) => id);
    const unknown = (id: string) => {
      const near = suggest(id, components);
      return `there is no component \`${id}\`; add it to components/*.yaml${near === undefined ? '' : `, or did you mean \`${near}\`?`}`;
    };
    const bases = catalog.candidates.flatMap(({ id, variants }) =>
      variants.flatMap((variant, index) =>
        variant.effort.components
          .filter((component) => !components.includes(component))
          .map((component) => problem({ kind: 'candidate', id, path: ['variants', index, 'effort', 'components'] }, unknown(component))),
      ),
    );
    const statements = statementsIn(catalog).flatMap(({ at, statement }): LintProblem[] => {
      const { level, work } = statement;
      const problems = statement.components
        .filter((id) => !components.includes(id))
        .map((id) => problem({ ...at, path: [...at.path, 'components'] }, unknown(id)));
      // A platform's own add-on is switched on by the provider; what it costs stands in its work.
      if (level === 'add-on' && statement.components.length === 0 && (at.kind === 'candidate' || work.length === 0))
        problems.push(
          problem(at, 'an add-on names what must be installed under `components`; without any it is built-in or do-it-yourself'),
        );
      if (level === 'do-it-yourself' && work.length === 0)
        problems.push(
          problem(
            at,
            'do-it-yourself states its `work` in person-days, each as [low, likely, high]; see the scale in docs/contributing-facts.md',
          ),
        );
      if ((level === 'unsupported' || level === 'unknown') && (work.length > 0 || statement.components.length > 0))
        problems.push(problem(at, `what is ${level} costs nothing; remove its work and components, or choose another level`));
      return problems;
    });
    return [...bases, ...statements];
  },
};
