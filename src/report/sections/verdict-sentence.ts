import type { Assessment } from '../../decision/decide.js';
import { verdictShares } from '../../decision/verdict.js';
import { candidateTitle, isNoMesh, type ReportContext } from '../context.js';
import { md, type Text } from '../markdown.js';
import { counted, listed, percent, points } from '../quantities.js';

/** What the verdict's sentences are made from. */
export type Judged = Pick<ReportContext, 'knowledge' | 'decision' | 'robustness' | 'verdict' | 'winner' | 'rival'>;

/** The verdict in one sentence. */
export function verdictSentence(context: Judged): Text {
  const { verdict, winner, rival, decision } = context;
  if (winner === undefined || verdict.kind === 'no-alternative')
    return md`**No alternative meets every must**: at least one of ${counted(mustCount(context), 'must')} rules each of them out.`;
  const { title } = winner.alternative.variant;
  const running = decision.situation.runs.includes(winner.alternative.id);
  if (verdict.kind === 'close-call') return closeCall(context, winner);
  const lead =
    rival === undefined
      ? 'no other candidate does'
      : `leads ${rival.alternative.variant.title} by ${points(winner.score.score - rival.score.score)} points of 100`;
  if (isNoMesh(winner))
    return md`**${decision.situation.runs.length > 0 ? 'Leave the mesh' : 'Do not adopt a service mesh now'}**: going without ${meetsMusts(context)}, and ${lead}.`;
  const act = running
    ? md`**Stay with ${title}**`
    : verdict.kind === 'clear'
      ? md`**Adopt ${title}**`
      : md`**Start with ${title}, and check the points below before you commit**`;
  return md`${act}. It ${meetsMusts(context)}, and ${lead}.`;
}

function meetsMusts(context: Judged): string {
  const number = mustCount(context);
  if (number === 0) return 'breaks no must, since you named none';
  return number === 1 ? 'meets the one must' : number === 2 ? 'meets both musts' : `meets all ${number} musts`;
}

function closeCall({ decision, verdict, rival, robustness }: Judged, winner: Assessment): Text {
  const { title } = winner.alternative.variant;
  if (rival === undefined || verdict.kind === 'no-alternative')
    return md`**${title}, if the open answers allow it**: it alone meets every must so far, yet in ${percent(robustness.none)} of the draws of open answers none does.`;
  const lead = `${points(winner.score.score - rival.score.score)} points of 100`;
  const other = rival.alternative.variant.title;
  return verdict.rivalAhead && verdict.rival?.candidate === rival.alternative.candidate.id
    ? md`**Too close to call between ${title} and ${other}**: on your answers as they stand the first leads by ${lead}, but once weights, facts and open answers vary, ${rivalWords(decision, rival)} is first more often, in ${percent(verdict.rival.firsts)} of the draws against ${percent(verdict.firsts)}.`
    : md`**Too close to call between ${title} and ${other}**: ${lead} lie between them, and once weights, facts and open answers vary, the first does not stay first often enough.`;
}

/** `Istio, in one form or another,` for a candidate of several forms: its share of first places is that of all of them. */
function rivalWords(decision: Judged['decision'], { alternative: { candidate } }: Assessment): string {
  const forms = decision.ranking.filter(({ alternative }) => alternative.candidate.id === candidate.id).length;
  return forms > 1 ? `${candidate.title}, in one form or another,` : candidate.title;
}

/** First places of the recommended candidate and of the others that are ever first. */
export function sharesSentence(context: Judged, winner: Assessment): string {
  const { robustness } = context;
  const own = winner.alternative.candidate;
  const share = (id: string) => robustness.candidates.find((candidate) => candidate.id === id)?.first ?? 0;
  const others = robustness.candidates
    .filter(({ id, first }) => id !== own.id && first >= 0.005)
    .sort((a, b) => b.first - a.first)
    .map(({ id, first }) => `${candidateTitle(context, id)} in ${percent(first)}`);
  const none = robustness.none >= 0.005 ? [`none meets every must in ${percent(robustness.none)}`] : [];
  const shares = listed([`${own.title} is first in ${percent(share(own.id))} (± ${percent(robustness.halfWidth)})`, ...others, ...none]);
  return (
    `Over ${counted(robustness.counted, 'draw')} of weights, facts and open answers, ${shares}; ` +
    `from ${percent(verdictShares.clear)} on it is called clear, from ${percent(verdictShares.leaning)} on leaning.`
  );
}

/** How many musts there are. */
function mustCount(context: Pick<Judged, 'decision'>): number {
  return context.decision.situation.needs.filter((need) => need.level === 'must').length;
}
