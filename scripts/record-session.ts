/**
 * `tsx scripts/record-session.ts`: plays a whole session of the built program in a pseudo-terminal and draws it as docs/session.svg, an
 * animation without script. The same program and the same keys give the same picture.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type StyledRun, startSession } from '../test/journeys/terminal-session.js';

interface Frame {
  readonly lines: readonly (readonly StyledRun[])[];
  readonly seconds: number;
}

const columns = 80;
const rows = 24;
const cell = { width: 8.4, height: 18 };
const palette: Readonly<Record<number, string>> = { 2: '#56d364', 3: '#e3b341', 6: '#39c5cf' };

const place = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
const folder = join(place, 'shop');
mkdirSync(folder);
const session = startSession({ folder, args: [resolve(process.env['MESH_ADVISOR_MAIN'] ?? 'dist/cli/main.js')], columns, rows });
const frames: Frame[] = [];
const show = async (seconds: number) => {
  await session.settles();
  frames.push({ lines: session.styled(), seconds });
};
const type = async (keys: readonly string[], seconds = 0.25) => {
  for (const key of keys) {
    session.press(key);
    await show(seconds);
  }
};

await session.see('How do you want to start?');
await show(3);
await type(['enter']);
await session.asks('What do you want to achieve');
await show(2);
await type(['space', 'down', 'down', 'down', 'space']);
await show(1.5);
await type(['enter']);
await session.asks('share a client library');
await show(1);
await type(['?']);
await show(2.5);
await type([' ', 'enter']);
await session.asks('May application code');
await type(['down', 'down']);
await show(1);
await type(['enter']);
await session.asks('Which mesh, if any');
await show(1);
await type(['left']);
await show(1.5);
await type(['enter']);
await session.asks('Which mesh, if any');
await type(['enter']);
await session.asks('Where do the services run');
await type(['space', 'enter']);
await session.asks('Which Kubernetes is it');
await type(['g', 'k', 'e', 'enter']);
await session.see('How much do you need');
await show(1);
await type(['right', 'down', 'right', 'down', 'down', 'down', '2', 'n']);
await show(2);
await type(['enter']);
for (let count = 0; count < 40; count += 1) {
  const what = await session.waits();
  if (what === 'menu') break;
  await show(0.6);
  await type(what === 'grid' ? ['2', 'down', '3', 'n', 'enter'] : what === 'choices' ? ['space', 'enter'] : ['down', 'enter']);
}
await show(4);
const leads = () => session.screen().some((line) => line.startsWith('❯ Write the report'));
while (!leads()) await type(['down']);
await type(['enter']);
await session.see('A name for it');
await type(['enter']);
await session.see('Folder for the report');
await type(['enter']);
await session.ended();
await show(6);
rmSync(place, { recursive: true, force: true });

writeFileSync('docs/session.svg', svgOf(frames));
process.stdout.write(`docs/session.svg: ${frames.length} frames\n`);

function svgOf(all: readonly Frame[]): string {
  const distinct: Frame[] = [];
  for (const frame of all) {
    const last = distinct.at(-1);
    if (last !== undefined && JSON.stringify(last.lines) === JSON.stringify(frame.lines))
      distinct.splice(-1, 1, { ...last, seconds: last.seconds + frame.seconds });
    else distinct.push(frame);
  }
  const total = distinct.reduce((sum, frame) => sum + frame.seconds, 0);
  const width = Math.ceil(columns * cell.width + 32);
  const height = rows * cell.height + 32;
  let at = 0;
  const rules: string[] = [];
  const groups = distinct.map((frame, index) => {
    const from = ((100 * at) / total).toFixed(3);
    at += frame.seconds;
    const to = ((100 * at) / total).toFixed(3);
    rules.push(
      `@keyframes f${index}{0%{visibility:hidden}${from}%{visibility:visible}${index === distinct.length - 1 ? '' : `${to}%{visibility:hidden}`}}`,
    );
    rules.push(`#f${index}{visibility:hidden;animation:f${index} ${total.toFixed(2)}s step-end infinite}`);
    return `<g id="f${index}">${frame.lines.map(lineOf).join('')}</g>`;
  });
  const still = `@media (prefers-reduced-motion: reduce){g[id]{animation:none !important}#f${distinct.length - 1}{visibility:visible !important}}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="A session of the mesh-advisor wizard, from the first question to the written report">`,
    `<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#c9d1d9;white-space:pre}.b{font-weight:700}.d{opacity:.65}${rules.join('')}${still}</style>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function lineOf(runs: readonly StyledRun[], row: number): string {
  let column = 0;
  return runs
    .map((run) => {
      const x = 16 + column * cell.width;
      column += run.text.length;
      const text = run.text.trimEnd();
      if (text === '') return '';
      const classes = [...(run.bold ? ['b'] : []), ...(run.dim ? ['d'] : [])].join(' ');
      const colour = run.colour === undefined ? '' : (palette[run.colour] ?? '');
      return `<text x="${x.toFixed(1)}" y="${30 + row * cell.height}" textLength="${(text.length * cell.width).toFixed(1)}"${classes === '' ? '' : ` class="${classes}"`}${colour === '' ? '' : ` style="fill:${colour}"`}>${escaped(text)}</text>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
