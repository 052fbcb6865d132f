/** A piece of text that is Markdown already. Plain strings are text, and are escaped when they are rendered. */
export interface Markdown {
  readonly markdown: string;
}

/** What a view model holds where text is shown. */
export type Text = string | Markdown;

/** Text with Markdown around it: `md\`**${name}** wins\``; plain strings that are put in are escaped. */
export function md(parts: TemplateStringsArray, ...values: readonly (Text | number)[]): Markdown {
  return { markdown: parts.map((part, index) => part + (index < values.length ? rendered(values[index] ?? '') : '')).join('') };
}

/** Texts one after another with a separator of Markdown between them. */
export function joined(texts: readonly Text[], separator: string): Markdown {
  return { markdown: texts.map(rendered).join(separator) };
}

/** A code span of one line. */
export function code(text: string): Markdown {
  const line = singleLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return { markdown: `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}` };
}

/** Text of the catalog: as it stands, with code between backticks. */
export function prose(text: string): Markdown {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return { markdown: escapeMarkdown(text) };
  return { markdown: parts.map((part, index) => (index % 2 === 1 ? code(part).markdown : escapeMarkdown(part))).join('') };
}

/** A link; an address that is neither https, http, a place in the document nor a plain relative path gives its text alone. */
export function link(text: Text, href: string): Markdown {
  const safe = /^(https?:\/\/[^\s<>]+|#[a-z0-9_-]+|[A-Za-z0-9][A-Za-z0-9._/-]*)$/.test(href) && !/(^|\/)\.\.(\/|$)/.test(href);
  return {
    markdown: safe
      ? `[${rendered(text)}](${href.replace(/[()\\|]/g, (character) => encodeURIComponent(character).replace('(', '%28').replace(')', '%29'))})`
      : rendered(text),
  };
}

/** A picture that lies beside the document. @param href plain relative path */
export function image(alt: string, href: string): Markdown {
  return { markdown: `![${escapeMarkdown(singleLine(alt))}](${href})` };
}

/** One Text as Markdown. */
function rendered(text: Text | number): string {
  if (typeof text === 'number') return String(text);
  return typeof text === 'string' ? escapeMarkdown(text) : text.markdown;
}

/**
 * Plain text as Markdown that shows exactly that text, on one line: no emphasis, code, link, HTML, table cell, heading, list, entity or
 * formula comes of it. Control characters and those that turn the direction of writing are replaced, since a terminal would obey them.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]|~$]|<(?=[A-Za-z/!?])|^\s?>/g, '\\$&')
    .replace(/^\\ >/, ' \\>')
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/(?<=[A-Za-z]):(?=\/\/)/g, '\\:')
    .replace(/(www)\.(?=\S)/gi, '$1\\.')
    .replace(/(?<=[\w.+-])@(?=[\w-])/g, '\\@')
    .replace(/^(\s?)(#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|=(?==*\s*$)|-(?=-+\s*$))/, '$1\\$2')
    .replace(/^(\s?)(\d{1,9})([.)])(?=\s|$)/, '$1$2\\$3');
}

/** A view model with every plain string escaped and every Markdown unwrapped, ready for a template. */
export function forMarkdown(view: unknown): unknown {
  if (typeof view === 'string') return escapeMarkdown(view.trim());
  if (isMarkdown(view)) return view.markdown;
  if (Array.isArray(view)) return view.map(forMarkdown);
  if (typeof view === 'object' && view !== null)
    return Object.fromEntries(Object.entries(view).map(([key, value]) => [key, forMarkdown(value)]));
  return view;
}

/** Text without escapes, for terminals. */
export function plain(text: Text): string {
  return typeof text === 'string' ? singleLine(text) : text.markdown.replace(/\\([\\`*[\]<>|~$&_:.@#+=-])/g, '$1').replace(/\*\*|`/g, '');
}

/** On one line, without control characters and without space around it. */
export function singleLine(text: string): string {
  return oneLine(text).trim();
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu, '\ufffd');
}

function isMarkdown(value: unknown): value is Markdown {
  return (
    typeof value === 'object' &&
    value !== null &&
    'markdown' in value &&
    typeof value.markdown === 'string' &&
    Object.keys(value).length === 1
  );
}
