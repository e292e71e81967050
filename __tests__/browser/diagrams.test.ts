import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { flowchart } from '../../src/render/diagrams/flowchart.ts';
import { gantt } from '../../src/render/diagrams/gantt.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { renderRunbook } from '../../src/render/runbook/render-runbook.ts';
import { RUNBOOKS } from '../render/runbook/runbooks.ts';
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

  test.each(RUNBOOKS)('those of the runbook $name', async ({ runbook }) => {
    await page.setContent(commentPage(renderRunbook(runbook, 'markdown')));
    const drawn = await drawDiagrams(page);
    expect(drawn.map(({ error }) => error)).toEqual([null, null, null]);
    expect(drawn.map(({ intruders }) => intruders)).toEqual([0, 0, 0]);
    expect(drawn.map(({ source }) => source.split(/\s/)[0])).toEqual(['flowchart', 'flowchart', 'gantt']);
    const days = await page.locator('.diagram svg .tick').allTextContents();
    expect(days.slice(0, 2)).toEqual(['Day 0', expect.stringMatching(/^Day [1-9]$/)]);
  });

  test.each(HOSTILE)('a bar and an arrow show %s and nothing else', async (label) => {
    const nodes = [
      { id: 'one', label: 'x', shape: 'question' },
      { id: 'two', label: 'y', shape: 'end' },
    ] as const;
    const chart = gantt([
      { label: label.slice(0, 20), bars: [{ label, from: 0, to: 3, critical: true, gate: label }] },
    ]);
    const arrows = flowchart([], nodes, [{ from: 'one', to: 'two', word: label }]);
    await page.setContent(commentPage(toMarkdown([chart, arrows])));
    const drawn = await drawDiagrams(page);
    expect(drawn.map(({ error, intruders }) => ({ error, intruders }))).toEqual([
      { error: null, intruders: 0 },
      { error: null, intruders: 0 },
    ]);
    const texts = await page
      .locator('.diagram .taskText, .diagram .taskTextOutsideRight, .diagram .taskTextOutsideLeft')
      .allTextContents();
    // The blank before the colon belongs to the text for Mermaid.
    expect(texts.map((text) => text.trimEnd())).toEqual([`Day 0 to 3, ${label}`, `Day 3, ${label}`]);
    expect(drawn[1]?.labels).toContain(label);
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
  'sqlite-rebuild': 2,
  'wrong-down-file': 0,
  'safe-expand': 1,
  everything: 2,
};
