import { type LintProblem, type LintRule, problem, type RecordPath } from './rule.js';

/** Nobody has checked anything in the future. */
export const checkedDates: LintRule = {
  name: 'checked-dates',
  description: '`checked` and release dates are not after the date given to the lint, and supports end after releases.',
  overlay: true,
  check({ catalog, pins, today }) {
    const checked: [RecordPath, string][] = [
      ...Object.entries(catalog.sources).map(([id, source]): [RecordPath, string] => [
        { kind: 'source', id, path: ['checked'] },
        source.checked,
      ]),
      ...Object.entries(pins).map(([id, pin]): [RecordPath, string] => [{ kind: 'pin', id, path: ['checked'] }, pin.checked]),
      ...catalog.candidates.map((one): [RecordPath, string] => [
        { kind: 'candidate', id: one.id, path: ['baseline', 'released'] },
        one.baseline.released,
      ]),
    ];
    const future =
      today === undefined
        ? []
        : checked
            .filter(([, date]) => date > today)
            .map(([at, date]) => problem(at, `${date} is after ${today}; write the day on which it was looked at`));
    const ends = catalog.candidates.flatMap(({ id, baseline }): LintProblem[] =>
      baseline.endOfSupport.date !== null && baseline.endOfSupport.date <= baseline.released
        ? [
            problem(
              { kind: 'candidate', id, path: ['baseline', 'endOfSupport', 'date'] },
              `support ends on ${baseline.endOfSupport.date}, before the release of ${baseline.released}; correct one of the two`,
            ),
          ]
        : [],
    );
    return [...future, ...ends];
  },
};
