import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { adviseOn } from '../../../src/advice/advice.js';
import { parseAnswers } from '../../../src/questionnaire/answers.js';
import { knowledge } from '../../knowledge.js';

/** A report in a browser, and what must not happen there. */
export interface OpenReport {
  readonly page: Page;
  /** the answers file that the report is of */
  readonly answersFile: string;
  /** addresses that the page asked for besides its own */
  readonly requests: readonly string[];
  /** errors and warnings of the console, and errors that nobody caught */
  readonly complaints: readonly string[];
}

/**
 * Writes the report of an answers file and opens it.
 * @param until by default, with script, waits until everything is worked out
 */
export async function openReport(
  browser: Browser,
  answers: string,
  options: BrowserContextOptions = {},
  until: 'load' | 'worked-out' = options.javaScriptEnabled === false ? 'load' : 'worked-out',
): Promise<OpenReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const answersFile = join(folder, 'answers.yaml');
  const file = join(folder, 'report.html');
  writeFileSync(answersFile, answers);
  writeFileSync(file, reportOf(answers));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const own = pathToFileURL(file).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== own) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(own);
  if (until === 'worked-out') await settled(page);
  return { page, answersFile, requests, complaints };
}

/** Waits until the page has worked out everything for the answers as they stand. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('#what-if[data-state="ready"]', { timeout: 0 });
}

/** What the page shows of each alternative, in its order: exact score and share of first places. */
export async function standing(page: Page): Promise<{ id: string; score: number; first: number; feasible: boolean }[]> {
  return page.locator('.standing li').evaluateAll((items) =>
    items.map((item) => ({
      id: item.getAttribute('data-alternative') ?? '',
      score: Number(item.getAttribute('data-score')),
      first: Number(item.getAttribute('data-first')),
      feasible: item.classList.contains('feasible'),
    })),
  );
}

/** An answers file of the examples or of the calibration. */
export function example(path: string): string {
  return readFileSync(path, 'utf8');
}

const reports = new Map<string, string>();

function reportOf(answers: string): string {
  const known = reports.get(answers);
  if (known !== undefined) return known;
  const file = parseAnswers(knowledge.questionnaire, [], 'answers.yaml', answers);
  const { files } = adviseOn(knowledge, file, '2026-11-24');
  const report = files.find(({ path }) => path === 'report.html')?.content ?? '';
  reports.set(answers, report);
  return report;
}
