import { type LintProblem, type LintRule, problem } from './rule.js';

/** A source must be found again by whoever doubts a statement. */
export const sourcesAlive: LintRule = {
  name: 'sources-alive',
  description:
    'Source URLs are https, appear once, and files of a repository are given at a tag, or the version says when the branch was read.',
  overlay: true,
  check({ catalog }) {
    const seen = new Map<string, string>();
    return Object.entries(catalog.sources).flatMap(([id, { url, kind, version }]): LintProblem[] => {
      const at = { kind: 'source' as const, id, path: ['url'] };
      const problems: LintProblem[] = [];
      if (!url.startsWith('https://')) problems.push(problem(at, `${url} is not https; use the https address of the same page`));
      const branch = /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:blob|tree)\/(main|master|develop)(?:\/|$)/.exec(url)?.[1];
      if (branch !== undefined && !/\d{4}-\d{2}|at the date of the check/.test(version))
        problems.push(
          problem(
            at,
            `the address follows the branch ${branch}, whose content changes; name a tag or a commit, or say in \`version\` "${branch} at the date of the check"`,
          ),
        );
      if (url.includes('example.com')) problems.push(problem(at, 'the address is an example; name the page that was read'));
      if (kind !== 'judgement' && version.trim() === '') problems.push(problem(at, 'say which version or date of the page was read'));
      const other = seen.get(`${url} ${version}`);
      if (other !== undefined)
        problems.push(problem(at, `\`${other}\` is the same page in the same version; cite that one and remove this one`));
      seen.set(`${url} ${version}`, id);
      return problems;
    });
  },
};
