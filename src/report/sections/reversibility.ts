import { isAbout } from '../../catalog/guides-schema.js';
import { type Assessment, decide } from '../../decision/decide.js';
import { questionsOf } from '../../decision/situation.js';
import { isNoMesh, type ReportContext } from '../context.js';
import type { Fact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { rangeText } from '../quantities.js';
import { guideFact, guideLines } from './guide-lines.js';

export interface ReversibilityView {
  readonly applies: boolean;
  readonly entries: readonly {
    readonly survives: readonly Text[];
    readonly lost: readonly Text[];
    readonly leave: Text;
    readonly fact: Fact;
  }[];
  /** what going over to the rival costs, in a sentence; empty where there is no rival or the model cannot say so */
  readonly switching: string;
}

/** What can be kept when the decision is taken back later, and what that costs in work. */
export function reversibilitySection(context: ReportContext): ReversibilityView {
  const { winner, rival, guides } = context;
  const entries = winner === undefined ? [] : guides.reversibility.filter((entry) => isAbout(entry, winner.alternative));
  return {
    applies: winner !== undefined,
    entries: entries.map((entry) => ({
      survives: guideLines(context, entry.survives),
      lost: guideLines(context, entry.lost),
      leave: prose(entry.leave),
      fact: guideFact(context, 'reversibility', entry.id, entry.leave, entry.sources),
    })),
    switching: winner === undefined || rival === undefined ? '' : switching(context, winner, rival),
  };
}

function switching(context: ReportContext, winner: Assessment, rival: Assessment): string {
  if (isNoMesh(winner))
    return context.decision.situation.runs.length > 0
      ? ''
      : `Choosing ${rival.alternative.variant.short} later costs what it costs now: ${rangeText(rival.effort.adopt, 'person-days')}.`;
  const later = effortLater(context);
  if (later === '') return '';
  const over = isNoMesh(rival) ? 'Going back to no mesh' : `Going over to ${rival.alternative.variant.short}`;
  const now = rangeText(rival.effort.adopt, 'person-days');
  if (context.decision.situation.runs.includes(winner.alternative.id)) return `${over} would cost ${later}.`;
  const once = `once ${winner.alternative.variant.short} runs`;
  return later === now
    ? `${over} ${once} would cost as much as choosing it now: ${now}.`
    : `${over} ${once} would cost ${later}; choosing it now costs ${now}.`;
}

/** Effort to adopt the rival if the winner ran already, by the same model; empty where the questionnaire cannot say so. */
function effortLater(context: ReportContext): string {
  const { winner, rival, knowledge, file } = context;
  if (winner === undefined || rival === undefined) return '';
  for (const question of questionsOf(knowledge.questionnaire)) {
    if (question.type !== 'choice') continue;
    const option = question.options.find(({ effects }) =>
      effects.some((effect) => 'runs' in effect && effect.runs === winner.alternative.id),
    );
    if (option === undefined) continue;
    const later = decide(knowledge, { ...file.answers, [question.id]: option.value }, file.weights).ranking.find(
      ({ alternative }) => alternative.id === rival.alternative.id,
    );
    return later === undefined ? '' : rangeText(later.effort.adopt, 'person-days');
  }
  return '';
}
