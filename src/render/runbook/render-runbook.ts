import type { Runbook } from '../../model/runbook.ts';
import { runbookHtml } from './runbook-html.ts';
import { runbookJson } from './runbook-json.ts';
import { runbookMarkdown } from './runbook-markdown.ts';
import { runbookText, type Look } from './runbook-text.ts';

export type RunbookFormat = 'markdown' | 'html' | 'json' | 'text';

const USUAL_LOOK: Look = { color: false, width: 100 };

/**
 * The runbook whole, in one of its forms; the same runbook gives the same bytes. Ends with a line break. `look` is for
 * `text` alone. What goes into an issue or a comment is made by `runbookComment`.
 */
export function renderRunbook(runbook: Runbook, format: RunbookFormat, look = USUAL_LOOK): string {
  switch (format) {
    case 'markdown':
      return runbookMarkdown(runbook);
    case 'html':
      return runbookHtml(runbook);
    case 'json':
      return runbookJson(runbook);
    case 'text':
      return runbookText(runbook, look);
  }
}
