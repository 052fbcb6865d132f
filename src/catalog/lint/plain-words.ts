import { recordsIn, textsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

const marketing =
  /\b(best[- ]in[- ]class|blazing(?:ly)?|cutting[- ]edge|effortless(?:ly)?|game[- ]chang\w+|industry[- ]leading|next[- ]gen\w*|revolutionary|seamless(?:ly)?|state[- ]of[- ]the[- ]art|turnkey|world[- ]class)\b/i;

/** Texts are for readers who want to know what they stumble on. */
export const plainWords: LintRule = {
  name: 'plain-words',
  description: 'No marketing words, no source ids and no bare addresses in texts.',
  overlay: false,
  check({ catalog, guides }) {
    const sources = new Set(Object.keys(catalog.sources).filter((id) => id.includes('-')));
    const own = new Set([...catalog.components.map(({ id }) => id), ...catalog.capabilities.map(({ id }) => id)]);
    return recordsIn(catalog, guides).flatMap(({ at, value }) =>
      textsIn(at, value).flatMap((text): LintProblem[] => {
        const word = marketing.exec(text.text)?.[0];
        if (word !== undefined) return [problem(text.at, `"${word}" praises; say what it does instead`)];
        if (at.kind !== 'source' && /https?:\/\//.test(text.text.replaceAll(/`[^`]*`/g, '')) && at.kind !== 'guides')
          return [problem(text.at, 'an address in the text; make it a source and cite it under `sources`')];
        const cited = text.text.match(/[a-z0-9]+(?:-[a-z0-9]+){2,}/g)?.find((word) => sources.has(word) && !own.has(word));
        return cited === undefined ? [] : [problem(text.at, `the source id ${cited} stands in the text; cite it under \`sources\``)];
      }),
    );
  },
};
