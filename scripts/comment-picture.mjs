/** Draws docs/comment.png, the picture in the README: an example's comment as GitHub shows it. Needs Chromium and an emoji font. */
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { bundledImport } from './bundled-import.mjs';

const { launchBrowser, commentPage } = await bundledImport(`
  export { launchBrowser } from './__tests__/browser/browser.ts';
  export { commentPage } from './__tests__/browser/comment-page.ts';
`);
const review = ['review', 'examples/wrong-down-file/migrations', '--since', '0001', '--fail-on', 'never'];
const markdown = execFileSync(process.execPath, ['dist/cli.js', ...review, '--format', 'markdown'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 960, height: 800 }, deviceScaleFactor: 1.5 });
await page.setContent(commentPage(markdown));
await page.locator('summary').first().click();
await page.locator('.comment').screenshot({ path: process.argv[2] ?? 'docs/comment.png' });
await browser.close();
