import type { Markdown, Text } from './markdown.js';

/** A table with a caption; cells are Text. */
export interface Table {
  readonly caption: Text;
  readonly head: readonly Text[];
  readonly rule: readonly Markdown[];
  readonly rows: readonly (readonly Text[])[];
}

export type Column = readonly [title: Text, align: 'left' | 'right'];

/** A table from columns and rows. */
export function table(caption: Text, columns: readonly Column[], rows: readonly (readonly Text[])[]): Table {
  return {
    caption,
    head: columns.map(([title]) => title),
    rule: columns.map(([, align]) => ({ markdown: align === 'right' ? '---:' : '---' })),
    rows,
  };
}
