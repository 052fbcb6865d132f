/** Exit codes of the command (also `mesh-advisor help exit-codes`). */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  fault: { code: 1, meaning: 'a fault of the program' },
  usage: { code: 2, meaning: 'bad usage or bad input; nothing was written' },
  noAlternative: { code: 3, meaning: 'no alternative meets every must; the report was written' },
  changed: { code: 4, meaning: 'review: the recommendation changed' },
  exists: { code: 5, meaning: 'the output exists and --force was not given; nothing was written' },
  failOn: { code: 6, meaning: 'an outcome named in --fail-on' },
  interrupted: { code: 130, meaning: 'interrupted; the draft was saved' },
} as const;

/** The table of exit codes as text, a line each. */
export function exitCodesHelp(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}`)
    .join('\n');
}
