import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../../src/cli/run.js';
import { decide } from '../../../src/decision/decide.js';
import { parseAnswers } from '../../../src/questionnaire/answers.js';
import { knowledge } from '../../knowledge.js';
import { chromiumPath } from './chromium.js';
import { example, openReport, settled, standing } from './open-report.js';

const forty = example('examples/forty-services-golden-metrics.yaml');

describe.skipIf(chromiumPath === undefined)('report.html in a browser', { timeout: 300_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }) });
  });
  afterAll(() => browser?.close());

  it('asks for nothing, complains of nothing and shows the ranking of the report', async () => {
    const { page, requests, complaints } = await openReport(browser, forty);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    const ranked = await page.locator('#ranking ~ .scroll tbody').first().locator('tr td:nth-of-type(1)').allTextContents();
    expect(await page.locator('.standing .name').allTextContents()).toEqual(ranked);
    const verdict = (await page.locator('h1 + p').textContent()) ?? '';
    expect(await page.locator('.result .sentence').textContent()).toBe(verdict);
    expect(await page.locator('.result .state').textContent()).toBe('as in the report');
  });

  it.each([
    { set: 'application-changes=yes-freely', act: (page: Page) => pick(page, 'application-changes', 'yes-freely') },
    { set: 'services=400', act: (page: Page) => answer(page, 'services').getByRole('textbox').fill('400') },
    { set: 'operations-needs.sidecarless=must', act: (page: Page) => pick(page, 'operations-needs.sidecarless', 'must') },
    { set: 'commercial-licence=unknown', act: (page: Page) => pick(page, 'commercial-licence', 'null') },
  ])('gives the same as what-if for $set', async ({ set, act }) => {
    const { page, answersFile, complaints } = await openReport(browser, forty);
    await showAll(page);
    await act(page);
    await settled(page);
    const { alternatives, verdictAfter, winnerAfter } = await whatIf(answersFile, set);
    const shown = await standing(page);
    expect(shown).toEqual(alternatives.map(({ id, after }) => ({ id, score: after.score, first: after.first, feasible: after.feasible })));
    expect(shown[0]?.id).toBe(winnerAfter);
    const word = { clear: /Adopt|Do not adopt|Stay with|Leave/, leaning: /Start with/, 'close-call': /Too close|if the open/ }[
      verdictAfter.kind
    ];
    expect(await page.locator('.result .sentence').textContent()).toMatch(word ?? /No alternative/);
    expect(complaints).toEqual([]);
  });

  it('tries a nearest change, and finds the winner that it names', async () => {
    const { page } = await openReport(browser, forty);
    const flip = page.locator('.flips li').first();
    const words = (await flip.textContent()) ?? '';
    await flip.getByRole('button').press('Enter');
    await settled(page);
    const first = (await page.locator('.standing .name').first().textContent()) ?? '';
    expect(words).toContain(`then ${first}`);
    expect(await page.locator('.effects').textContent()).toContain('is first now');
    // the focus goes where the change can be taken back
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Take back: /);
  });

  it('goes back to the original answers', async () => {
    const { page } = await openReport(browser, forty);
    const before = await standing(page);
    await showAll(page);
    await answer(page, 'services').getByRole('textbox').fill('4');
    await pick(page, 'latency', 'decisive');
    await settled(page);
    expect(await standing(page)).not.toEqual(before);
    expect(await page.locator('.changes li').count()).toBe(2);
    await page.getByRole('button', { name: 'Back to the original' }).click();
    await settled(page);
    expect(await standing(page)).toEqual(before);
    expect(await page.locator('.changes').count()).toBe(0);
    expect(await answer(page, 'services').getByRole('textbox').inputValue()).toBe('40');
  });

  it('gives a file with the changed answers and weights that the program reads', async () => {
    const { page, complaints } = await openReport(browser, forty);
    await showAll(page);
    await pick(page, 'traffic-needs.retries', 'must');
    await answer(page, 'goals').getByLabel('Release in steps (canary, A/B) between services').check();
    await page.locator('[data-weight="latency"] input[type="number"]').fill('7.5');
    await settled(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the answers' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('answers.yaml');
    const before = parseAnswers(knowledge.questionnaire, [], 'a', forty);
    const after = parseAnswers(knowledge.questionnaire, ['latency'], 'a', readFileSync(await download.path(), 'utf8'));
    expect(after.name).toBe(before.name);
    expect(after.weights).toEqual({ latency: 7.5 });
    const rows = before.answers['traffic-needs'];
    expect(after.answers).toEqual({
      ...before.answers,
      goals: ['encrypt-traffic', 'observe', 'progressive-delivery', 'resilience'],
      'traffic-needs': { ...(typeof rows === 'object' ? rows : {}), retries: 'must' },
    });
    const { ranking } = decide(knowledge, after.answers, after.weights);
    expect((await standing(page)).map(({ id, score }) => [id, score])).toEqual(
      ranking.map(({ alternative, score }) => [alternative.id, score.score]),
    );
    expect(complaints).toEqual([]);
  });

  it('refuses a number outside its limits beside the field, and leaves the decision alone', async () => {
    const { page } = await openReport(browser, forty);
    const before = await standing(page);
    await showAll(page);
    const field = answer(page, 'services').getByRole('textbox');
    await field.fill('0');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await answer(page, 'services').locator('.problem').textContent()).toContain('from 1 to 100000');
    expect(await standing(page)).toEqual(before);
  });

  it('says which answers cannot be meant together, and decides nothing on them', async () => {
    const { page } = await openReport(browser, forty);
    await showAll(page);
    await answer(page, 'pods').getByRole('textbox').fill('3');
    await page.waitForSelector('#what-if[data-state="refused"]');
    expect(await page.getByRole('alert').textContent()).toContain('Fewer pods than services');
    expect(await page.locator('.standing').count()).toBe(0);
  });

  it('shows a question when its condition comes to hold, and hides it again', async () => {
    const { page } = await openReport(browser, forty);
    await showAll(page);
    expect(await answer(page, 'cross-cluster-calls').isVisible()).toBe(false);
    await answer(page, 'clusters').getByRole('textbox').fill('3');
    expect(await answer(page, 'cross-cluster-calls').isVisible()).toBe(true);
    await answer(page, 'clusters').getByRole('textbox').fill('1');
    expect(await answer(page, 'cross-cluster-calls').isVisible()).toBe(false);
  });

  it('can be used with the keyboard alone, and tells a screen reader what came of it', async () => {
    const { page } = await openReport(browser, forty);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the report');
    await page.getByRole('radio', { name: 'All', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.locator('summary', { hasText: 'The shape of your system' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('what-if-services-entry');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('90');
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('what-if-services-entry');
    expect(await page.locator('.result [role="status"]').textContent()).toContain('1 change since the report');
  });

  it('comes to the chapter that the contents name, also the last one', async () => {
    const { page } = await openReport(browser, forty);
    for (const name of ['Sources', 'What if?', 'Comparison']) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      const heading = page.getByRole('heading', { name, exact: true, level: 2 });
      await expect.poll(() => heading.evaluate((one) => one.getBoundingClientRect().top), { timeout: 60_000 }).toBeLessThan(450);
      expect(await heading.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThanOrEqual(-1);
    }
  });

  it('draws the pictures of the changed answers, each with ids of its own', async () => {
    const { page, complaints } = await openReport(browser, forty);
    await page.locator('summary', { hasText: 'Pictures of these answers' }).click();
    const ranking = page.locator('#picture-what-if-ranking');
    const before = await ranking.locator('desc').textContent();
    await page.locator('.flips button').first().click();
    await settled(page);
    const first = (await page.locator('.standing .score').first().textContent()) ?? '';
    const description = (await ranking.locator('desc').textContent()) ?? '';
    expect(description).not.toBe(before);
    expect(description).toContain(`, ${first.split(' ')[0] ?? ''} points`);
    expect(
      await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows hostile names as text', async () => {
    const name = '<img src=x onerror=alert(1)>"</script>&amp;';
    const { page, requests, complaints } = await openReport(browser, `name: ${JSON.stringify(name)}\nanswers: { services: 5 }\n`);
    expect(await page.locator('h1').textContent()).toBe(`Service mesh decision: ${name}`);
    expect(await page.locator('img').count()).toBe(0);
    expect([...requests, ...complaints]).toEqual([]);
  });

  it('is complete without script: nothing of the live part shows', async () => {
    const { page } = await openReport(browser, forty, { javaScriptEnabled: false });
    await expectNoLivePart(page);
  });

  it('is complete where WebAssembly is forbidden', async () => {
    const strict = await chromium.launch({
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      args: ['--js-flags=--jitless'],
    });
    onTestFinished(() => strict.close());
    const { page, complaints } = await openReport(strict, forty, {}, 'load');
    expect(await page.evaluate(() => 'WebAssembly' in globalThis)).toBe(false);
    await expectNoLivePart(page);
    expect(complaints).toEqual([]);
  });

  it('prints as a document: a PDF without contents, controls or dark colours', async () => {
    const { page } = await openReport(browser, forty, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('button:visible, input:visible, nav:visible').count()).toBe(0);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each([360, 768])('fits a page %i pixels wide', async (width) => {
    const { page } = await openReport(browser, forty, { viewport: { width, height: 740 } });
    await showAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it.each(['light', 'dark'] as const)('has nothing serious to be said against it by axe, in %s', async (colorScheme) => {
    const { page } = await openReport(browser, forty, { colorScheme });
    await showAll(page);
    await pick(page, 'latency', 'decisive');
    await settled(page);
    expect(await serious(page)).toEqual([]);
  });
});

/** Problems of impact serious or critical, each with where it is. */
async function serious(page: Page): Promise<string[]> {
  // evaluated by the debugger, which the page's policy does not bind
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const runner: typeof axe = Reflect.get(window, 'axe');
    const { violations: found } = await runner.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, at }) => `${id}: ${at.join('; ')}`);
}

async function showAll(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'All', exact: true }).check();
  await page.locator('details.section').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
}

function answer(page: Page, key: string) {
  return page.locator(`fieldset[data-key="${key}"]`);
}

async function pick(page: Page, key: string, value: string): Promise<void> {
  await answer(page, key).locator(`input[value="${value}"]`).check();
}

interface WhatIf {
  readonly winnerAfter: string | null;
  readonly verdictAfter: { readonly kind: 'clear' | 'leaning' | 'close-call' };
  readonly alternatives: readonly {
    readonly id: string;
    readonly after: { readonly score: number; readonly first: number; readonly feasible: boolean };
  }[];
}

/** The program's own answer to the same change. */
async function whatIf(file: string, set: string): Promise<WhatIf> {
  const out = new PassThrough();
  await run(['what-if', file, '--set', set, '--json'], { in: Readable.from(['']), out, err: new PassThrough(), env: {} });
  return JSON.parse(String(out.read() ?? '{}'));
}

async function expectNoLivePart(page: Page): Promise<void> {
  expect(await page.getByRole('heading', { name: 'Verdict' }).isVisible()).toBe(true);
  expect(await page.getByText('What if?').first().isVisible()).toBe(false);
  expect(await page.locator('button:visible, input:visible').count()).toBe(0);
}
