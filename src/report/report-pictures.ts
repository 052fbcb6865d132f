import type { Sensitivity } from '../decision/robustness/sensitivity.js';
import { rivalOf } from '../decision/verdict.js';
import { candidateTitle, capabilityOf, everyDifference } from './context.js';
import type { ReportInput } from './input.js';
import { type Contributions, contributionsPicture } from './pictures/contributions.js';
import { type FirstPlaceRow, type FirstPlaces, firstPlacePicture } from './pictures/first-place.js';
import { type FootprintRow, footprintPicture } from './pictures/footprint.js';
import { type RankedRow, rankingPicture } from './pictures/ranking.js';
import type { Picture } from './pictures/svg.js';
import { type TopologyPictureData, topologyPicture } from './pictures/topology.js';
import { type WeightIntervals, weightIntervalsPicture, weightRows } from './pictures/weight-intervals.js';
import { weightTitle } from './sections/weights.js';
import { burdenTitle } from './words.js';

/** What the pictures of a decision are drawn from. */
export interface PictureInput extends Pick<ReportInput, 'knowledge' | 'decision' | 'robustness' | 'starter'> {
  readonly sensitivity: Pick<Sensitivity, 'weightIntervals'>;
}

/** The pictures of a report in the order of its sections; those that do not apply are left out. */
export function reportPictures(input: PictureInput): readonly Picture[] {
  const contributions = contributionsOf(input);
  const weights = weightIntervalsOf(input);
  const topology = topologyDataOf(input);
  return [
    rankingPicture(rankedRows(input)),
    firstPlacePicture(firstPlacesOf(input)),
    ...(contributions === undefined ? [] : [contributionsPicture(contributions)]),
    ...(weights === undefined || weightRows(weights.rows).shown.length === 0 ? [] : [weightIntervalsPicture(weights)]),
    footprintPicture(footprintRows(input)),
    ...(topology === undefined ? [] : [topologyPicture(topology)]),
  ];
}

/** The path of a picture's file, relative to the report. */
export function picturePath(name: string): string {
  return `pictures/${name}.svg`;
}

/** The rows of the ranking: places for those that meet every must. */
export function rankedRows({ decision }: PictureInput): RankedRow[] {
  return decision.ranking.map(({ alternative, feasible, score }, index) => ({
    title: alternative.variant.short,
    place: feasible ? index + 1 : undefined,
    score: score.score,
    low: score.low,
    high: score.high,
  }));
}

/** The winner against the best of the other candidates; undefined when one of them is missing. */
export function contributionsOf(input: PictureInput): Contributions | undefined {
  const { decision } = input;
  const { winner } = decision;
  const rival = winner === undefined ? undefined : rivalOf(decision, winner, input.robustness.candidates);
  if (winner === undefined || rival === undefined) return undefined;
  return {
    first: winner.alternative.variant.short,
    runnerUp: rival.alternative.variant.short,
    differences: everyDifference(winner, rival).map(({ kind, id, points }) => ({
      title: kind === 'need' ? capabilityOf(input, id).title : burdenTitle(id),
      points,
    })),
  };
}

/** What the starter config builds; undefined for one cluster, and without a starter config. */
export function topologyDataOf({ decision, starter }: PictureInput): TopologyPictureData | undefined {
  const topology = starter?.topology;
  if (topology === undefined || decision.winner === undefined) return undefined;
  return { ...topology, title: decision.winner.alternative.variant.short };
}

/** How often each alternative is first, in the order of the ranking; and each candidate that has several forms in play. */
export function firstPlacesOf({ knowledge, decision, robustness }: PictureInput): FirstPlaces {
  const { winner } = decision;
  const forms = decision.ranking.map(({ alternative }) => ({ alternative, share: shareOf(robustness.alternatives, alternative.id) }));
  const candidates = [...new Set(decision.ranking.map(({ alternative }) => alternative.candidate.id))];
  const inPlay = (id: string) => forms.filter(({ alternative, share }) => alternative.candidate.id === id && share >= 0.005);
  return {
    alternatives: forms.map(({ alternative, share }) => ({
      title: alternative.variant.short,
      share,
      recommended: alternative === winner?.alternative,
    })),
    candidates: candidates
      .filter((id) => inPlay(id).length > 1)
      .map(
        (id): FirstPlaceRow => ({
          title: `${candidateTitle({ knowledge }, id)}, all forms`,
          share: shareOf(robustness.candidates, id),
          recommended: id === winner?.alternative.candidate.id,
        }),
      ),
    none: robustness.none,
    halfWidth: robustness.halfWidth,
    draws: robustness.counted,
  };
}

/** What each alternative uses, in the order of the ranking. */
export function footprintRows({ decision }: PictureInput): FootprintRow[] {
  return decision.ranking.map((assessment) => ({
    title: assessment.alternative.variant.short,
    recommended: assessment === decision.winner,
    cores: assessment.footprint.cores,
    memoryGb: assessment.footprint.memoryGb,
  }));
}

/** The weights that count and how far each may move; undefined when nothing is recommended. */
export function weightIntervalsOf({ knowledge, decision, sensitivity }: PictureInput): WeightIntervals | undefined {
  const { winner } = decision;
  if (winner === undefined) return undefined;
  const { must, should, nice } = knowledge.catalog.model.needWeights;
  return {
    winner: winner.alternative.variant.short,
    scale: `A must weighs ${must.value}, a should ${should.value}, a nice to have ${nice.value}.`,
    rows: sensitivity.weightIntervals
      .filter(({ weight }) => weight > 0)
      .map((interval) => ({
        title: weightTitle({ knowledge, decision }, interval),
        stated: interval.weight,
        low: interval.low,
        high: interval.high,
      })),
  };
}

function shareOf(standings: readonly { readonly id: string; readonly first: number }[], id: string): number {
  return standings.find((standing) => standing.id === id)?.first ?? 0;
}
