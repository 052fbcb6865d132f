import { isAbout } from '../../catalog/guides-schema.js';
import { decide } from '../../decision/decide.js';
import { questionsOf } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import type { Fact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { rangeText } from '../quantities.js';
import { guideFact, guideLines } from './guide-lines.js';

export interface ReversibilityView {
  readonly applies: boolean;
  readonly title: string;
  /** it runs already, so going over costs the same now and later */
  readonly running: boolean;
  readonly entries: readonly {
    readonly survives: readonly Text[];
    readonly lost: readonly Text[];
    readonly leave: Text;
    readonly fact: Fact;
  }[];
  /** what switching costs once the winner runs: to the rival */
  readonly rival: string;
  readonly switching: string;
  readonly now: string;
}

/** What can be kept when the decision is taken back later, and what that costs in work. */
export function reversibilitySection(context: ReportContext): ReversibilityView {
  const { winner, rival, guides } = context;
  const entries = winner === undefined ? [] : guides.reversibility.filter((entry) => isAbout(entry, winner.alternative));
  const later = switchingLater(context);
  return {
    applies: winner !== undefined,
    title: winner?.alternative.variant.short ?? '',
    running: winner !== undefined && context.decision.situation.runs.includes(winner.alternative.id),
    entries: entries.map((entry) => ({
      survives: guideLines(context, entry.survives),
      lost: guideLines(context, entry.lost),
      leave: prose(entry.leave),
      fact: guideFact(context, 'reversibility', entry.id, entry.leave, entry.sources),
    })),
    rival: rival?.alternative.variant.short ?? '',
    switching: later,
    now: rival === undefined ? '' : rangeText(rival.effort.adopt, 'person-days'),
  };
}

/** Effort to adopt the rival if the winner ran already, by the same model; empty where the questionnaire cannot say so. */
function switchingLater(context: ReportContext): string {
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
