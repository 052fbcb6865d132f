/** Sizes of text in pictures, in user units. */
export const textSizes = { title: 16, body: 13, small: 12 } as const;

/** Distance of two lines of text. */
export const lineHeight = 16;

/**
 * The width that a text may need, in user units. The browser chooses the font, so the widths are those of DejaVu Sans, one of the widest
 * sans-serif fonts in use; letters outside ASCII are counted at their widest.
 * @param size in user units
 */
export function textWidth(text: string, size: number, bold = false): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character);
  return (thousandths * size * (bold ? 1.16 : 1)) / 1000;
}

/** A text in lines that fit into a width; words that are longer than a line are broken. At least one line, none lost. */
export function wrapped(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, width, size, bold))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function pieces(word: string, width: number, size: number, bold: boolean): string[] {
  if (textWidth(word, size, bold) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && textWidth(part + character, size, bold) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** Characters of ASCII by width in thousandths of the size, ascending. */
const widths: readonly (readonly [width: number, characters: string])[] = [
  [295, "'ijlIJ"],
  [345, ' ,./:;\\|f'],
  [420, '-()[]t!r'],
  [535, '"*_`sz?'],
  [600, 'cLFkvxyP'],
  [640, 'TYaoeESbdghnpqu$0123456789{}'],
  [700, 'KAVBRXZC'],
  [790, 'UHNDG&OQ'],
  [860, 'w#+<=>^~M'],
  [1000, '%mW@'],
];

function widthOf(character: string): number {
  const known = widths.find(([, characters]) => characters.includes(character));
  if (known !== undefined) return known[0];
  return (character.codePointAt(0) ?? 0) < 0x250 ? 850 : 1250;
}
