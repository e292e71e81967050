import { countOf } from '../../lib/count-of.ts';
import type { Plan } from '../../model/plan.ts';
import type { Section } from '../fit.ts';
import { list, paragraph, strong } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const FEW = 5;

/** Migrations that were seen and not read; not folded, since nobody reviewed them. */
export function noticesSection({ notices }: Plan): Section {
  const lines = (most: number): Inline[][] => notices.slice(0, most).map(({ text }) => prose(text));
  const rest = notices.length > FEW ? [paragraph(`and ${countOf(notices.length - FEW, 'more folder')}`)] : [];
  if (notices.length === 0) return { weight: 98, levels: [() => []] };
  const title = paragraph(strong('Not reviewed:'));
  return {
    weight: 98,
    levels: [() => [title, ...list(lines(Infinity))], () => [title, ...list(lines(FEW)), ...rest]],
  };
}
