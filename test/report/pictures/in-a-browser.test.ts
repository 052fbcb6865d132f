import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageStyleOfPictures } from '../../../src/report/pictures/style.js';
import { svgFile, svgInline } from '../../../src/report/pictures/svg.js';
import { reportPictures } from '../../../src/report/report-pictures.js';
import { reportInput, situations } from '../report-fixture.js';
import { anyPictures, type Drawn } from './picture-data.js';

const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

if (executablePath === undefined) console.warn('No Chromium was found: pictures are not measured in a browser. Set CHROMIUM to its path.');

const measureInPage = readFileSync('test/report/pictures/measure-in-page.js', 'utf8');

/** Pictures of real decisions, and some of every kind from generated data; the seed makes every run measure the same. */
const pictures = [
  ...Object.entries(situations).flatMap(([name, answers]) =>
    reportPictures(reportInput(answers)).map((picture) => ({ name: `${picture.name} of ${name}`, picture })),
  ),
  ...Object.entries(anyPictures).flatMap(([kind, drawn]) =>
    fc.sample<Drawn>(drawn, { numRuns: 8, seed: 7 }).map(({ picture }, index) => ({ name: `${kind}, sample ${index + 1}`, picture })),
  ),
];

describe.skipIf(executablePath === undefined)('pictures in Chromium', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 760, height: 600 } });
  });

  afterAll(async () => {
    await browser.close();
  });

  it('have no text over another text, over a mark or a bar, or outside the picture, in a wide and in a common font', async () => {
    const problems: string[] = [];
    for (const font of ['DejaVu Sans', 'Liberation Sans']) {
      for (const { name, picture } of pictures) {
        await page.setContent(`<style>text { font-family: '${font}' !important }</style>${svgFile(picture)}`);
        problems.push(...(await measured(page, 'collisions')).map((problem) => `${name}, ${font}: ${problem}`));
      }
    }
    expect(problems).toEqual([]);
  }, 600_000);

  it('are parsed as XML without an error, also with hostile text', async () => {
    const broken: string[] = [];
    for (const { name, picture } of pictures) {
      await page.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgFile(picture))}`);
      if ((await page.evaluate<number>('document.querySelectorAll("parsererror").length')) > 0) broken.push(name);
    }
    await page.goto('about:blank');
    expect(broken).toEqual([]);
  }, 600_000);

  it.each(['light', 'dark'] as const)(
    'are legible in %s, as a file and in a page: text has a contrast of 4.5 to 1',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const paper = ':root { --ink: #1b1f24; --paper: #ffffff; --soft: #f3f5f7; --line: #c9d0d8; }';
      const darkPaper = ':root { --ink: #e6e9ec; --paper: #15181c; --soft: #1f242a; --line: #444d57; }';
      const pageStyle = `${paper}@media (prefers-color-scheme: dark) { ${darkPaper} }${pageStyleOfPictures}`;
      const shown = pictures.filter(({ name }) => name.endsWith('of grab-2024') || name.endsWith('sample 1'));
      for (const { name, picture } of shown) {
        for (const content of [svgFile(picture), `<style>${pageStyle}</style>${svgInline(picture)}`]) {
          await page.setContent(content);
          expect(Math.min(...(await measured(page, 'contrasts'))), name).toBeGreaterThanOrEqual(4.5);
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
    600_000,
  );
});

/** What `measure-in-page.js` finds in the page. */
async function measured(page: Page, what: 'collisions'): Promise<string[]>;
async function measured(page: Page, what: 'contrasts'): Promise<number[]>;
async function measured(page: Page, what: string): Promise<unknown> {
  await page.addScriptTag({ content: measureInPage });
  return page.evaluate(`${what}()`);
}
