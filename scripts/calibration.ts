import { weightIds } from '../src/cli/read-answers.js';
import { type Assessment, decide, type Knowledge } from '../src/decision/decide.js';
import { parseAnswers } from '../src/questionnaire/answers.js';

/** What a team decided. Names are candidates (`linkerd`) or alternatives (`istio/ambient`). */
export interface Expectation {
  readonly decision: string;
  readonly acceptable: readonly string[];
  readonly 'not-first'?: readonly string[];
  /** findings that a good report also gives */
  readonly warns?: readonly string[];
  readonly determinacy: string;
}
export type Expectations = Readonly<Record<string, Expectation>>;

export interface CalibrationRow {
  readonly id: string;
  readonly expectation: Expectation;
  readonly winner: string;
  readonly agrees: boolean;
  /** score of the best acceptable alternative minus that of the best other one: negative where the advisor disagrees */
  readonly margin: number;
  readonly plainError: boolean;
  readonly missingWarnings: readonly string[];
  readonly ranking: readonly Assessment[];
}

/** Runs every case and compares. */
export function calibrationRows(
  knowledge: Knowledge,
  answers: Readonly<Record<string, string>>,
  expectations: Expectations,
): CalibrationRow[] {
  return Object.entries(expectations).map(([id, expectation]) => {
    const parsed = parseAnswers(knowledge.questionnaire, weightIds(knowledge), `${id}.yaml`, answers[id] ?? '');
    const { ranking, winner, findings } = decide(knowledge, parsed.answers, parsed.weights);
    const wanted = [expectation.decision, ...expectation.acceptable];
    const matches = (assessment: Assessment, names: readonly string[]) =>
      names.some((name) => name === assessment.alternative.id || name === assessment.alternative.candidate.id);
    const feasible = ranking.filter((assessment) => assessment.feasible);
    const best = feasible.find((assessment) => matches(assessment, wanted));
    const other = feasible.find((assessment) => !matches(assessment, wanted));
    const said = findings
      .filter((finding) => finding.appliesTo === undefined || (winner !== undefined && matches(winner, finding.appliesTo)))
      .map((finding) => finding.id);
    return {
      id,
      expectation,
      winner: winner?.alternative.id ?? 'none',
      agrees: winner !== undefined && matches(winner, wanted),
      margin: (best?.score.score ?? 0) - (other?.score.score ?? 0),
      plainError: winner !== undefined && matches(winner, expectation['not-first'] ?? []),
      missingWarnings: (expectation.warns ?? []).filter((warning) => !said.includes(warning)),
      ranking,
    };
  });
}

/** The table of agreement as text. */
export function calibrationTable(rows: readonly CalibrationRow[]): string {
  const line = (cells: readonly string[]) =>
    `${cells[0]?.padEnd(34)} ${cells[1]?.padEnd(16)} ${cells[2]?.padEnd(24)} ${cells[3]?.padEnd(9)} ${cells[4]?.padStart(7)}  ${cells[5] ?? ''}`;
  const body = rows.map((row) =>
    line([
      row.id,
      row.expectation.decision,
      row.winner,
      row.agrees ? 'agrees' : row.plainError ? 'ERROR' : 'differs',
      row.margin.toFixed(1),
      [...(row.missingWarnings.length === 0 ? [] : [`does not warn: ${row.missingWarnings.join(', ')}`])].join('; '),
    ]),
  );
  const agreed = rows.filter((row) => row.agrees).length;
  const smallest = Math.min(...rows.map((row) => row.margin));
  return `${[line(['case', 'decided', 'advisor says', 'result', 'margin', '']), ...body].join('\n')}\n\n${agreed} of ${rows.length} agree; smallest margin ${smallest.toFixed(1)} points.\n`;
}
