import { isAbout } from '../../catalog/guides-schema.js';
import { holds } from '../../condition/condition.js';
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
  readonly noMesh: boolean;
  /** it runs already: only what is to be hardened or rehearsed is left */
  readonly running: boolean;
  /** services are moved by namespace; elsewhere one by one */
  readonly byNamespace: boolean;
  readonly phases: readonly AdoptionPhase[];
  /** services that remain after the pilot */
  readonly services: string;
  readonly weeks: string;
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
  const adopt = winner?.burdens.find(({ burden }) => burden === 'adopt-effort')?.quantity;
  return {
    applies: winner !== undefined,
    title: winner?.alternative.variant.title ?? '',
    noMesh: winner !== undefined && isNoMesh(winner),
    running,
    byNamespace: holds(
      {
        any: [
          { question: 'orchestrators', includes: 'kubernetes' },
          { question: 'orchestrators', known: false },
        ],
      },
      decision.situation.facts,
    ),
    phases,
    services: withUnit(shownQuantity(context, 'services'), 'services'),
    weeks: adopt === undefined ? '' : `${figure(adopt[0])} to ${figure(adopt[2])}`,
  };
}
