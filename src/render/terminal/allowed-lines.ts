import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { visibleLine } from '../visible.ts';
import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';

const MOST = 20;

/** Findings that comments in the files allow, with their reasons. */
export function allowedLines({ allowed, rehearsal }: ProjectPlan, ink: Ink): string[] {
  if (allowed.length === 0) return [];
  const folder = rehearsal.project.path;
  const lines = allowed.slice(0, MOST).flatMap(({ rule, path, line, allowed: { because } }) => {
    const place = visibleLine(`${pathWithin(folder, path)}:${line}`);
    const words = wrap(`${rule} at ${place}: ${visibleLine(because)}`, ink.width - 4);
    return words.map((text, index) => `${index === 0 ? '  - ' : '    '}${text}`);
  });
  const left = allowed.length - MOST;
  const more = left > 0 ? [ink.soft(`  and ${left} more`)] : [];
  return [ink.strong(`Allowed in the files: ${allowed.length}`), ...lines, ...more];
}
