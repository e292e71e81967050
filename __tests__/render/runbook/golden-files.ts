import { renderRunbook } from '../../../src/render/runbook/render-runbook.ts';
import { runbookComment } from '../../../src/render/runbook/runbook-markdown.ts';
import { RUNBOOKS } from './runbooks.ts';

export interface GoldenFile {
  readonly path: string;
  readonly text: string;
}

const FOLDER = '__tests__/render/runbook/golden';

/** Every golden runbook in every form, as it is made now. */
export function goldenFiles(): GoldenFile[] {
  return RUNBOOKS.flatMap(({ name, runbook }) => [
    { path: `${FOLDER}/${name}.md`, text: renderRunbook(runbook, 'markdown') },
    { path: `${FOLDER}/${name}.comment.md`, text: runbookComment(runbook) },
    { path: `${FOLDER}/${name}.html`, text: renderRunbook(runbook, 'html') },
    { path: `${FOLDER}/${name}.json`, text: renderRunbook(runbook, 'json') },
    { path: `${FOLDER}/${name}.txt`, text: renderRunbook(runbook, 'text') },
  ]);
}
