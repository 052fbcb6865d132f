/** The colours of pictures. Blue and vermilion are told apart by the colour-blind; shape and stripes say the same without colour. */
interface Colours {
  readonly ink: string;
  /** secondary text: 4.5 to 1 against paper */
  readonly muted: string;
  readonly paper: string;
  readonly soft: string;
  readonly line: string;
  /** the first place, and what speaks for it: 3 to 1 against paper */
  readonly strong: string;
  /** ranges and the other bars */
  readonly range: string;
  readonly against: string;
}

const light: Colours = {
  ink: '#1b1f24',
  muted: '#4f5964',
  paper: '#ffffff',
  soft: '#f1f4f7',
  line: '#c4ccd4',
  strong: '#0b5a9c',
  range: '#b9d3ea',
  against: '#b8480a',
};

const dark: Colours = {
  ink: '#e6e9ec',
  muted: '#b0b8c1',
  paper: '#15181c',
  soft: '#20262d',
  line: '#4a535d',
  strong: '#7fb9ee',
  range: '#2f5375',
  against: '#f29a63',
};

/** Style of a picture that is a file: colours are written out, since not every viewer knows variables. */
export const fileStyle = `${rules(light)}@media screen and (prefers-color-scheme:dark){${rules(dark)}\n}`;

/** Style of pictures within a page: variables with the page's own ink, paper, soft and line where it has them. */
export const pageStyleOfPictures = `
:root { ${variables(light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(dark)} } }
.picture { display: block; width: 100%; max-width: 48rem; height: auto; margin: 1rem 0; break-inside: avoid; }
${rules({
  ink: 'var(--ink)',
  muted: 'var(--picture-muted)',
  paper: 'var(--paper)',
  soft: 'var(--soft)',
  line: 'var(--line)',
  strong: 'var(--picture-strong)',
  range: 'var(--picture-range)',
  against: 'var(--picture-against)',
})}`;

function variables({ muted, strong, range, against }: Colours): string {
  return `--picture-muted: ${muted}; --picture-strong: ${strong}; --picture-range: ${range}; --picture-against: ${against};`;
}

function rules({ ink, muted, paper, soft, line, strong, range, against }: Colours): string {
  return [
    `.picture text{font:13px system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,sans-serif;fill:${ink}}`,
    '.picture .title{font-size:16px;font-weight:600}',
    '.picture .bold{font-weight:600}',
    '.picture .small{font-size:12px}',
    `.picture .muted{fill:${muted}}`,
    `.picture .paper{fill:${paper}}`,
    `.picture .box{fill:${soft};stroke:${line}}`,
    `.picture .card{fill:${paper};stroke:${muted}}`,
    `.picture .grid{stroke:${line}}`,
    `.picture .axis{stroke:${muted}}`,
    `.picture .range{fill:${range};stroke:${strong}}`,
    `.picture .solid{fill:${strong};stroke:${strong}}`,
    `.picture .striped{stroke:${against}}`,
    `.picture .stripe{fill:${against}}`,
    `.picture .mark{fill:${ink};stroke:${paper};stroke-width:1.5}`,
    `.picture .hollow{fill:${paper};stroke:${ink};stroke-width:1.5}`,
    `.picture .whisker{stroke:${ink};stroke-width:2}`,
    `.picture .region{fill:none;stroke:${muted};stroke-dasharray:2 3}`,
    `.picture .arrow{fill:none;stroke:${muted};stroke-width:1.5}`,
    `.picture .tip{fill:${muted}}`,
    `.picture .joined{fill:none;stroke:${strong};stroke-width:2;stroke-dasharray:6 3}`,
    `.picture .trusted{fill:none;stroke:${muted};stroke-width:2;stroke-dasharray:1.5 3}`,
    `.picture .joint{fill:${strong}}`,
  ].join('');
}
