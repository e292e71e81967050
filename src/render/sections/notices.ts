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
    ...titled('Not reviewed:', about(undefined), most),
    ...titled('Configuration:', about('configuration'), most),
  ];
  return { weight: 98, levels: notices.length === 0 ? [() => []] : [level(Infinity), level(FEW)] };
}

function titled(title: string, notices: readonly Notice[], most: number): RootContent[] {
  if (notices.length === 0) return [];
  const left = notices.length - most;
  const rest = left > 0 ? [paragraph(`and ${countOf(left, 'more folder')}`)] : [];
  const lines = notices.slice(0, most).map(({ text }): Inline[] => prose(text));
  return [paragraph(strong(title)), ...list(lines), ...rest];
}
