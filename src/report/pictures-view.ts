import { image, type Text } from './markdown.js';
import { type Contributions, contributionRows } from './pictures/contributions.js';
import { topologyWords } from './pictures/topology.js';
import { signedPoints } from './quantities.js';
import { contributionsOf, type PictureInput, picturePath, reportPictures, topologyDataOf } from './report-pictures.js';
import { type Table, table } from './table.js';

/**
 * The pictures as a template shows them: '' for one that does not apply; with a text equivalent where the section has no table that says
 * the same.
 */
export interface PicturesView {
  readonly ranking: Text;
  readonly firstPlace: Text;
  readonly weights: Text;
  readonly footprint: Text;
  readonly contributions: { readonly image: Text; readonly table: Table };
  readonly topology: { readonly image: Text; readonly words: readonly Text[] };
}

/** References to the pictures of a report, with alt texts. */
export function picturesView(input: PictureInput): PicturesView {
  const pictures = reportPictures(input);
  const reference = (name: string): Text => {
    const picture = pictures.find((candidate) => candidate.name === name);
    return picture === undefined ? '' : image(picture.alt, picturePath(name));
  };
  const topology = topologyDataOf(input);
  return {
    ranking: reference('ranking'),
    firstPlace: reference('first-place'),
    weights: reference('weight-intervals'),
    footprint: reference('footprint'),
    contributions: { image: reference('contributions'), table: contributionsTable(contributionsOf(input)) },
    topology: { image: reference('topology'), words: topology === undefined ? [] : topologyWords(topology) },
  };
}

function contributionsTable(data: Contributions | undefined): Table {
  const { rows, lead } = data === undefined ? { rows: [], lead: 0 } : contributionRows(data);
  return table(
    data === undefined ? '' : `Where ${data.first} and ${data.runnerUp} differ, in points of 100; positive speaks for ${data.first}`,
    [
      ['Need or burden', 'left'],
      ['Points', 'right'],
    ],
    data === undefined
      ? []
      : [...rows, { title: `Lead of ${data.first}`, points: lead }].map((row) => [row.title, signedPoints(row.points)]),
  );
}
