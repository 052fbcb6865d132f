import { suggest } from '../../document/suggest.js';
import { effectsOf } from './facts.js';
import { type QuestionRule, questionProblem } from './rule.js';

/** Effects name capabilities, quantities and products that exist. */
export const effectsKnown: QuestionRule = {
  name: 'effects-known',
  description:
    'Needs name capabilities, profile effects and number questions name quantities of model.yaml, `knows` names a candidate, grid rows name capabilities.',
  check({ questionnaire, catalog }) {
    const capabilities = catalog.capabilities.map(({ id }) => id);
    const quantities = Object.keys(catalog.model.profile);
    const candidates = catalog.candidates.map(({ id }) => id);
    const products = catalog.candidates.flatMap(({ id, variants }) => variants.map((variant) => `${id}/${variant.id}`));
    const missing = (what: string, id: string, known: readonly string[]) => {
      const near = suggest(id, known);
      return `there is no ${what} \`${id}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
    };
    const questions = questionnaire.sections.flatMap((section) => section.questions);
    const sources = [...questions.map((question) => ({ id: question.id, effects: effectsOf(question) })), ...questionnaire.rules];
    const effects = sources.flatMap(({ id, effects: list }) =>
      list.flatMap((effect) => {
        if ('need' in effect && !capabilities.includes(effect.need))
          return [questionProblem(id, [], missing('capability', effect.need, capabilities))];
        if ('profile' in effect && !quantities.includes(effect.profile))
          return [questionProblem(id, [], missing('quantity in model.yaml', effect.profile, quantities))];
        if ('knows' in effect && !candidates.includes(effect.knows))
          return [questionProblem(id, [], missing('candidate', effect.knows, candidates))];
        if ('runs' in effect && effect.runs.includes('/') && !products.includes(effect.runs))
          return [questionProblem(id, [], missing('alternative', effect.runs, products))];
        return [];
      }),
    );
    const rows = questions.flatMap((question) =>
      question.type !== 'grid'
        ? []
        : question.rows.flatMap(({ capability }, index) =>
            capabilities.includes(capability)
              ? []
              : [questionProblem(question.id, ['rows', index], missing('capability', capability, capabilities))],
          ),
    );
    const numbers = questions.flatMap((question) =>
      question.type === 'number' && question.profile !== undefined && !quantities.includes(question.profile)
        ? [questionProblem(question.id, ['profile'], missing('quantity in model.yaml', question.profile, quantities))]
        : [],
    );
    return [...effects, ...rows, ...numbers];
  },
};
