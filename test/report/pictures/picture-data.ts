import fc from 'fast-check';
import { type Contributions, contributionsPicture } from '../../../src/report/pictures/contributions.js';
import { type FirstPlaces, firstPlacePicture } from '../../../src/report/pictures/first-place.js';
import { type FootprintRow, footprintPicture } from '../../../src/report/pictures/footprint.js';
import { type RankedRow, rankingPicture } from '../../../src/report/pictures/ranking.js';
import type { Picture } from '../../../src/report/pictures/svg.js';
import { type TopologyPictureData, topologyPicture } from '../../../src/report/pictures/topology.js';
import { type WeightIntervals, weightIntervalsPicture } from '../../../src/report/pictures/weight-intervals.js';

/** A picture with the names that it must show. */
export interface Drawn {
  readonly picture: Picture;
  readonly names: readonly string[];
  readonly redraw: () => Picture;
}

/** Names as they are, and as they must not be able to break a picture. */
export const title: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('Istio sidecar', 'Linkerd open source', 'No mesh', 'Mutual TLS between services, without changes to applications'),
  fc.constantFrom('<script>alert(1)</script>', '"><b onload="x">', '&lt;b&gt; & \'quoted\' "twice"', '{{y}} --> ]]> \u001b[31m'),
  fc.constantFrom('W'.repeat(63), 'a-cluster-name-of-sixty-three-characters-in-a-region-far-far-away', 'ein sehr langer Name '.repeat(5)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);

const sorted = (low: number, high: number) =>
  fc
    .tuple(...Array.from({ length: 3 }, () => fc.oneof(fc.constantFrom(low, high), fc.double({ min: low, max: high, noNaN: true }))))
    .map((values): [number, number, number] => {
      const [a = low, b = low, c = low] = [...values].sort((one, other) => one - other);
      return [a, b, c];
    });
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

const rankings = fc
  .array(fc.record({ title, out: fc.boolean(), range: sorted(0, 100) }), { minLength: 1, maxLength: 7 })
  .map((rows): RankedRow[] =>
    rows.map(({ title: of, out, range: [low, score, high] }, index) => ({
      title: of,
      place: out ? undefined : index + 1,
      low,
      score,
      high,
    })),
  );

const contributions: fc.Arbitrary<Contributions> = fc.record({
  first: title,
  runnerUp: title,
  differences: fc.array(fc.record({ title, points: fc.oneof(fc.constant(0), fc.double({ min: -100, max: 100, noNaN: true })) }), {
    maxLength: 30,
  }),
});

const footprints: fc.Arbitrary<FootprintRow[]> = fc.array(
  fc.record({ title, recommended: fc.boolean(), cores: sorted(0, 1e6), memoryGb: sorted(0, 50) }),
  { minLength: 1, maxLength: 7 },
);

const places = (maxLength: number) => fc.array(fc.record({ title, share, recommended: fc.boolean() }), { minLength: 1, maxLength });
const firstPlaces: fc.Arbitrary<FirstPlaces> = fc.record({
  alternatives: places(7),
  candidates: fc.oneof(fc.constant([]), places(3)),
  none: share,
  halfWidth: fc.double({ min: 0, max: 0.1, noNaN: true }),
  draws: fc.integer({ min: 1, max: 1e7 }),
});

const weights: fc.Arbitrary<WeightIntervals> = fc.record({
  winner: title,
  scale: fc.constant('A must weighs 10, a should 4, a nice to have 1.'),
  rows: fc.array(
    fc
      .record({ title, range: sorted(0, 1000), open: fc.boolean() })
      .map(({ title: of, range: [low, stated, high], open }) => ({ title: of, low, stated, high: open ? null : high })),
    { maxLength: 30 },
  ),
});

const topologies: fc.Arbitrary<TopologyPictureData> = fc.record({
  title,
  pattern: fc.constantFrom('independent', 'federated'),
  clusters: fc.array(fc.record({ name: title, region: fc.oneof(fc.constantFrom('region-1', 'region-2'), title) }), {
    minLength: 2,
    maxLength: 9,
  }),
  exampleRegions: fc.boolean(),
  entry: fc.option(title, { nil: undefined }),
  runs: title,
  gateway: fc.option(title, { nil: undefined }),
  calls: title,
  trust: fc.option(fc.record({ kind: fc.constantFrom('own', 'exchanged', 'shared'), words: title }), { nil: undefined }),
  gitops: fc.constantFrom('argo-cd', 'flux', 'none'),
});

/** Pictures of every kind from data of every sort, by the name of the kind. */
export const anyPictures: Readonly<Record<string, fc.Arbitrary<Drawn>>> = {
  ranking: drawnFrom(rankings, rankingPicture, (rows) => rows.map((row) => row.title)),
  contributions: drawnFrom(contributions, contributionsPicture, ({ first, runnerUp }) => [first, runnerUp]),
  footprint: drawnFrom(footprints, footprintPicture, (rows) => rows.map((row) => row.title)),
  'first-place': drawnFrom(firstPlaces, firstPlacePicture, ({ alternatives }) => alternatives.map((row) => row.title)),
  'weight-intervals': drawnFrom(weights, weightIntervalsPicture, ({ winner }) => [winner]),
  topology: drawnFrom(topologies, topologyPicture, (data) => [data.title, data.runs]),
};

function drawnFrom<Data>(
  data: fc.Arbitrary<Data>,
  draw: (data: Data) => Picture,
  namesOf: (data: Data) => readonly string[],
): fc.Arbitrary<Drawn> {
  return data.map((one) => ({ picture: draw(one), names: namesOf(one), redraw: () => draw(structuredClone(one)) }));
}
