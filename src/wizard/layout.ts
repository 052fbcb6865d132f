/** Words broken into lines of at most `width` columns; a longer word stands alone and is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const part = word.length > width ? word.slice(0, width) : word;
    if (line !== '' && line.length + 1 + part.length > width) {
      lines.push(line);
      line = part;
    } else line = line === '' ? part : `${line} ${part}`;
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * Paragraphs broken into lines for a terminal; empty and indented ones, such as commands, stay as they are. What begins with `- ` or `> `
 * continues under its text.
 */
export function flow(paragraphs: readonly string[], columns: number): string[] {
  const width = Math.max(20, columns - 1);
  return paragraphs.flatMap((line) => {
    if (line === '' || line.startsWith(' ')) return [line];
    if (!/^[->] /.test(line)) return wrapText(line, width);
    return wrapText(line.slice(2), width - 2).map((part, index) => `${index === 0 ? line.slice(0, 2) : '  '}${part}`);
  });
}

/** A text cut to a number of columns, with the mark at its end when something was cut off. */
export function cut(text: string, width: number, mark: string): string {
  if (text.length <= width) return text;
  return width <= mark.length ? text.slice(0, Math.max(0, width)) : `${text.slice(0, width - mark.length).trimEnd()}${mark}`;
}

/** At most `limit` lines of at most `width` columns; the last one says that there is more. */
export function clip(lines: readonly string[], limit: number, width: number, mark: string): readonly string[] {
  if (lines.length <= limit) return lines;
  if (limit <= 0) return [];
  const last = (lines[limit - 1] ?? '').slice(0, Math.max(0, width - mark.length)).trimEnd();
  return [...lines.slice(0, limit - 1), `${last}${mark}`];
}

/** Which part of a list to show so that the active item is visible, near the middle where possible. */
export function windowOf(length: number, active: number, room: number): { readonly from: number; readonly to: number } {
  const size = Math.max(1, Math.min(length, room));
  const from = Math.max(0, Math.min(active - Math.floor(size / 2), length - size));
  return { from, to: from + size };
}

/** `1 question`, `3 questions` */
export function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** A title and what belongs to it on one line; where both do not fit, the title is shortened first, but to no less than half. */
export function sideBySide(title: string, value: string, width: number, mark: string): string {
  const short = cut(title, Math.max(Math.floor(width / 2), width - 2 - value.length), mark);
  return `${short}  ${cut(value, width - 2 - short.length, mark)}`;
}
