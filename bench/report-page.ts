/**
 * `npm run bench:page`: how soon report.html shows its first result in the live part after the browser has the page's text, and when the
 * whole analysis is there; median of several openings, for every example. A measurement, run on purpose; nothing here passes or fails.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { adviseOn } from '../src/advice/advice.js';
import { weightIds } from '../src/cli/read-answers.js';
import { knowledge } from '../src/knowledge.js';
import { parseAnswers } from '../src/questionnaire/answers.js';

const openings = 7;
const folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-bench-'));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
try {
  process.stdout.write(`Chromium ${browser.version()}, median of ${openings} openings, milliseconds after the page's text is there\n`);
  process.stdout.write(
    `${'example'.padEnd(40)} ${'kB'.padStart(5)} ${'parsed'.padStart(8)} ${'first'.padStart(8)} ${'analysed'.padStart(8)}\n`,
  );
  for (const name of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
    const file = parseAnswers(knowledge.questionnaire, weightIds(knowledge), name, readFileSync(join('examples', name), 'utf8'));
    const page = adviseOn(knowledge, file, undefined).files.find(({ path }) => path === 'report.html')?.content ?? '';
    const path = join(folder, 'report.html');
    writeFileSync(path, page);
    const times: Opening[] = [];
    for (let n = 0; n < openings; n += 1) times.push(await opened(pathToFileURL(path).href));
    const cells = [median(times, 'parsed'), median(times, 'first'), median(times, 'analysed')].map((time) => time.toFixed(0).padStart(8));
    process.stdout.write(`${name.replace('.yaml', '').padEnd(40)} ${(page.length / 1000).toFixed(0).padStart(5)} ${cells.join(' ')}\n`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

interface Opening {
  readonly parsed: number;
  readonly first: number;
  readonly analysed: number;
}

async function opened(url: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('#what-if[data-state="ready"]', { timeout: 0 });
  // as text, since the types of the browser are not those of this program
  const times: Opening = JSON.parse(
    await page.evaluate(`(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      const mark = (name) => performance.getEntriesByName(name)[0].startTime - navigation.responseEnd;
      return JSON.stringify({
        parsed: navigation.domInteractive - navigation.responseEnd,
        first: mark('what-if-first-result'),
        analysed: mark('what-if-analysed'),
      });
    })()`),
  );
  await context.close();
  return times;
}

function median(times: readonly Opening[], of: keyof Opening): number {
  return times.map((time) => time[of]).sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
