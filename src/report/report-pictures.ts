import { burdens } from '../catalog/schema.js';
import { rivalOf } from '../decision/verdict.js';
import { capabilityOf, everyDifference } from './context.js';
import type { ReportInput } from './input.js';
import { type Contributions, contributionsPicture } from './pictures/contributions.js';
import { footprintPicture } from './pictures/footprint.js';
import { type RankedRow, rankingPicture } from './pictures/ranking.js';
import type { Picture } from './pictures/svg.js';
import { type TopologyPictureData, topologyPicture } from './pictures/topology.js';
import { burdenWords } from './words.js';

/** What the pictures of a decision are drawn from. */
export type PictureInput = Pick<ReportInput, 'knowledge' | 'decision' | 'robustness' | 'starter'>;

/** The pictures of a report, each by the name of its file; those that do not apply are left out. */
export function reportPictures(input: PictureInput): readonly Picture[] {
  const contributions = contributionsOf(input);
  const topology = topologyDataOf(input);
  const winner = input.decision.winner;
  return [
    rankingPicture(rankedRows(input)),
    ...(contributions === undefined ? [] : [contributionsPicture(contributions)]),
    footprintPicture(
      input.decision.ranking.map((assessment) => ({
        title: assessment.alternative.variant.short,
        recommended: assessment === winner,
        cores: assessment.footprint.cores,
        memoryGb: assessment.footprint.memoryGb,
      })),
    ),
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
  const rival = winner === undefined ? undefined : rivalOf(decision, winner);
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

function burdenTitle(id: string): string {
  const burden = burdens.find((candidate) => candidate === id);
  return burden === undefined ? id : burdenWords[burden];
}
