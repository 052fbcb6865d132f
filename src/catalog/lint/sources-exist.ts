import { suggest } from '../../document/suggest.js';
import { citationsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Whatever is cited is in the table of sources. */
export const sourcesExist: LintRule = {
  name: 'sources-exist',
  description: 'Every id under `sources` is an entry of catalog/sources/*.yaml.',
  overlay: true,
  check({ catalog, guides, questions }) {
    const known = Object.keys(catalog.sources);
    const missing = (source: string) => {
      const near = suggest(source, known);
      return `there is no source \`${source}\`; add it to sources/*.yaml with title, publisher, url, version, checked and kind${near === undefined ? '' : `, or did you mean \`${near}\`?`}`;
    };
    return [
      ...citationsIn(catalog, guides)
        .filter(({ source }) => !known.includes(source))
        .map(({ at, source }) => problem(at, missing(source))),
      ...questions.cited
        .filter(({ source }) => !known.includes(source))
        .map(({ place, source }): LintProblem => problem({ kind: 'questionnaire', id: place, path: ['sources'] }, missing(source))),
    ];
  },
};
