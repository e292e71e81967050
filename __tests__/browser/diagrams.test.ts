import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { flowchart } from '../../src/render/diagrams/flowchart.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { hasBrowser, launchBrowser } from './browser.ts';
import { commentPage } from './comment-page.ts';
import { comments } from './comments.ts';
import { drawDiagrams } from './draw-diagrams.ts';

const HOSTILE = [
  '@everyone ` and',
  '<!-- -->',
  ']](x)',
  '"]) --> z["z"',
  'a -->|x| b["c"]',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '1. first',
  '- item',
  '# head',
  '%%{init: {"theme": "dark"}}%%',
  'click a "https://example.org"',
  'fa:fa-user :tada:',
  '*em* _em_ ~~s~~ [l](https://example.org)',
  '&lt; #35; #quot; \\n <br>',
  '$$x$$',
  '表 🙈 é end',
  '```',
] as const;

const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('diagrams as Mermaid draws them', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  test('a fence that is wrong is told', async () => {
    await page.setContent(commentPage('```mermaid\nflowchart TD\n  a["x" --> \n```'));
    const [drawn] = await drawDiagrams(page);
    expect(drawn?.error).toMatch(/Parse error|Lexical error/);
  });

  test.each(comments())('those of the comment of $name', async ({ name, markdown }) => {
    await page.setContent(commentPage(markdown));
    const drawn = await drawDiagrams(page);
    expect(drawn.map(({ error }) => error)).toEqual(drawn.map(() => null));
    expect(drawn).toHaveLength(DIAGRAMS[name] ?? 0);
    for (const { source, labels, intruders } of drawn) {
      expect(labels.length).toBeGreaterThan(2);
      expect(source.match(/\["|\{\{"|\(\["/g)?.length).toBeLessThanOrEqual(30);
      expect(source).not.toMatch(/`|%%|\bclick\b|\binit\b/);
      expect(intruders).toBe(0);
    }
  });

  test.each(HOSTILE)('a label shows %s and nothing else', async (label) => {
    const nodes = [
      { id: 'one', label, shape: 'question' },
      { id: 'two', label, shape: 'end' },
    ] as const;
    const frame = { id: 'frame', label, nodes: [{ id: 'three', label, shape: 'step' }] } as const;
    const fence = flowchart([frame], nodes, [{ from: 'one', to: 'two', word: 'yes' }]);
    await page.setContent(commentPage(toMarkdown([fence])));
    const [drawn] = await drawDiagrams(page);
    expect(drawn?.error).toBeNull();
    expect(drawn?.labels.filter((text) => text === label)).toHaveLength(4);
    expect(drawn?.intruders).toBe(0);
  });
});

/** How many each comment draws; phases where there is more than one, the way out where it forks. */
const DIAGRAMS: Readonly<Record<string, number>> = {
  'blocking-change': 1,
  'contract-with-data-loss': 1,
  'wrong-down-file': 0,
  'safe-expand': 1,
  everything: 2,
};
