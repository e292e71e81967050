import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { renderReport } from '../../src/render/render-report.ts';
import { realisticChange } from '../render/realistic-change.ts';

export interface Comment {
  readonly name: string;
  readonly markdown: string;
}

/** The comments of all examples, and one of a made-up change with everything in it. */
export function comments(): readonly Comment[] {
  const examples = readdirSync('examples', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: `examples/${name}/comment.md` }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, markdown: readFileSync(path, 'utf8') }));
  const { plan, verdict } = realisticChange();
  return [...examples, { name: 'everything', markdown: renderReport(plan, verdict, 0).comment ?? '' }];
}
