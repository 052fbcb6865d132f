import type { Advice } from '../advice/advice.js';
import type { Catalog } from '../catalog/catalog.js';
import { type StaleFact, staleFacts } from '../decision/stale-facts.js';
import { commaSeparated } from './comma-separated.js';
import { UsageError } from './usage-error.js';

export const failOutcomes = ['close-call', 'stale'] as const;
export type FailOutcome = (typeof failOutcomes)[number];

/**
 * Reads `--fail-on`.
 * @throws UsageError for an outcome that is not known, or for `stale` without a date
 */
export function failOnOf(option: string | undefined, date: string | undefined): readonly FailOutcome[] {
  const outcomes = commaSeparated('outcome', option ?? '', failOutcomes);
  if (outcomes.includes('stale') && date === undefined)
    throw new UsageError(
      '--fail-on stale needs a day to judge facts against: give --date YYYY-MM-DD or SOURCE_DATE_EPOCH (the clock is never read)',
      'date-needed',
    );
  return outcomes;
}

/** An outcome named in `--fail-on` that came about. */
export interface Failed {
  readonly id: FailOutcome;
  readonly message: string;
}

/** Which of the outcomes came about. @param date given whenever `stale` is among them */
export function failedOutcomes(
  outcomes: readonly FailOutcome[],
  catalog: Catalog,
  { decision, verdict }: Pick<Advice, 'decision' | 'verdict'>,
  date: string | undefined,
): Failed[] {
  const found: Failed[] = [];
  if (outcomes.includes('close-call') && verdict.kind === 'close-call')
    found.push({ id: 'close-call', message: 'the recommendation is a close call' });
  const stale = outcomes.includes('stale') && date !== undefined ? staleFacts(catalog, decision, date) : [];
  if (stale.length > 0) {
    const more = stale.length > 5 ? `, and ${stale.length - 5} more` : '';
    found.push({ id: 'stale', message: `on ${date} some facts are stale: ${stale.slice(0, 5).map(staleText).join('; ')}${more}` });
  }
  return found;
}

function staleText({ id, kind, since, days }: StaleFact): string {
  switch (kind) {
    case 'past-end-of-support':
      return `${id} is past its end of support (${since}) by ${days} days`;
    case 'near-end-of-support':
      return `${id} reaches its end of support (${since}) in ${-days} days`;
    case 'checked-long-ago':
      return `${id} was checked ${days} days before (${since})`;
  }
}
