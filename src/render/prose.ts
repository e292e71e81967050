import type { PhrasingContent } from 'mdast';
import { stretchesOf } from '../lib/code.ts';
import { name, text } from './nodes.ts';
import { clip, visibleLine } from './visible.ts';

const LONGEST_SENTENCE = 700;
const LONGEST_INPUT = 4_000;

/** What GitHub would turn into a ping, a reference, an emoji, a formula or a link. */
const ALIVE = /[@$]|#\d|\bGH-\d|\b[0-9a-f]{7,}\b|:[\w+-]+:|:\/\/|\bwww\./iu;

/** A sentence: what it marks as code is code, everything else is inert text. */
export function prose(sentence: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let left = LONGEST_SENTENCE;
  for (const { isCode, value } of stretchesOf(clip(visibleLine(sentence), LONGEST_INPUT))) {
    if (left <= 0) return [...nodes, text('…')];
    const kept = clip(value, left);
    left -= kept.length;
    nodes.push(...(isCode ? [name(kept)] : inert(kept)));
  }
  return nodes;
}

/** Words; one that GitHub would act on is shown as code, since nothing else holds it back. */
function inert(words: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let plain = '';
  for (const word of words.split(/(\s+)/u)) {
    if (!ALIVE.test(word)) {
      plain += word;
      continue;
    }
    if (plain !== '') nodes.push(text(plain));
    nodes.push(name(word));
    plain = '';
  }
  return plain === '' ? nodes : [...nodes, text(plain)];
}
