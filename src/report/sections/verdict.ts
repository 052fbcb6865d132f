import { burdens } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { burdenFigures } from '../burden-facts.js';
import { capabilityOf, differences, type ReportContext, shortTitle } from '../context.js';
import { factId } from '../evidence.js';
import { code, joined, md, type Text } from '../markdown.js';
import { counted, percent, signedPoints } from '../quantities.js';
import { supportWords } from '../words.js';
import { adviceOf } from './advice.js';
import { costLine } from './costs.js';
import { findingsSection } from './findings.js';
import { conditionsOf } from './musts.js';
import { sharesSentence, verdictSentence } from './verdict-sentence.js';
import { flipWords } from './what-would-change.js';
import { whyLine } from './why.js';

export interface VerdictView {
  readonly kind: 'clear' | 'leaning' | 'close-call' | 'no-alternative';
  readonly sentence: Text;
  readonly howSure: Text;
  /** what to do with a verdict of this kind, one line each */
  readonly advice: readonly Text[];
  readonly reasons: readonly Text[];
  readonly against: readonly Text[];
  readonly conditions: readonly Text[];
  readonly critical: readonly Text[];
  readonly nearest: readonly Text[];
  readonly cost: Text;
  /** for no-alternative: what each alternative fails, fewest first */
  readonly relaxations: readonly Text[];
  readonly rival: string;
}

/** The verdict in one sentence, how sure it is, and what a reader needs to decide. */
export function verdictSection(context: ReportContext): VerdictView {
  const { verdict, winner, rival } = context;
  const nearest = nearestPerAnswer(context.flips.filter((flip) => flip.otherCandidate)).slice(0, 3);
  const apart = winner === undefined || rival === undefined ? [] : differences(winner, rival);
  return {
    kind: verdict.kind,
    sentence: verdictSentence(context),
    howSure: howSure(context),
    advice: adviceOf(context),
    reasons:
      winner === undefined || rival === undefined
        ? []
        : apart
            .slice(0, 3)
            .filter(({ points }) => points >= 0.5)
            .map((difference) => against(context, winner, rival, difference)),
    against:
      winner === undefined || rival === undefined
        ? []
        : [...apart]
            .reverse()
            .slice(0, 2)
            .filter(({ points }) => points <= -0.5)
            .map((difference) => against(context, winner, rival, difference)),
    conditions: winner === undefined ? [] : conditionsOf(context, winner.gates),
    critical: findingsSection(context)
      .mine.filter(({ severity }) => severity === 'Critical')
      .map(({ title, remedy, id }) => md`${title}. ${remedy} (${code(`finding#${id}`)})`),
    nearest:
      winner === undefined
        ? []
        : nearest.map(
            (flip) =>
              md`${flipWords(context, flip)}: then ${flip.winner === null ? 'no alternative meets every must' : shortTitle(context, flip.winner)}.`,
          ),
    cost: winner === undefined ? '' : costLine(winner),
    relaxations: relaxationsOf(context),
    rival: rival?.alternative.variant.short ?? '',
  };
}

function howSure(context: ReportContext): Text {
  const { verdict, winner, flips, changesTried } = context;
  const others = flips.filter((flip) => flip.otherCandidate).length;
  const changes = `Of ${counted(changesTried, 'single change')} of one answer that were tried, ${others === 0 ? 'none' : others} would ${winner === undefined ? 'leave an alternative' : 'overturn it'}.`;
  if (winner === undefined || verdict.kind === 'no-alternative') return changes;
  const word = verdict.kind === 'close-call' ? 'not sure' : verdict.kind;
  return md`How sure: **${word}**. ${sharesSentence(context, winner)} ${stopText(context)}${changes}`;
}

/** What the open answers alone can still do. */
function stopText({ robustness }: ReportContext): string {
  if (robustness.questions.length === 0) return '';
  return robustness.settled
    ? `The open answers can hardly change it: with weights and facts at their likely values they do so with a probability of ${percent(robustness.couldDiffer)}. `
    : `With weights and facts at their likely values, the open answers change it with a probability of about ${percent(robustness.couldDiffer)}. `;
}

/** One difference: what the winner gives against what the rival gives. */
function against(
  context: ReportContext,
  winner: Assessment,
  rival: Assessment,
  difference: { kind: 'need' | 'burden'; id: string; points: number },
): Text {
  const mine = whyLine(context, winner, difference, '');
  const gain = `${signedPoints(difference.points)} points`;
  const other = rival.alternative.variant.short;
  if (difference.kind === 'burden') {
    const burden = burdens.find((candidate) => candidate === difference.id) ?? 'cash';
    const ids = [winner, rival].map(({ alternative }) => code(`${alternative.id}#${burden}`));
    return md`${mine.title}: ${burdenFigures(winner, rival, burden)} with ${other}, ${gain} (${joined(ids, ', ')})`;
  }
  const values = [winner, rival].flatMap(({ needs }) => needs.filter(({ need }) => need.capability === difference.id));
  const [first = '', second = ''] = values.map(supportWords);
  const reason =
    first === second
      ? values.flatMap(({ support }) => (support.statement.utility === undefined ? [] : [support.statement.utility.reason]))[0]
      : undefined;
  const ids = values.map(({ support }) => code(factId(support)));
  return md`${mine.title} (${mine.what.split(',')[0] ?? ''}): “${first}” against “${second}” with ${other}, ${gain}${reason === undefined ? '' : `. ${reason}`} (${joined(ids, ', ')})`;
}

function relaxationsOf(context: ReportContext): Text[] {
  const { verdict } = context;
  if (verdict.kind !== 'no-alternative') return [];
  return verdict.relaxations.map(({ alternative, musts }) => {
    const gates = context.decision.ranking.find((assessment) => assessment.alternative.id === alternative)?.gates ?? [];
    const reasons = musts.map((must) => {
      const gate = gates.find(({ need }) => need.capability === must);
      return md`${capabilityOf(context, must).title} (${gate?.reason ?? 'fails'}, ${gate === undefined ? '' : code(factId(gate.support))})`;
    });
    return md`**${shortTitle(context, alternative)}** fails ${counted(musts.length, 'must')}: ${joined(reasons, '; ')}`;
  });
}

/** The nearest change of each answer, whatever it leads to: three lines on one answer would hide two others. */
function nearestPerAnswer(flips: ReportContext['flips']): ReportContext['flips'] {
  return flips.filter(({ key }, index) => flips.findIndex((other) => other.key === key) === index);
}
