import type { Candidate } from '../schema.js';
import { statementsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** `since` is a version of the product that is not newer than what the statements speak of. */
export const sinceNotAfterBaseline: LintRule = {
  name: 'since-not-after-baseline',
  description: '`since` is a version such as "1.24", not newer than the baseline, or null; a platform statement may name any version.',
  overlay: true,
  check({ catalog }) {
    return statementsIn(catalog).flatMap(({ at, candidate, statement }): LintProblem[] => {
      if (statement.since === null) return [];
      const place = { ...at, path: [...at.path, 'since'] };
      const since = versionOf(statement.since);
      if (since === undefined)
        return [problem(place, `"${statement.since}" is no version; write major.minor such as "1.24", or null when it is not established`)];
      const baseline = catalog.candidates.find(({ id }) => id === candidate);
      if (baseline === undefined) return [];
      const newest = newestOf(baseline, since);
      if (newest !== undefined && !isAfter(since, newest)) return [];
      return [
        problem(
          place,
          `since ${statement.since} is after the baseline ${baseline.baseline.version}; correct it, or check the newer version and raise the baseline`,
        ),
      ];
    });
  },
};

type Version = readonly number[];

function versionOf(text: string): Version | undefined {
  return /^\d+(\.\d+){1,2}$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** A baseline may name several products ("Kubernetes 1.36 / Gateway API 1.6"): the newest of the same major version counts. */
function newestOf(candidate: Candidate, since: Version): Version | undefined {
  const versions = `${candidate.baseline.version} ${candidate.baseline.checked}`.match(/\d+(\.\d+)+/g) ?? [];
  const parsed = versions.map((text) => text.split('.').map(Number));
  const single = parsed.length > 0 && !candidate.baseline.version.includes('/');
  return parsed
    .filter((version) => single || version[0] === since[0])
    .reduce<Version | undefined>((best, version) => (best === undefined || isAfter(version, best) ? version : best), undefined);
}

function isAfter(a: Version, b: Version): boolean {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
