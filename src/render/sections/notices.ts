import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Plan } from '../../model/plan.ts';
import type { Notice } from '../../model/project.ts';
import type { Section } from '../fit.ts';
import { list, paragraph, strong } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const FEW = 5;

/** Migrations that were not read, and edits of the configuration; not folded, since nobody else says them. */
export function noticesSection({ notices }: Plan): Section {
  const about = (topic: Notice['about']): Notice[] => notices.filter((notice) => notice.about === topic);
  const level = (most: number) => (): RootContent[] => [
    ...titled('Not reviewed:', about(undefined), { most, left: 'more place' }),
    ...titled('Configuration:', about('configuration'), { most, left: 'more edit' }),
  ];
  return { weight: 98, levels: notices.length === 0 ? [() => []] : [level(Infinity), level(FEW)] };
}

/** How many are shown, and what one of those that are left is called. */
interface Cut {
  readonly most: number;
  readonly left: string;
}

function titled(title: string, notices: readonly Notice[], { most, left }: Cut): RootContent[] {
  if (notices.length === 0) return [];
  const rest = notices.length > most ? [paragraph(`and ${countOf(notices.length - most, left)}`)] : [];
  const lines = notices.slice(0, most).map(({ text }): Inline[] => prose(text));
  return [paragraph(strong(title)), ...list(lines), ...rest];
}
