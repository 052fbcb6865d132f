import { pageAssets } from '../generated/page-assets.js';
import { escapeHtml, type Heading, renderBody } from './html-body.js';
import { pageStyle } from './html-style.js';
import { type LiveData, packLiveData } from './live-data.js';

/**
 * One self-contained page from the report's Markdown. Nothing is loaded: the Content-Security-Policy allows the one style sheet and the
 * two scripts by their hashes and nothing else. Without script the page is complete; with it, a part appears in which answers can be
 * changed.
 * @param pictures SVG elements by the path that the Markdown refers to; other images come out as their text
 * @param live what that part decides with; undefined for a page without it
 */
export function htmlPage(title: string, markdown: string, pictures: ReadonlyMap<string, string>, live: LiveData | undefined): string {
  const { html, headings } = renderBody(markdown, pictures);
  const chapters = headings.filter(({ depth }) => depth === 2);
  const contents = chapters.map(({ id, html: text }) => `<li><a href="#${id}">${text}</a></li>`);
  const liveAt = afterFirst(chapters, 'ranking');
  if (live !== undefined) contents.splice(liveAt, 0, '<li data-live hidden><a href="#what-if">What if?</a></li>');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(live)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#content">Skip to the report</a>',
    `<nav aria-label="Contents"><h2 id="contents-of-this-page">Contents</h2><ol>${contents.join('')}</ol></nav>`,
    `<main id="content" tabindex="-1">${inChapters(html, live === undefined ? undefined : { before: chapters[liveAt] })}</main>`,
    ...(live === undefined ? [] : liveScripts(live)),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function policyOf(live: LiveData | undefined): string {
  // the engine's inner loops are WebAssembly, which the program carries; it may compile that, and no script from text
  const scripts =
    live === undefined ? [] : [`script-src 'sha256-${pageAssets.loaderHash}' 'sha256-${pageAssets.programHash}' 'wasm-unsafe-eval'`];
  return [
    "default-src 'none'",
    `style-src 'sha256-${pageAssets.styleHash}'`,
    ...scripts,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The index behind the chapter of that id, or behind the last one. */
function afterFirst(chapters: readonly Heading[], id: string): number {
  const index = chapters.findIndex((chapter) => chapter.id === id);
  return index < 0 ? chapters.length : index + 1;
}

/** The report in chapters, with the place for the live part before one of them, or at the end. */
function inChapters(html: string, live: { readonly before: Heading | undefined } | undefined): string {
  const place =
    '<section id="what-if" data-live hidden aria-labelledby="what-if-heading"><h2 id="what-if-heading">What if?</h2><p>Change answers or weights and see at once what comes of it. The rest of this report stays as it is; nothing leaves this page.</p></section>\n';
  const chapters = html.split(/(?=<h2 id=)/).map((part) => (part.startsWith('<h2') ? `<div class="chapter">${part}</div>\n` : part));
  if (live === undefined) return chapters.join('');
  const { before } = live;
  const index =
    before === undefined ? -1 : chapters.findIndex((chapter) => chapter.startsWith(`<div class="chapter"><h2 id="${before.id}">`));
  chapters.splice(index < 0 ? chapters.length : index, 0, place);
  return chapters.join('');
}

/** Data and program as text that no browser runs, and the script that unpacks and starts them. */
function liveScripts(live: LiveData): string[] {
  return [
    `<script type="text/plain" id="live-data">${packLiveData(live)}</script>`,
    `<script type="text/plain" id="live-program">${pageAssets.program}</script>`,
    `<script>${pageAssets.loader}</script>`,
  ];
}
