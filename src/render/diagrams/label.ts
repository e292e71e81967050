import { withoutCodeMarks } from '../../lib/code.ts';
import { clip, visibleLine } from '../../lib/visible.ts';

const LONGEST_LABEL = 150;

/** All but letters, digits and harmless marks by number: nothing in a label is Markdown, HTML, an icon or the end of it. */
export function labelOf(label: string, longest = LONGEST_LABEL): string {
  const text = clip(visibleLine(withoutCodeMarks(label)), longest) || '(empty)';
  return text.replace(/[^\p{L}\p{N} .,()/=?…']/gu, (character) => `#${String(character.codePointAt(0))};`);
}
