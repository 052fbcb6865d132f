import { UsageError } from './usage-error.js';

/**
 * The date of a report as YYYY-MM-DD: from --date, else from SOURCE_DATE_EPOCH, else none. The clock is never read, so that the same
 * input gives the same bytes.
 * @throws UsageError for something that is no date
 */
export function reportDate(option: string | undefined, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (option !== undefined) {
    const parsed = new Date(`${option}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(option) || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== option)
      throw new UsageError(`--date ${option} is no date; write it as 2026-11-24`, 'bad-date');
    return option;
  }
  const epoch = env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return undefined;
  const seconds = Number(epoch);
  if (!/^\d+$/.test(epoch) || seconds > 253402300799)
    throw new UsageError(`SOURCE_DATE_EPOCH=${epoch} is no number of seconds`, 'bad-date');
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
