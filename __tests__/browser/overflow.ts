import type { Page } from 'playwright-core';

/**
 * Elements that reach over the right edge of the window, as tag and text; what scrolls by itself, tables and fences,
 * may hold wider things. Also tells when the page itself can be scrolled sideways.
 */
export async function tooWide(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    const inside = (element) => element.parentElement?.closest('table, pre') !== null;
    const over = [...document.body.querySelectorAll('*')]
      .filter((element) => !inside(element) && element.getBoundingClientRect().right > width + 1)
      .map((element) => element.tagName.toLowerCase() + ': ' + (element.textContent ?? '').slice(0, 60));
    return document.documentElement.scrollWidth > width ? ['the page scrolls sideways', ...over] : over;
  })()`);
  if (Array.isArray(found)) return found.map(String);
  throw new Error('The page gave no list.');
}
