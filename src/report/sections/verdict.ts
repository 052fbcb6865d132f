import { burdens } from '../../catalog/schema.js';
import type { Assessment } from '../../decision/decide.js';
import { burdenFigures } from '../burden-facts.js';
import { capabilityOf, differences, isNoMesh, type ReportContext, shortTitle } from '../context.js';
import { factId } from '../evidence.js';
import { code, joined, md, type Text } from '../markdown.js';
import { counted, listed, percent, points, signedPoints } from '../quantities.js';
import { supportWords } from '../words.js';
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

/** Open answers that change the recommendation at least this often come before any pilot. */
const mostlyOpen = 0.5;

/** Two forms of one candidate less than this many points apart are about equally good. */
const closeForm = 3;

/** The verdict in one sentence, how sure it is, and what a reader needs to decide. */
export function verdictSection(context: ReportContext): VerdictView {
  const { verdict, winner, rival } = context;
  const nearest = context.flips.filter((flip) => flip.otherCandidate).slice(0, 3);
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

function adviceOf(context: ReportContext): Text[] {
  const { verdict, winner, rival, flips, decision } = context;
  if (winner === undefined || verdict.kind === 'no-alternative') {
    const ways = flips.filter((flip) => flip.winner !== null).slice(0, 4);
    return [
      ...(ways.length === 0
        ? [
            'No single change of one answer helps. Split the problem: let what needs the hardest musts be served separately, and answer for each part on its own.',
          ]
        : ways.map((flip) => md`${flipWords(context, flip)}: then ${shortTitle(context, flip.winner ?? '')} is first.`)),
      'Ask of each must in the list below whether you would really refuse a product for lacking it; if so, the services that need it may have to stay outside.',
    ];
  }
  if (verdict.kind === 'close-call' && rival !== undefined) {
    const apart = [...differences(winner, rival)].sort((a, b) => Math.max(b.points, -b.points) - Math.max(a.points, -a.points));
    const policy = apart.filter(({ kind, id }) => kind === 'need' && capabilityOf(context, id).theme === 'licence').slice(0, 2);
    const tested = apart.find((difference) => !policy.includes(difference));
    const first = tested === undefined ? '' : `, beginning with “${whyLine(context, winner, tested, '').title}”, where they differ most`;
    return [
      ...(decision.situation.needs.length === 0
        ? ['Your answers ask for nothing yet: this is how the alternatives stand before any need, and no recommendation to act on.']
        : []),
      ...nextAnswers(context),
      context.robustness.couldDiffer >= mostlyOpen
        ? `Only then a pilot, since no trial can say what you need: the trials of the proof kit for both, one week each${first}.`
        : `Decide by a pilot, not by this score: run the trials of the proof kit for both, one week each${first}.`,
      ...(policy.length === 0
        ? []
        : [
            md`No pilot settles ${listed(policy.map(({ id }) => `“${capabilityOf(context, id).title}”`))}: say how much it is worth to you, then ask again.`,
          ]),
      verdict.rivalAhead
        ? md`If there is time for one only: ${winner.alternative.variant.title} is right if what you left open stays as assumed (${burdenFigures(winner, rival, 'adopt-effort')} to adopt), ${rival.alternative.candidate.title} is the safer choice if it does not.`
        : md`If there is time for one only, take ${winner.alternative.variant.title}, which is first on your answers as they stand and in most of the draws (${burdenFigures(winner, rival, 'adopt-effort')} to adopt).`,
    ];
  }
  if (isNoMesh(winner)) {
    return [
      'Build what is asked for with the parts of the adoption plan; all of them stay useful under a mesh.',
      flips.some((flip) => flip.otherCandidate)
        ? 'Come back when one of the changes named below becomes true, and once a year.'
        : 'No single change of one answer makes a mesh the better choice; come back in a year.',
    ];
  }
  if (decision.situation.runs.includes(winner.alternative.id))
    return [
      'Nothing has to be moved. The adoption plan below names what is to be hardened and rehearsed; the proof kit shows whether it holds.',
      ...formAdvice(context, winner),
    ];
  if (verdict.kind !== 'leaning')
    return [
      'Begin with the pilot of the adoption plan; the proof kit says what would refute this within a week.',
      ...formAdvice(context, winner),
    ];
  return [
    ...nextAnswers(context),
    ...(rival === undefined
      ? ['Settle before the pilot what the recommendation depends on: if it falls, no other candidate meets every must.']
      : [
          md`Keep ${rival.alternative.variant.title} on the table until the pilot has passed the proof kit: answering the open questions first is cheaper than changing later.`,
        ]),
    ...formAdvice(context, winner),
  ];
}

/** Another form of the same candidate that meets every must and is about as good: which of the two is a choice of its own. */
function formAdvice({ decision, robustness }: ReportContext, winner: Assessment): Text[] {
  const share = (id: string) => percent(robustness.alternatives.find((standing) => standing.id === id)?.first ?? 0);
  const { id, candidate, variant } = winner.alternative;
  return decision.ranking
    .filter(({ alternative, feasible }) => feasible && alternative.candidate.id === candidate.id && alternative.id !== id)
    .filter(({ score }) => winner.score.score - score.score < closeForm)
    .slice(0, 1)
    .map(
      ({ alternative, score }) =>
        md`Choose its form with care: ${alternative.variant.title} lies ${points(winner.score.score - score.score)} points behind ${variant.title}, and is first in ${share(alternative.id)} of the draws against ${share(id)}.`,
    );
}

/** Answers worth having before a pilot, when the open ones can change the recommendation. */
function nextAnswers({ robustness }: ReportContext): Text[] {
  const worth = robustness.questions.filter(({ evppi, standardError }) => evppi - standardError > 0.001).slice(0, 3);
  return worth.length === 0
    ? []
    : [
        md`Answer first what is still open and worth most: ${joined(
          worth.map(({ id }) => code(id)),
          ', ',
        )} (see Open questions).`,
      ];
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
