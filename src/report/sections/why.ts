import { burdens } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { burdenFact } from '../burden-facts.js';
import { capabilityOf, type Difference, differences, type ReportContext } from '../context.js';
import { type Fact, supportFact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { counted, points, signedPoints } from '../quantities.js';
import { type Table, table } from '../table.js';
import { burdenWords, needWords, supportWords } from '../words.js';

/** One contribution to the score, or one difference between two alternatives, with its fact. */
export interface WhyLine {
  readonly title: string;
  /** such as `9.1 of 10.0 points`, or `+2.3 points` */
  readonly points: string;
  /** must, should or the like; and the level of support in words */
  readonly what: string;
  readonly text: Text;
  readonly fact: Fact;
}

export interface WhyNot {
  readonly title: string;
  readonly summary: string;
  readonly failing: readonly WhyLine[];
  readonly behind: readonly WhyLine[];
  readonly ahead: readonly WhyLine[];
  readonly otherForms: readonly string[];
}

export interface Why {
  readonly heading: string;
  readonly title: string;
  readonly lines: readonly WhyLine[];
  readonly weakest: readonly WhyLine[];
  readonly others: readonly WhyNot[];
  readonly all: Table;
}

/** How many contributions are told in full; the table has them all. */
const told = 6;

/** Why the first is first and the others are not, from contributions, largest first. */
export function whySection(context: ReportContext): Why {
  const { ranking } = context.decision;
  const winner = context.winner;
  const candidates = [...new Set(ranking.map(({ alternative }) => alternative.candidate.id))];
  const best = candidates.flatMap((id) => ranking.filter(({ alternative }) => alternative.candidate.id === id).slice(0, 1));
  const losers =
    winner === undefined ? best : best.filter(({ alternative }) => alternative.candidate.id !== winner.alternative.candidate.id);
  const sorted = winner === undefined ? [] : [...winner.score.contributions].sort((a, b) => b.points - a.points);
  const line = (assessment: Assessment, kind: 'need' | 'burden', id: string, text: string) =>
    whyLine(context, assessment, { kind, id }, text);
  return {
    heading: winner === undefined ? 'Why none of them' : 'Why this one, why not the others',
    title: winner?.alternative.variant.title ?? '',
    lines:
      winner === undefined
        ? []
        : sorted.slice(0, told).map(({ kind, id, points: got, of }) => line(winner, kind, id, `${points(got)} of ${points(of)} points`)),
    weakest:
      winner === undefined
        ? []
        : sorted
            .slice(told)
            .sort((a, b) => b.of - b.points - (a.of - a.points))
            .filter(({ points: got, of }) => of - got >= 0.5)
            .slice(0, 3)
            .map(({ kind, id, points: got, of }) => line(winner, kind, id, `${points(of - got)} of ${points(of)} points missed`)),
    others: [...losers.map((loser) => whyNot(context, loser)), ...(winner === undefined ? [] : siblings(context, winner))],
    all: contributionsTable(context),
  };
}

function importanceWords(level: string): string {
  if (level === 'absent') return 'not weighed';
  return level === 'normal' ? 'at normal weight' : `${level.replace('-', ' ')} to you`;
}

/** One need or burden of an alternative as a line with its fact. */
export function whyLine(
  context: ReportContext,
  assessment: Assessment,
  { kind, id }: Pick<Difference, 'kind' | 'id'>,
  pointsText: string,
): WhyLine {
  if (kind === 'burden') {
    const burden = burdens.find((candidate) => candidate === id);
    if (burden === undefined) throw new Error(`there is no burden ${id}`);
    const fact = burdenFact(context, assessment, burden);
    const { level } = context.decision.situation.importance[burden];
    return {
      title: burdenWords[burden],
      points: pointsText,
      what: importanceWords(level),
      text: prose(fact.text),
      fact,
    };
  }
  const value = assessment.needs.find(({ need }) => need.capability === id);
  if (value === undefined) throw new Error(`there is no need ${id}`);
  const fact = supportFact(context.knowledge.catalog, value.support);
  return {
    title: capabilityOf(context, id).title,
    points: pointsText,
    what: `${needWords[value.need.level]}, ${supportWords(value)}`,
    text: prose(fact.text),
    fact,
  };
}

function whyNot(context: ReportContext, loser: Assessment): WhyNot {
  const { winner } = context;
  const failures = loser.gates.filter((gate) => gate.outcome === 'fail');
  const failed = failures.map(({ need }) => need.capability);
  const failing = failures.map((gate) => whyLine(context, loser, { kind: 'need', id: gate.need.capability }, gate.reason));
  // what rules it out was told already
  const apart = winner === undefined ? [] : differences(winner, loser).filter(({ id }) => !failed.includes(id));
  const margin = winner === undefined ? 0 : winner.score.score - loser.score.score;
  const against = winner?.alternative.variant.short ?? '';
  const gap = margin >= 0 ? `${points(margin)} points behind ${against}` : `${points(-margin)} points ahead of ${against} on score alone`;
  return {
    title: loser.alternative.variant.title,
    summary:
      winner === undefined
        ? `Fails ${counted(failing.length, 'must')}; scores ${points(loser.score.score)} of 100.`
        : failing.length > 0
          ? `Ruled out by ${counted(failing.length, 'must')}; ${gap}.`
          : loser.gates.length > 0
            ? `Meets every must; ${gap}.`
            : `${gap.slice(0, 1).toUpperCase()}${gap.slice(1)}.`,
    failing,
    behind: apart
      .slice(0, 4)
      .filter((difference) => difference.points >= 0.5)
      .map((difference) => whyLine(context, loser, difference, `${signedPoints(-difference.points)} points`)),
    ahead: [...apart]
      .reverse()
      .slice(0, 3)
      .filter((difference) => difference.points <= -0.5)
      .map((difference) => whyLine(context, loser, difference, `${signedPoints(-difference.points)} points`)),
    otherForms: context.decision.ranking
      .filter(({ alternative }) => alternative.candidate.id === loser.alternative.candidate.id && alternative.id !== loser.alternative.id)
      .map(
        ({ alternative, score, feasible }) => `${alternative.variant.title}: ${points(score.score)} points${feasible ? '' : ', ruled out'}`,
      ),
  };
}

/** The other forms of the candidate that won, against the form that won. */
function siblings(context: ReportContext, winner: Assessment): WhyNot[] {
  return context.decision.ranking
    .filter(({ alternative }) => alternative.candidate.id === winner.alternative.candidate.id && alternative.id !== winner.alternative.id)
    .map((sibling) => ({ ...whyNot(context, sibling), otherForms: [] }));
}

function contributionsTable(context: ReportContext): Table {
  const { ranking } = context.decision;
  const [first] = ranking;
  const ids = [...(first?.score.contributions ?? [])].sort((a, b) => b.of - a.of);
  const rows = ids.map(({ kind, id, of }): Text[] => [
    kind === 'need' ? capabilityOf(context, id).title : burdenWords[burdens.find((burden) => burden === id) ?? 'cash'],
    points(of),
    ...ranking.map(({ score }) =>
      points(score.contributions.find((candidate) => candidate.kind === kind && candidate.id === id)?.points ?? 0),
    ),
  ]);
  const total: Text[] = ['Sum', points(ids.reduce((sum, { of }) => sum + of, 0)), ...ranking.map(({ score }) => points(score.score))];
  return table(
    'Points that each need and burden gives, and the most that it could give',
    [['Need or burden', 'left'], ['At most', 'right'], ...ranking.map(({ alternative }) => [alternative.variant.short, 'right'] as const)],
    [...rows, total],
  );
}
