import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renderRunbook } from '../../src/render/runbook/render-runbook.ts';
import { HOSTILE_WORDS } from '../render/runbook/hostile-words.ts';
import { runbookWith } from '../render/runbook/hostile-runbook.ts';
import { RENAME_COLUMN } from '../render/runbook/rename-column.ts';
import { RUNBOOKS } from '../render/runbook/runbooks.ts';
import { hasBrowser, launchBrowser } from './browser.ts';
import { tooWide } from './overflow.ts';

const WINDOWS = [
  { device: 'phone', width: 390, height: 844, shown: 'narrow' },
  { device: 'desktop', width: 1280, height: 900, shown: 'wide' },
] as const;

const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the page of a runbook', () => {
  let browser: Browser;
  let page: Page;
  const told: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', (error) => told.push(String(error)));
    page.on('dialog', (dialog) => told.push(dialog.message()));
    page.on('request', (request) => requests.push(request.url()));
  });
  beforeEach(() => {
    told.length = 0;
    requests.length = 0;
  });
  afterAll(() => browser.close());

  describe.each(WINDOWS)('on a $device', ({ width, height, shown }) => {
    test.each(RUNBOOKS)('of $name fits, asks for nothing and shows its pictures', async ({ runbook }) => {
      await page.setViewportSize({ width, height });
      await page.context().setOffline(true);
      await page.setContent(renderRunbook(runbook, 'html'));
      await page.context().setOffline(false);
      expect(told).toEqual([]);
      expect(requests).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.locator('svg:visible').count()).toBe(2);
      expect(await page.locator(`svg.${shown}:visible`).count()).toBe(2);
      expect(await lettersOutside(page)).toEqual([]);
      const names: unknown = await page.evaluate(
        `[...document.querySelectorAll('svg.${shown}')].map((svg) => svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id).textContent.length > 5))`,
      );
      expect(names).toEqual([
        [true, true],
        [true, true],
      ]);
    });

    test.each(HOSTILE_WORDS)('is the same when every word is %j', async (word) => {
      await page.setViewportSize({ width, height });
      await page.setContent(renderRunbook(runbookWith(word.repeat(3)), 'html'));
      expect(told).toEqual([]);
      expect(requests).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      expect(await lettersOutside(page)).toEqual([]);
      expect(await page.locator('main script, main style, main img, main iframe, svg a').count()).toBe(0);
      expect(await page.locator('section').count()).toBe(9);
    });
  });

  test('is dark where the reader likes it dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setContent(renderRunbook(RENAME_COLUMN, 'html'));
    const background: unknown = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: null });
    expect(background).toBe('rgb(13, 17, 23)');
  });

  test.each(WINDOWS)('breaks no number and no short word on a $device', async ({ width, height }) => {
    const [first, ...others] = RENAME_COLUMN.phases;
    if (first === undefined) throw new Error('There is no phase.');
    const many = { ...first, steps: Array.from({ length: 4 }, () => first.steps).flat() };
    await page.setViewportSize({ width, height });
    await page.setContent(renderRunbook({ ...RENAME_COLUMN, phases: [many, ...others] }, 'html'));
    expect(many.steps.length).toBeGreaterThan(9);
    const broken: unknown = await page.evaluate(`[...document.querySelectorAll('td > div')].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return /^[\\w%]{1,11}$/.test(cell.textContent) && new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
    }).map((cell) => cell.textContent)`);
    expect(broken).toEqual([]);
  });

  test('needs no script, and has boxes to tick', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const still = await context.newPage();
    await still.setContent(renderRunbook(RENAME_COLUMN, 'html'));
    expect(await still.locator('button').count()).toBe(0);
    expect(await still.locator('svg.wide:visible').count()).toBe(2);
    const open = still.getByLabel('Snapshot scheduled before execution');
    await open.check();
    expect(await open.isChecked()).toBe(true);
    expect(await still.getByLabel('Current state documented').isDisabled()).toBe(true);
    await context.close();
  });

  test('copies a script, to the letter', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const secure = await context.newPage();
    await secure.route('http://localhost/', (route) =>
      route.fulfill({ contentType: 'text/html', body: renderRunbook(RENAME_COLUMN, 'html') }),
    );
    await secure.goto('http://localhost/');
    await secure.locator('.chapter-phases .script button').first().click();
    const copied: unknown = await secure.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe("SET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN email_address text;\n");
    await context.close();
  });

  test.each(['A4', 'Letter'] as const)('prints on %s', async (format) => {
    await page.setContent(renderRunbook(RENAME_COLUMN, 'html'));
    const pdf = (await page.pdf({ format, printBackground: true })).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(8);
    expect(pages).toBeLessThan(20);
  });
});

/** Words of the visible pictures that reach over the box behind them, or over the edge of their picture. */
async function lettersOutside(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0).flatMap((svg) => {
    const edge = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('rect.question, rect.action')].map((box) => box.getBoundingClientRect());
    return [...svg.querySelectorAll('text')].filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const own = boxes.find((box) => box.left <= left && box.top <= top + 2 && box.bottom >= bottom - 2 && box.right > left);
      return right > (own ?? edge).right + 1 || (boxes.length > 0 && own === undefined);
    }).map((text) => text.textContent);
  })`);
}
