import { liveStyle } from './html-style-live.js';
import { pageStyleOfPictures } from './pictures/style.js';

/** The style sheet of report.html: light and dark by the reader's setting, one column on paper, no colour carries meaning alone. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #f3f5f7; --line: #c9d0d8; --link: #0b57b0; --bar: #24507d; --faint: #545d68; --edge: #7a8591; --alert: #a3271b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --paper: #15181c; --soft: #1f242a; --line: #444d57; --link: #8ab9f5; --bar: #9cc3ee; --faint: #a9b3be; --edge: #77828e; --alert: #ff9d8f; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: auto; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 2; }
nav { padding: 1rem 1.5rem; border-bottom: 1px solid var(--line); font-size: .9rem; }
nav h2 { margin: 0 0 .5rem; font-size: 1rem; border: 0; padding: 0; }
nav ol { margin: 0; padding-left: 1.6rem; columns: 15rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; overflow-wrap: break-word; }
main:focus { outline: none; }
/* what is far away is laid out when it comes near: the page is there sooner */
.chapter { content-visibility: auto; contain-intrinsic-size: auto 50rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; padding-top: .5rem; border-top: 2px solid var(--line); font-size: 1.45rem; }
h3 { margin-top: 1.8rem; font-size: 1.12rem; }
code { font: .88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--soft); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
code.bar { color: var(--bar); background: none; padding: 0; white-space: nowrap; letter-spacing: -.02em; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .9rem; min-width: 50%; }
caption { text-align: left; font-style: italic; padding-bottom: .4rem; }
th, td { border: 1px solid var(--line); padding: .3rem .55rem; text-align: left; vertical-align: top; font-weight: normal; }
thead th { background: var(--soft); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@media (min-width: 85rem) {
  nav { position: fixed; top: 0; bottom: 0; left: 0; width: 15rem; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  nav ol { columns: auto; }
  main { margin-left: 17rem; }
}
${pageStyleOfPictures}${liveStyle}@page { margin: 16mm 14mm 18mm; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #f3f3f3; --line: #999; --link: #000; --bar: #000; --faint: #333; --edge: #666; --alert: #000; color-scheme: light; }
  nav, .skip, #what-if { display: none; }
  .chapter { content-visibility: visible; }
  main { max-width: none; padding: 0; margin: 0; }
  body { font-size: 9.5pt; }
  table { font-size: 8pt; }
  .scroll { overflow: visible; }
  h2, h3, caption { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
`;
