import type { Runbook } from '../../model/runbook.ts';

export type RunbookFormat = 'markdown' | 'html' | 'json' | 'text';

/** The runbook whole, in one of its forms; ends with a line break. */
export function renderRunbook(runbook: Runbook, format: RunbookFormat): string {
  return `${JSON.stringify(runbook, null, format === 'json' ? 2 : 1)}\n`;
}
