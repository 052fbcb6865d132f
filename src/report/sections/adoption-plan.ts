import { isAbout } from '../../catalog/guides-schema.js';
import { holds } from '../../condition/condition.js';
import type { Assessment } from '../../decision/decide.js';
import { isNoMesh, type ReportContext, shownQuantity } from '../context.js';
import type { Fact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { figure, withUnit } from '../quantities.js';
import { guideFact, guideLines, type NumberedLine, numberedLines } from './guide-lines.js';

export interface AdoptionPhase {
  readonly number: number;
  readonly title: string;
  readonly entry: readonly Text[];
  readonly steps: readonly NumberedLine[];
  readonly exit: readonly Text[];
  readonly rollback: Text;
  readonly fact: Fact;
}

export interface AdoptionPlan {
  readonly applies: boolean;
  readonly title: string;
  readonly short: string;
  readonly noMesh: boolean;
  /** it runs already: only what is to be hardened or rehearsed is left */
  readonly running: boolean;
  readonly phases: readonly AdoptionPhase[];
  /** how many take part, with the unit */
  readonly services: string;
  /** what all of it takes, with its unit; empty where nothing says so */
  readonly planned: string;
}

/** Phases with entry and exit checks and the way back, those of the winner only. */
export function adoptionPlanSection(context: ReportContext): AdoptionPlan {
  const { winner, decision } = context;
  const running = winner !== undefined && decision.situation.runs.includes(winner.alternative.id);
  const phases =
    winner === undefined
      ? []
      : context.guides.adoption
          .filter(
            (phase) =>
              isAbout(phase, winner.alternative) &&
              !(running && phase.unlessRunning) &&
              (phase.when === undefined || holds(phase.when, decision.situation.facts)),
          )
          .map((phase, index) => ({
            number: index + 1,
            title: phase.title,
            entry: guideLines(context, phase.entry),
            steps: numberedLines(context, phase.steps),
            exit: guideLines(context, phase.exit),
            rollback: prose(phase.rollback),
            fact: guideFact(context, 'adoption', phase.id, phase.title, phase.sources),
          }));
  return {
    applies: phases.length > 0,
    title: winner?.alternative.variant.title ?? '',
    short: winner?.alternative.variant.short ?? '',
    noMesh: winner !== undefined && isNoMesh(winner),
    running,
    phases,
    services: withUnit(shownQuantity(context, 'services'), 'services'),
    planned: winner === undefined ? '' : planned(winner),
  };
}

/** In weeks of the team's project time, or in person-days where that is less than a week. */
function planned({ burdens, effort }: Assessment): string {
  const weeks = burdens.find(({ burden }) => burden === 'adopt-effort')?.quantity;
  if (weeks === undefined) return '';
  const [low, , high] = weeks[0] < 1 ? effort.adopt : weeks;
  return `${figure(low)} to ${figure(high)} ${weeks[0] < 1 ? 'person-days' : "weeks of the team's project time"}`;
}
