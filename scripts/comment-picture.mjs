/**
 * Draws docs/comment.png, the picture in the README: an example's comment as GitHub shows it; and docs/images/: the same
 * with diagrams and what people decided, light, dark and as wide as a telephone. Needs Chromium and an emoji font.
 */
import { bundledImport } from './bundled-import.mjs';

const holdpoint = await bundledImport(`
  export { launchBrowser } from './__tests__/browser/browser.ts';
  export { commentPage } from './__tests__/browser/comment-page.ts';
  export { drawDiagrams } from './__tests__/browser/draw-diagrams.ts';
  export { locate } from './src/cli/locate.ts';
  export { DEFAULT_CONFIGURATION } from './src/config/configuration.ts';
  export { mergeSettings } from './src/config/merge-settings.ts';
  export { review } from './src/review.ts';
  export { reviewRequest } from './src/review-request.ts';
  export { renderComment } from './src/render/render-markdown.ts';
  export { decide } from './src/verdict/decide.ts';
`);

const browser = await holdpoint.launchBrowser();
const plain = await reviewed('examples/wrong-down-file/migrations', '0001');
await draw(plain.report.comment, 'docs/comment.png', { width: 960, scale: 1.5, unfolded: /^Findings/ });

const risky = await reviewed('examples/contract-with-data-loss/migrations', '0002');
const decided = withDecisions(risky);
await draw(decided, 'docs/images/comment-light.png', {
  width: 800,
  scale: 1,
  unfolded: /^(When something|Decisions)/,
});
await draw(decided, 'docs/images/comment-dark.png', {
  width: 800,
  scale: 1,
  theme: 'dark',
  unfolded: /^(Readiness|Decisions)/,
});
await draw(decided, 'docs/images/comment-phone.png', {
  width: 390,
  scale: 1,
  unfolded: /^(When something|Readiness)/,
});
await browser.close();

async function reviewed(folder, since) {
  const { locate, mergeSettings, DEFAULT_CONFIGURATION, review, reviewRequest } = holdpoint;
  const location = await locate([folder], {
    github: null,
    base: null,
    config: null,
    git: false,
    settings: { since },
  });
  const settings = mergeSettings(DEFAULT_CONFIGURATION, { since });
  const progress = { step: () => undefined };
  return review(
    reviewRequest(settings, { ...location, rehearsal: true, server: null, cache: null, progress }),
  );
}

/** Some ticks, an override of each rule that refuses, one that expired, and a word of the decision maker. */
function withDecisions({ docket, report }) {
  const open = docket.checklist.filter(({ state }) => state === 'open');
  const at = '2026-11-23T09:14:00Z';
  const settled = open
    .slice(0, 4)
    .map(({ id, digest }, index) => ({ item: id, digest, how: 'tick', by: index < 3 ? 'ada' : 'grace', at }));
  const because = 'the loyalty service was switched off in October';
  const act = { because, revoked: null, by: 'ada', at, comment: 1 };
  const rules = new Set(
    docket.charges
      .filter(({ weighs }) => weighs === 'no-go')
      .flatMap(({ contested }) => contested.map(({ rule }) => rule)),
  );
  const overrides = [
    ...[...rules].map((rule) => ({ ...act, rule, object: null, until: '2026-11-30' })),
    { ...act, rule: 'index-build-blocks-writes', object: null, until: '2026-11-20', because: 'small table' },
  ];
  const rulings = [
    {
      phase: 'contract',
      ruling: 'no-go',
      because: 'wait for the freeze to end',
      by: 'grace',
      at,
      comment: 2,
    },
  ];
  const verdict = holdpoint.decide(docket, { settled, overrides, rulings, today: '2026-11-23' });
  return holdpoint.renderComment(report.body, verdict, 0);
}

async function draw(markdown, path, { width, scale, unfolded, theme = 'light' }) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor: scale });
  await page.setContent(holdpoint.commentPage(markdown, theme));
  await holdpoint.drawDiagrams(page, theme === 'dark' ? 'dark' : 'default');
  for (const summary of await page.locator('summary').all())
    if (unfolded.test(await summary.innerText())) await summary.click();
  await page.locator('.comment').screenshot({ path });
  await page.close();
}
