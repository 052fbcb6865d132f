import { singleLine } from '../markdown.js';
import { fileStyle } from './style.js';

/** A picture as data: what it says in words, and its shapes as SVG text. */
export interface Picture {
  /** file name without its ending, and prefix of the ids in it */
  readonly name: string;
  readonly title: string;
  /** what it shows in one sentence, for an alt text */
  readonly alt: string;
  /** all that it shows, for those who do not see it */
  readonly description: string;
  readonly height: number;
  readonly body: string;
}

/** Width of every picture in user units. */
export const pictureWidth = 720;

/** The picture as a file of its own: light or dark by the reader's setting, light on paper. */
export function svgFile(picture: Picture): string {
  return `${svg(picture, { xmlns: 'http://www.w3.org/2000/svg', width: pictureWidth, height: picture.height }, `<style>${fileStyle}</style>`)}\n`;
}

/** The picture as part of a page whose style sheet has `pageStyleOfPictures`; its element has the id `picture-<name>`. */
export function svgInline(picture: Picture): string {
  return svg(picture, { id: `picture-${picture.name}` }, '');
}

function svg({ name, title, description, height, body }: Picture, attributes: Attributes, style: string): string {
  return element(
    'svg',
    {
      ...attributes,
      class: 'picture',
      viewBox: `0 0 ${pictureWidth} ${rounded(height)}`,
      role: 'img',
      'aria-labelledby': `picture-${name}-title picture-${name}-desc`,
    },
    element('title', { id: `picture-${name}-title` }, escapeXml(title)) +
      element('desc', { id: `picture-${name}-desc` }, escapeXml(description)) +
      style +
      element('defs', {}, hatch(name)) +
      element('rect', { class: 'paper', x: 0, y: 0, width: pictureWidth, height: height, rx: 6 }) +
      body,
  );
}

/** Stripes, so that what is ruled out or speaks against is told apart without colour. */
function hatch(name: string): string {
  return element(
    'pattern',
    { id: `picture-${name}-hatch`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { class: 'stripe', x: 0, y: 0, width: 2.5, height: 6 }),
  );
}

/** The fill of what is striped. */
export function hatched(name: string): string {
  return `url(#picture-${name}-hatch)`;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; numbers are rounded so that the bytes are the same on every machine, text in attributes is escaped. */
export function element(tag: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escapeXml(value ?? '')}"`)
    .join('');
  return content === '' ? `<${tag}${written}/>` : `<${tag}${written}>${content}</${tag}>`;
}

/** One line of text with its baseline at y. */
export function text(x: number, y: number, content: string, classes = '', anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return element(
    'text',
    { x, y, class: classes === '' ? undefined : classes, 'text-anchor': anchor === 'start' ? undefined : anchor },
    escapeXml(content),
  );
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, classes: string): string {
  return element('line', { x1, y1, x2, y2, class: classes });
}

/** The mark of a likely or stated value: a diamond around a point. */
export function diamond(x: number, y: number, classes = 'mark', half = 6): string {
  const corners = [
    [x, y - half],
    [x + half, y],
    [x, y + half],
    [x - half, y],
  ];
  return element('polygon', { points: corners.map((corner) => corner.map((value) => rounded(value)).join(',')).join(' '), class: classes });
}

/** With one decimal, never as minus zero. */
export function rounded(value: number): string {
  const text = (Math.round(value * 10) / 10).toFixed(1).replace(/\.0$/, '');
  return text === '-0' ? '0' : text;
}

/** Text as XML text, on one line and without characters that XML does not allow. */
export function escapeXml(text: string): string {
  return singleLine(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
