/** Something wrong (or worth knowing) in an input file, with its place. Lines and columns start at 1. */
export interface Problem {
  /** stable id that `mesh-advisor explain` knows */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** the line of the file that it is about, without its line break */
  readonly lineText: string;
  readonly message: string;
  /** what was expected, or what to do */
  readonly expected?: string;
  /** the nearest correct word */
  readonly suggestion?: string;
}

/** Bad input: all problems at once. Nothing is written when it is thrown. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(readonly problems: readonly Problem[]) {
    const more = problems.length - mostShown;
    super([...problems.slice(0, mostShown).map(describeProblem), ...(more > 0 ? [`and ${more} more like these`] : [])].join('\n\n'));
  }
}

/** Problems that are described one by one; a file that is something else altogether has thousands. */
const mostShown = 50;

/** One problem as text: `file:line:column: error[id]: message`, the line with a caret, what was expected, a suggestion. */
export function describeProblem(problem: Problem): string {
  const shown = problem.lineText.replaceAll('\t', ' ');
  const from = Math.max(0, Math.min(problem.column - 60, shown.length - 100));
  const excerpt = shown.slice(from, from + 100);
  const gutter = String(problem.line);
  const caret = ' '.repeat(Math.max(0, problem.column - 1 - from));
  return [
    `${problem.file}:${problem.line}:${problem.column}: ${problem.severity}[${problem.id}]: ${problem.message}`,
    ...(excerpt.trim() === '' ? [] : [`  ${gutter} | ${excerpt}`, `  ${' '.repeat(gutter.length)} | ${caret}^`]),
    ...(problem.expected === undefined ? [] : [`  expected: ${problem.expected}`]),
    ...(problem.suggestion === undefined ? [] : [`  did you mean \`${problem.suggestion}\`?`]),
  ].join('\n');
}
