import type { Page } from 'playwright-core';

/** Mermaid as GitHub runs it: strict, and never inside of the page before it is asked. */
const MERMAID = 'node_modules/mermaid/dist/mermaid.min.js';

export interface Drawn {
  /** The fence as it stands in the comment. */
  readonly source: string;
  /** What Mermaid complains of; null when it drew. */
  readonly error: string | null;
  /** Texts of nodes, frames and arrows, in drawing order. */
  readonly labels: readonly string[];
  /** Elements that a label may not bring along. */
  readonly intruders: number;
}

/** Draws every Mermaid fence of the page in its place, folded or not, and tells what came out. */
export async function drawDiagrams(
  page: Page,
  theme: 'default' | 'dark' = 'default',
): Promise<readonly Drawn[]> {
  await page.addScriptTag({ path: MERMAID });
  const drawn: unknown = await page.evaluate(`(async () => {
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${theme}' });
    const fences = [...document.querySelectorAll('pre > code.language-mermaid')];
    const results = [];
    for (const [index, fence] of fences.entries()) {
      const source = fence.textContent ?? '';
      try {
        const { svg } = await mermaid.render('diagram' + index, source);
        const place = document.createElement('div');
        place.className = 'diagram';
        place.innerHTML = svg;
        fence.parentElement.replaceWith(place);
        const texts = [...place.querySelectorAll('.nodeLabel, .edgeLabel')].map((element) => element.textContent ?? '');
        const intruders = place.querySelectorAll('script, img, a, i, iframe, foreignObject h1, foreignObject li, foreignObject code').length;
        results.push({ source, error: null, labels: texts.filter((text) => text !== ''), intruders });
      } catch (error) {
        results.push({ source, error: String(error), labels: [], intruders: 0 });
      }
    }
    return results;
  })()`);
  return drawn as readonly Drawn[];
}
