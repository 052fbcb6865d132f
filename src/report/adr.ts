import { burdens } from '../catalog/schema.js';
import type { Assessment } from '../decision/decide.js';
import { differences, type ReportContext, reportContext } from './context.js';
import type { ReportInput } from './input.js';
import { code, md, type Text } from './markdown.js';
import { points, signedPoints } from './quantities.js';
import { whyLine } from './sections/why.js';
import type { ReportView } from './view.js';
import { burdenWords, needWords } from './words.js';

export interface AdrView {
  readonly report: ReportView;
  readonly drivers: readonly Text[];
  readonly options: readonly {
    readonly title: string;
    readonly summary: Text;
    readonly good: readonly Text[];
    readonly bad: readonly Text[];
  }[];
  readonly chosen: Text;
  /** a close call: chosen for the time being, until a pilot has decided */
  readonly provisional: boolean;
  /** the other option of a close call; empty where every other fails a must */
  readonly other: string;
  readonly noChoice: boolean;
  readonly confirmation: readonly Text[];
}

/** The view of the decision record (MADR 4): drivers from needs and weighed burdens, options by place, confirmation from the proof kit. */
export function adrView(report: ReportView, input: ReportInput): AdrView {
  const { decision, knowledge } = input;
  const context = reportContext(input);
  const title = (id: string) => knowledge.catalog.capabilities.find((capability) => capability.id === id)?.title ?? id;
  const needs = decision.situation.needs
    .filter(({ level }) => level === 'must' || level === 'should')
    .map(({ capability, level }) => `${title(capability)} (${needWords[level]})`);
  const weighed = burdens
    .filter((burden) => ['important', 'decisive'].includes(decision.situation.importance[burden].level))
    .map((burden) => `${burdenWords[burden]} (${decision.situation.importance[burden].level})`);
  return {
    report,
    drivers: [...needs, ...weighed],
    options: decision.ranking.map((option) => ({
      title: option.alternative.variant.title,
      summary: `Score ${points(option.score.score)} of 100${option.feasible ? '' : '; ruled out by a must'}.`,
      ...prosAndCons(context, option),
    })),
    provisional: context.verdict.kind === 'close-call',
    other: context.rival?.alternative.variant.title ?? '',
    chosen: decision.winner?.alternative.variant.title ?? '',
    noChoice: decision.winner === undefined,
    confirmation: report.proof.trials.slice(0, 6).map((trial) => md`${trial.title}: ${trial.pass}`),
  };
}

/** How many differences are told for and against an option. */
const told = 3;

/** What speaks for and against an option, compared with the chosen one (the chosen one: with its rival); first the musts that it fails. */
function prosAndCons(context: ReportContext, option: Assessment): { good: Text[]; bad: Text[] } {
  const { winner, rival } = context;
  const failed = option.gates.filter(({ outcome }) => outcome === 'fail');
  const against = option === winner ? rival : winner;
  const line = (difference: { kind: 'need' | 'burden'; id: string; points: number }): Text => {
    const { title, fact } = whyLine(context, option, difference, '');
    return md`of ${title}: ${signedPoints(difference.points)} points compared with ${against?.alternative.variant.short ?? ''} (${code(fact.fact)})`;
  };
  const apart =
    against === undefined
      ? []
      : differences(option, against).filter(
          ({ id, points: size }) => Math.max(size, -size) >= 0.5 && !failed.some(({ need }) => need.capability === id),
        );
  return {
    good: apart
      .filter((difference) => difference.points > 0)
      .slice(0, told)
      .map(line),
    bad: [
      ...failed.map((gate): Text => {
        const { title, fact } = whyLine(context, option, { kind: 'need', id: gate.need.capability }, '');
        return md`it fails the must ${title}: ${gate.reason} (${code(fact.fact)})`;
      }),
      ...[...apart]
        .reverse()
        .filter((difference) => difference.points < 0)
        .slice(0, told)
        .map(line),
    ],
  };
}
