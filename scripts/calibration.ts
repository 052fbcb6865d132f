import { weightIds } from '../src/cli/read-answers.js';
import { type Assessment, decide, type Knowledge } from '../src/decision/decide.js';
import { reanalyse } from '../src/decision/robustness/analyse.js';
import { prepare } from '../src/decision/robustness/prepared.js';
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

/** How sure the advisor is of a case, and in what share of its draws an alternative is first that the team chose or would accept. */
export interface CaseRobustness {
  readonly id: string;
  readonly verdict: string;
  /** 0 to 1 */
  readonly acceptableFirst: number;
  /** questions and rows that the case leaves open */
  readonly open: number;
}

/** The robustness analysis of every case: what the published answers leave open is drawn from its priors. */
export function caseRobustness(
  knowledge: Knowledge,
  answers: Readonly<Record<string, string>>,
  expectations: Expectations,
): CaseRobustness[] {
  const prepared = prepare(knowledge);
  return Object.entries(expectations).map(([id, { decision, acceptable }]) => {
    const parsed = parseAnswers(knowledge.questionnaire, weightIds(knowledge), `${id}.yaml`, answers[id] ?? '');
    const { verdict, alternatives, questions } = reanalyse(prepared, parsed.answers, parsed.weights);
    const wanted = [decision, ...acceptable];
    const firsts = alternatives.filter((one) => wanted.includes(one.id) || wanted.includes(one.candidate)).map(({ first }) => first);
    return { id, verdict: verdict.kind, acceptableFirst: firsts.reduce((sum, first) => sum + first, 0), open: questions.length };
  });
}

/** The table of {@link caseRobustness} as text. */
export function robustnessTable(rows: readonly CaseRobustness[]): string {
  const body = rows.map(
    ({ id, verdict, acceptableFirst, open }) =>
      `${id.padEnd(34)} ${verdict.padEnd(15)} ${`${Math.round(acceptableFirst * 100)} %`.padStart(10)} ${String(open).padStart(6)}`,
  );
  const header = `${'case'.padEnd(34)} ${'how sure'.padEnd(15)} ${'acceptable'.padStart(10)} ${'open'.padStart(6)}`;
  return `Share of draws in which an acceptable alternative is first; questions and rows left open:\n${[header, ...body].join('\n')}\n`;
}

/** One setting of the parameters that leave-one-out tunes. */
interface Setting {
  readonly should: number;
  readonly normal: number;
  readonly ownWork: number;
}

const settings: readonly Setting[] = [3, 4, 5].flatMap((should) =>
  [2, 3, 4].flatMap((normal) => [0.4, 0.5, 0.6].map((ownWork) => ({ should, normal, ownWork }))),
);

/** How a case fares when the parameters are tuned on all other cases only. */
export interface LeftOut {
  readonly id: string;
  readonly setting: Setting;
  readonly agrees: boolean;
  readonly margin: number;
}

/**
 * Leave-one-out: for each case the weights of a wish and of a normal burden and the utility of own work are chosen, from 27 settings
 * around the shipped ones, on the other cases alone (most agreements, then the largest smallest margin); then the case itself is run.
 */
export function leaveOneOut(knowledge: Knowledge, answers: Readonly<Record<string, string>>, expectations: Expectations): LeftOut[] {
  const runs = settings.map((setting) => ({ setting, rows: calibrationRows(withSetting(knowledge, setting), answers, expectations) }));
  return Object.keys(expectations).map((id) => {
    const ranked = runs
      .map((run) => {
        const others = run.rows.filter((row) => row.id !== id);
        return { run, agreed: others.filter((row) => row.agrees).length, smallest: Math.min(...others.map((row) => row.margin)) };
      })
      .sort((a, b) => b.agreed - a.agreed || b.smallest - a.smallest);
    const chosen = ranked[0]?.run;
    const row = chosen?.rows.find((candidate) => candidate.id === id);
    if (chosen === undefined || row === undefined) throw new Error(`no run of ${id}`);
    return { id, setting: chosen.setting, agrees: row.agrees, margin: row.margin };
  });
}

/** The table of {@link leaveOneOut} as text. */
export function leaveOneOutTable(rows: readonly LeftOut[]): string {
  const body = rows.map(
    ({ id, setting, agrees, margin }) =>
      `${id.padEnd(34)} should ${setting.should}, normal ${setting.normal}, own work ${setting.ownWork}   ${(agrees ? 'agrees' : 'differs').padEnd(8)} ${margin.toFixed(1).padStart(6)}`,
  );
  return `Each case left out, parameters tuned on the others:\n${body.join('\n')}\n\n${rows.filter(({ agrees }) => agrees).length} of ${rows.length} left-out cases agree.\n`;
}

function withSetting(knowledge: Knowledge, setting: Setting): Knowledge {
  const { model } = knowledge.catalog;
  return {
    ...knowledge,
    catalog: {
      ...knowledge.catalog,
      model: {
        ...model,
        needWeights: { ...model.needWeights, should: { ...model.needWeights.should, value: setting.should } },
        importanceWeights: { ...model.importanceWeights, normal: { ...model.importanceWeights.normal, value: setting.normal } },
        utilities: {
          ...model.utilities,
          'do-it-yourself': {
            ...model.utilities['do-it-yourself'],
            value: [setting.ownWork - 0.2, setting.ownWork, setting.ownWork + 0.2],
          },
        },
      },
    },
  };
}
