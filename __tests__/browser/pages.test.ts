import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renderHtml } from '../../src/render/render-html.ts';
import { realisticChange } from '../render/realistic-change.ts';
import { hasBrowser, launchBrowser } from './browser.ts';
import { commentPage } from './comment-page.ts';
import { comments } from './comments.ts';
import { tooWide } from './overflow.ts';

const WINDOWS = [
  { device: 'phone', width: 390, height: 844 },
  { device: 'desktop', width: 1280, height: 900 },
] as const;

const inBrowser = hasBrowser() ? describe : describe.skip;
if (!hasBrowser()) console.warn('Chromium is not installed: what people see is not looked at.');

inBrowser('in Chromium', () => {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
  });
  afterAll(() => browser.close());

  async function show(html: string, { width, height }: (typeof WINDOWS)[number]): Promise<void> {
    await page.setViewportSize({ width, height });
    await page.setContent(html);
  }

  test('what is too wide is found', async () => {
    await show(`<p style="width: 2000px">long</p><pre>${'x'.repeat(999)}</pre>`, WINDOWS[0]);
    expect(await tooWide(page)).toEqual(expect.arrayContaining(['the page scrolls sideways', 'p: long']));
  });

  describe.each(WINDOWS)('on a $device', (window) => {
    test.each(comments())('the comment of $name fits and folds', async ({ markdown }) => {
      await show(commentPage(markdown), window);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.locator('h2').count()).toBe(1);
      expect(await page.locator('h2').innerText()).toMatch(/Holdpoint|go|hold/i);
      expect(await page.locator('details:not([open]) > summary').count()).toBeGreaterThan(0);
      expect(await page.locator('details > :not(summary):visible').count()).toBe(0);
    });

    test.each(comments())('the comment of $name fits with everything unfolded', async ({ markdown }) => {
      await show(commentPage(markdown).replaceAll('<details>', '<details open>'), window);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.locator('summary:visible').count()).toBeGreaterThan(0);
      expect(await page.locator('details pre:visible, details table:visible').count()).toBeGreaterThan(0);
    });

    test('the HTML report fits, stands open and asks for nothing', async () => {
      const { plan, verdict } = realisticChange();
      requests.length = 0;
      await page.context().setOffline(true);
      await show(renderHtml(plan, verdict), window);
      await page.context().setOffline(false);
      expect(requests).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.locator('details:not([open])').count()).toBe(0);
      expect(await page.locator('details pre:visible').count()).toBeGreaterThan(0);
      const background: unknown = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe('rgb(255, 255, 255)');
    });
  });
});
