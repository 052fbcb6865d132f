import { counted, listed } from '../quantities.js';
import { type Block, centred, heading, legend, lines, margin } from './frame.js';
import { element, line, type Picture, pictureWidth, rounded, text } from './svg.js';
import { lineHeight, textSizes, wrapped } from './text-size.js';

/** How the clusters of a starter config stand to each other. */
export interface TopologyPictureData {
  /** the alternative */
  readonly title: string;
  readonly pattern: 'independent' | 'federated';
  readonly clusters: readonly { readonly name: string; readonly region: string }[];
  /** which cluster is in which region is an example, not an answer */
  readonly exampleRegions: boolean;
  readonly entry: string | undefined;
  readonly runs: string;
  readonly gateway: string | undefined;
  readonly calls: string;
  readonly trust: { readonly kind: 'own' | 'exchanged' | 'shared'; readonly words: string } | undefined;
  readonly gitops: 'argo-cd' | 'flux' | 'none';
}

/** clusters that are drawn; the others are built the same way */
const most = 4;
const gap = 28;
const padding = 10;

const patternWords = {
  independent: 'Independent clusters: none needs another one to serve its users.',
  federated: 'Clusters with control planes of their own; services call services of other clusters through the mesh.',
} as const;

const rolloutWords = {
  'argo-cd': ['Git repository', 'one Argo CD applies it to every cluster, one after the other'],
  flux: ['Git repository', 'Flux in each cluster pulls its part, each cluster from its own branch'],
  none: ['Files of the starter config', 'applied to one cluster after the other'],
} as const;

const trustCards = {
  own: 'Root of trust of its own',
  exchanged: 'Root of its own, others trusted',
  shared: 'CA under the common root',
} as const;

const regionNote = 'Which cluster is in which region is an example: name the regions in the answers (region-names)';

type Clusters = TopologyPictureData['clusters'];

function regionsOf(clusters: Clusters): string[] {
  return [...new Set(clusters.map(({ region }) => region))];
}

/** As many clusters as there is room for, by region: the first of each region before the second of any. */
function drawnClusters({ clusters }: TopologyPictureData): Clusters {
  const inRegion = (index: number) => clusters.slice(0, index).filter(({ region }) => region === clusters[index]?.region).length;
  const chosen = clusters
    .map((cluster, index) => ({ cluster, place: inRegion(index) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ cluster }) => cluster);
  return regionsOf(clusters).flatMap((region) => chosen.filter((cluster) => cluster.region === region));
}

/** The picture in sentences, for those who do not see it and beside it. */
export function topologyWords(data: TopologyPictureData): readonly string[] {
  const drawn = drawnClusters(data);
  const regions = regionsOf(drawn).map((region) => {
    const names = drawn.filter((one) => one.region === region).map(({ name }) => name);
    return `${region} with ${listed(names)}`;
  });
  const further = data.clusters.length - drawn.length;
  const rest = further === 0 ? '' : `; ${counted(further, 'further cluster')} built the same way`;
  return [
    patternWords[data.pattern],
    `Clusters: ${regions.join('; ')}${rest}.${data.exampleRegions ? ` ${regionNote}.` : ''}`,
    data.entry === undefined
      ? 'Users reach each cluster by what stands in front of it today; the starter config brings no way in.'
      : `Users: DNS or a global load balancer sends them to the ${lowered(data.entry)} of a cluster that is well.`,
    `In each cluster: ${data.runs}.`,
    `Between clusters: ${data.calls}.`,
    ...(data.trust === undefined ? [] : [`Trust: ${data.trust.words}.`]),
    `${rolloutWords[data.gitops].join(': ')}.`,
  ];
}

/** Regions, clusters and what joins them, as the starter config builds it. */
export function topologyPicture(data: TopologyPictureData): Picture {
  const title = `Topology that the starter config builds: ${data.title}`;
  const top = heading(title, patternWords[data.pattern]);
  const columns = columnsOf(drawnClusters(data));
  const way = band(['Users', 'DNS or a global load balancer sends them to a cluster that is well'], top.height);
  const regionTop = way.bottom + 26;
  const regionLines = columns.regions.map(({ name, width }) =>
    wrapped(name, Math.min(width - 2 * padding, columns.width - 40), textSizes.small),
  );
  const clusterTop = regionTop + Math.max(...regionLines.map((words) => words.length)) * lineHeight + 14;
  const names = columns.clusters.map(({ name }) => wrapped(name, columns.width - 2 * padding, textSizes.body, true));
  const cardsTop = clusterTop + Math.max(...names.map((words) => words.length)) * lineHeight + 14;
  const cards = cardsOf(data, columns.width - 2 * padding, cardsTop);
  const clusterBottom = (cards.at(-1)?.bottom ?? cardsTop) + padding;
  const regionBottom = clusterBottom + padding;
  const source = band(rolloutWords[data.gitops], regionBottom + 26);
  const more = data.clusters.length - columns.clusters.length;
  const rest: Block =
    more === 0
      ? { svg: '', height: 0 }
      : lines([`${counted(more, 'further cluster')} built the same way`], margin, source.bottom + 22, 'small muted');
  const key = legend(
    [
      { symbol: data.pattern === 'federated' ? join('joined', 'joint') : undefined, words: data.calls },
      ...(data.trust === undefined
        ? []
        : [{ symbol: data.trust.kind === 'own' ? undefined : join('trusted', 'tip'), words: data.trust.words }]),
      ...(data.exampleRegions ? [{ symbol: undefined, words: regionNote }] : []),
    ],
    source.bottom + 16 + rest.height,
  );
  const joints = cards.flatMap((card) => (card.joint === undefined ? [] : [joined(columns, card, card.joint)]));
  const body = [
    top.svg,
    way.svg,
    ...columns.regions.map(({ x, width }, index) =>
      [
        element('rect', { x, y: regionTop, width, height: regionBottom - regionTop, rx: 8, class: 'region' }),
        lines(regionLines[index] ?? [], x + padding, regionTop + 18, 'small muted').svg,
      ].join(''),
    ),
    ...columns.clusters.map(({ x }, index) =>
      [
        element('rect', { x, y: clusterTop, width: columns.width, height: clusterBottom - clusterTop, rx: 6, class: 'box' }),
        lines(names[index] ?? [], x + padding, clusterTop + 20, 'bold').svg,
        ...cards.map((card) => cardAt(x + padding, columns.width - 2 * padding, card)),
        arrow(x + columns.width - 18, way.bottom, clusterTop),
        arrow(x + columns.width / 2, source.top, clusterBottom),
      ].join(''),
    ),
    ...joints,
    source.svg,
    rest.svg,
    key.svg,
  ].join('');
  return {
    name: 'topology',
    title,
    alt: `${title}. ${patternWords[data.pattern]}`,
    description: topologyWords(data).join(' '),
    height: source.bottom + 16 + rest.height + key.height + margin,
    body,
  };
}

interface Columns {
  readonly width: number;
  readonly clusters: readonly { readonly name: string; readonly x: number }[];
  readonly regions: readonly { readonly name: string; readonly x: number; readonly width: number }[];
}

/** One column per cluster, those of a region side by side. */
function columnsOf(clusters: Clusters): Columns {
  const regionNames = regionsOf(clusters);
  const inner = pictureWidth - 2 * margin - 2 * padding * regionNames.length - gap * (clusters.length - 1);
  const width = inner / Math.max(1, clusters.length);
  const placed: { name: string; x: number }[] = [];
  let x = margin;
  const regions = regionNames.map((name) => {
    const own = clusters.filter(({ region }) => region === name);
    const from = x;
    x += padding;
    for (const cluster of own) {
      placed.push({ name: cluster.name, x });
      x += width + gap;
    }
    x += padding - gap;
    const region = { name, x: from, width: x - from };
    x += gap;
    return region;
  });
  return { width, clusters: placed, regions };
}

type Joint = 'calls' | 'trust';

interface Card {
  readonly words: readonly string[];
  readonly top: number;
  readonly bottom: number;
  /** what joins this card with that of the next cluster */
  readonly joint: Joint | undefined;
}

/** What stands in each cluster, from the way in to the root of trust. */
function cardsOf(data: TopologyPictureData, width: number, top: number): Card[] {
  const direct = data.pattern === 'federated' && data.gateway === undefined;
  const entries: (readonly [words: string, joint: Joint | undefined])[] = [
    ...(data.entry === undefined ? [] : [[data.entry, undefined] as const]),
    ['Services', direct ? 'calls' : undefined],
    [data.runs, undefined],
    ...(data.gateway === undefined ? [] : [[data.gateway, 'calls'] as const]),
    ...(data.trust === undefined ? [] : [[trustCards[data.trust.kind], data.trust.kind === 'own' ? undefined : 'trust'] as const]),
  ];
  let y = top;
  return entries.map(([words, joint]) => {
    const wrappedWords = wrapped(words, width - 12, textSizes.small);
    const card = { words: wrappedWords, top: y, bottom: y + wrappedWords.length * lineHeight + 10, joint };
    y = card.bottom + 8;
    return card;
  });
}

function cardAt(x: number, width: number, { words, top, bottom }: Card): string {
  return (
    element('rect', { x, y: top, width, height: bottom - top, rx: 4, class: 'card' }) +
    centred(words, x + width / 2, (top + bottom) / 2 - 0.5, 'small', 'middle')
  );
}

/** A card of each cluster joined with that of the next. */
function joined({ clusters, width }: Columns, { top, bottom }: Card, joint: Joint): string {
  const y = (top + bottom) / 2;
  return clusters
    .slice(1)
    .map(({ x }, index) => {
      const from = (clusters[index]?.x ?? 0) + width - padding;
      return joinFrom(from, x + padding, y, joint === 'calls' ? 'joined' : 'trusted', joint === 'calls' ? 'joint' : 'tip');
    })
    .join('');
}

function joinFrom(from: number, to: number, y: number, classes: string, ends: string): string {
  return line(from, y, to, y, classes) + [from, to].map((x) => element('circle', { cx: x, cy: y, r: 3.5, class: ends })).join('');
}

function join(classes: string, ends: string): (x: number, y: number) => string {
  return (x, y) => joinFrom(x + 3, x + 21, y + 6, classes, ends);
}

/** A box over the whole width with a name and one sentence. */
function band(
  [name, sentence]: readonly [string, string],
  top: number,
): { readonly svg: string; readonly top: number; readonly bottom: number } {
  const bottom = top + 2 * lineHeight + 14;
  const box = element('rect', { x: margin, y: top, width: pictureWidth - 2 * margin, height: bottom - top, rx: 6, class: 'box' });
  const words =
    text(pictureWidth / 2, top + 20, name, 'bold', 'middle') + text(pictureWidth / 2, top + 20 + lineHeight, sentence, 'small', 'middle');
  return { svg: box + words, top, bottom };
}

function arrow(x: number, from: number, to: number): string {
  const direction = to > from ? 1 : -1;
  const tip = [
    [x, to],
    [x - 5, to - 8 * direction],
    [x + 5, to - 8 * direction],
  ];
  return (
    line(x, from, x, to - 7 * direction, 'arrow') +
    element('polygon', { points: tip.map((corner) => corner.map((value) => rounded(value)).join(',')).join(' '), class: 'tip' })
  );
}

function lowered(words: string): string {
  return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
