/** Columns that text is laid out in when the output is no terminal. */
const defaultWidth = 100;

/**
 * Width to lay text out in: that of the terminal, else COLUMNS, else 100; never below 40.
 * @param columns width of the terminal, when there is one
 */
export function outputWidth(columns: number | undefined, env: Readonly<Record<string, string | undefined>>): number {
  const stated = Number(env['COLUMNS']);
  const width = columns ?? (Number.isInteger(stated) && stated > 0 ? stated : defaultWidth);
  return Math.max(40, width);
}

/** Wraps text at spaces (and after hyphens, slashes and commas when a word is longer than a line) into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (rest.length > width) {
      const at = breakBefore(rest, width);
      lines.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    line = rest;
  }
  return line === '' ? lines : [...lines, line];
}

/** Text wrapped and indented. */
export function paragraph(text: string, width: number, indent = ''): string {
  return wrap(text, Math.max(10, width - indent.length))
    .map((line) => `${indent}${line}`)
    .join('\n');
}

/** A table with wrapped cells, the first row as its head. Widths are shared out by content; lines never end in spaces. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(...rows.map((row) => row.length));
  const gap = 2;
  const widths = columnWidths(rows, count, width - gap * (count - 1));
  const text = rows.map((row) => {
    const cells = widths.map((columnWidth, index) => wrap(row[index] ?? '', columnWidth));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, index) => (cell[line] ?? '').padEnd(widths[index] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    ).join('\n');
  });
  const rule = widths.map((columnWidth) => '-'.repeat(columnWidth)).join(' '.repeat(gap));
  return [text[0], rule, ...text.slice(1)].join('\n');
}

/** The fewest characters a column may have before its table is cut into several. */
export const narrowestColumn = 11;

function columnWidths(rows: readonly (readonly string[])[], count: number, available: number): number[] {
  const wanted = Array.from({ length: count }, (_, index) => Math.max(3, ...rows.map((row) => (row[index] ?? '').length)));
  const widths = [...wanted];
  while (widths.reduce((sum, one) => sum + one, 0) > available) {
    const widest = widths.indexOf(Math.max(...widths));
    const now = widths[widest] ?? 0;
    if (now <= 6) break;
    widths[widest] = now - 1;
  }
  return widths;
}

function breakBefore(word: string, width: number): number {
  for (let at = width; at > width / 2; at -= 1) if (/[-/,.]/.test(word[at - 1] ?? '')) return at;
  return width;
}
