import type { LintProblem, LintRule } from './rule.js';

/** What was checked more than twelve months ago is listed, so that somebody looks again. */
export const checksFresh: LintRule = {
  name: 'checks-fresh',
  description:
    'Sources checked more than 12 months before the date given to the lint, and candidates past their end of support, are listed; this fails nothing.',
  overlay: false,
  check({ catalog, pins, today }) {
    if (today === undefined) return [];
    const limit = yearBefore(today);
    const old = [
      ...Object.entries(catalog.sources).map(([id, { checked }]) => ({ at: { kind: 'source' as const, id, path: ['checked'] }, checked })),
      ...Object.entries(pins).map(([id, { checked }]) => ({ at: { kind: 'pin' as const, id, path: ['checked'] }, checked })),
    ].filter(({ checked }) => checked < limit);
    const ended = catalog.candidates.filter(({ baseline }) => baseline.endOfSupport.date !== null && baseline.endOfSupport.date < today);
    return [
      ...old.map(
        ({ at, checked }): LintProblem => ({
          at,
          severity: 'note',
          message: `last checked on ${checked}, more than 12 months ago; look at it again and set the date`,
        }),
      ),
      ...ended.map(
        ({ id, baseline }): LintProblem => ({
          at: { kind: 'candidate', id, path: ['baseline', 'endOfSupport'] },
          severity: 'note',
          message: `support of ${baseline.version} ended on ${baseline.endOfSupport.date}; check the newer version and raise the baseline`,
        }),
      ),
    ];
  },
};

/** The same day of the year before; 29 February becomes 1 March. */
function yearBefore(date: string): string {
  const year = Number(date.slice(0, 4)) - 1;
  const day = date.slice(5) === '02-29' ? '03-01' : date.slice(5);
  return `${String(year).padStart(4, '0')}-${day}`;
}
