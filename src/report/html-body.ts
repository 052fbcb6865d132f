import { Marked, type Token, type Tokens } from 'marked';
import { anchorOf } from './view.js';

/** Text as HTML text. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

export interface Heading {
  readonly depth: number;
  readonly id: string;
  readonly html: string;
}

/**
 * The report's Markdown as HTML. Raw HTML in it comes out as text; links lead to https, http, places of the page and files beside it only.
 * @param pictures SVG elements by the path that the Markdown refers to; other images come out as their text
 */
export function renderBody(markdown: string, pictures: ReadonlyMap<string, string>): { html: string; headings: readonly Heading[] } {
  const headings: Heading[] = [];
  const captions = new Map<Tokens.Table, Tokens.Paragraph>();
  const uniqueId = uniqueIds();
  const marked = new Marked({ gfm: true, async: false });
  marked.use({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      image: ({ href, text }) => pictures.get(href) ?? escapeHtml(text),
      heading({ tokens, depth, text }) {
        const html = this.parser.parseInline(tokens);
        const id = uniqueId(text);
        headings.push({ depth, id, html });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        if (!isSafe(href)) return inner;
        return `<a href="${escapeHtml(href)}">${inner}</a>`;
      },
      // a bar repeats the figures beside it, so it is not read aloud
      codespan: ({ text }) =>
        /^[█▓░·]+$/.test(text) ? `<code class="bar" aria-hidden="true">${text}</code>` : `<code>${escapeHtml(text)}</code>`,
      table(token) {
        const caption = captions.get(token);
        const captionHtml = caption === undefined ? '' : this.parser.parseInline(caption.tokens).replace(/^<em>|<\/em>$/g, '');
        const cells = (row: readonly Tokens.TableCell[], header: boolean) =>
          row
            .map((cell, index) => {
              const tag = header || index === 0 ? 'th' : 'td';
              const scope = header ? ' scope="col"' : index === 0 ? ' scope="row"' : '';
              return `<${tag}${scope}${token.align[index] === 'right' ? ' class="number"' : ''}>${this.parser.parseInline(cell.tokens)}</${tag}>`;
            })
            .join('');
        const label = caption === undefined ? 'Table' : escapeHtml(caption.text.replace(/^\*|\*$/g, '').replaceAll('\\', ''));
        const rows = token.rows.map((row) => `<tr>${cells(row, false)}</tr>`).join('\n');
        return `<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table>${captionHtml === '' ? '' : `<caption>${captionHtml}</caption>`}<thead><tr>${cells(token.header, true)}</tr></thead><tbody>\n${rows}\n</tbody></table></div>\n`;
      },
    },
  });
  const tokens = withCaptions(marked.lexer(markdown), captions);
  return { html: marked.parser(tokens), headings };
}

/** A paragraph in italics right before a table is its caption; the list of contents is shown beside the page. */
function withCaptions(tokens: readonly Token[], captions: Map<Tokens.Table, Tokens.Paragraph>): Token[] {
  const solid = tokens.filter((token) => token.type !== 'space');
  return solid.filter((token, index) => {
    if (!isParagraph(token)) return true;
    if (token.text.startsWith('Contents: [')) return false;
    const next = solid[index + 1];
    if (next === undefined || !isTable(next) || token.tokens.length !== 1 || token.tokens[0]?.type !== 'em') return true;
    captions.set(next, token);
    return false;
  });
}

function isParagraph(token: Token): token is Tokens.Paragraph {
  return token.type === 'paragraph' && 'tokens' in token && Array.isArray(token.tokens);
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table' && 'rows' in token;
}

function isSafe(href: string): boolean {
  return /^(https?:\/\/|#)/.test(href) || (/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(href) && !href.includes('..'));
}

/** Anchors as GitHub gives them; a second heading of the same words gets -1. */
function uniqueIds(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const id = anchorOf(text.replace(/\\(.)/g, '$1').replace(/[`*]/g, ''));
    const times = seen.get(id) ?? 0;
    seen.set(id, times + 1);
    return times === 0 ? id : `${id}-${times}`;
  };
}
