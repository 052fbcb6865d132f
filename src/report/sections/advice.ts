import type { Assessment } from '../../decision/decide.js';
import { burdenFigures } from '../burden-facts.js';
import { capabilityOf, differences, isNoMesh, type ReportContext, shortTitle } from '../context.js';
import { code, joined, md, type Text } from '../markdown.js';
import { listed, percent, points } from '../quantities.js';
import { flipWords } from './what-would-change.js';
import { whyLine } from './why.js';

/** Open answers that change the recommendation at least this often come before any pilot. */
const mostlyOpen = 0.5;

/** Two forms of one candidate less than this many points apart are about equally good. */
const closeForm = 3;

/** What to do with a verdict of this kind, one line each. */
export function adviceOf(context: ReportContext): Text[] {
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
        : md`If there is time for one only, take ${winner.alternative.variant.title}, which is first on your answers as they stand and most often in the draws (${burdenFigures(winner, rival, 'adopt-effort')} to adopt).`,
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
