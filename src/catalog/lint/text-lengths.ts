import { recordsIn, statementsIn, textsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Upper limits are in the schema (src/catalog/schema.ts); this rule finds texts that say too little or are not whole. */
const shortestNote = 25;

export const textLengths: LintRule = {
  name: 'text-lengths',
  description: `Notes of statements have at least ${shortestNote} characters, texts have no stray spaces, and sentences end; the schema limits the length of each text.`,
  overlay: false,
  check({ catalog, guides }) {
    const short = statementsIn(catalog)
      .filter(({ statement }) => statement.note.trim().length < shortestNote)
      .map(
        ({ at, statement }): LintProblem =>
          problem(
            { ...at, path: [...at.path, 'note'] },
            `the note has ${statement.note.trim().length} characters; say in at least ${shortestNote} what a user stumbles on, or what was looked for`,
          ),
      );
    const untidy = recordsIn(catalog, guides).flatMap(({ at, value }) =>
      textsIn(at, value).flatMap((text): LintProblem[] => {
        if (/ {2}|^\s|\s$|\n/.test(text.text))
          return [problem(text.at, 'stray spaces or a line break; write the text as one paragraph (`>-`)')];
        const key = text.at.path.at(-1);
        if ((key === 'note' || key === 'explanation' || key === 'remedy' || key === 'summary') && !/[.?!:)"'”]$/.test(text.text))
          return [problem(text.at, 'the text breaks off; end it as a sentence')];
        return [];
      }),
    );
    return [...short, ...untidy];
  },
};
