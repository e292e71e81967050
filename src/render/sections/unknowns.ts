import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { Unknown } from '../../model/rehearsal.ts';
import type { Section } from '../fit.ts';
import { details, list, name, strong } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const FEW = 20;

/** What nobody could find out; then the first of them; then their number. */
export function unknownsSection({ unknowns }: ProjectPlan): Section {
  const level = (most: number) => () => details(`Unknown: ${unknowns.length}`, unknownList(unknowns, most));
  return { weight: 80, levels: [level(Infinity), level(FEW), level(1)] };
}

function unknownList(unknowns: readonly Unknown[], most: number): RootContent[] {
  const lines = unknowns.slice(0, most).map((unknown) => lineOf(unknown));
  const left = unknowns.length - lines.length;
  return list(left === 0 ? lines : [...lines, [`${countOf(left, 'more unknown')} in the full report`]]);
}

function lineOf({ what, because, path, line }: Unknown): Inline[] {
  const place: Inline[] = path === null ? [] : [' · ', name(line === null ? path : `${path}:${line}`)];
  return [strong(...prose(what)), ': ', ...prose(because), ...place];
}
