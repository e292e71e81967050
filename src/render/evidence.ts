import type { Effect } from '../model/observation.ts';
import type { Inline } from './nodes.ts';
import { name } from './nodes.ts';

/** Manuals that the documented effects cite; no other address becomes a link. */
const MANUAL =
  /^https:\/\/(?:www\.postgresql\.org|dev\.mysql\.com|mariadb\.com|www\.sqlite\.org|sqlite\.org)\/[\w./#%-]*$/;

/** Who says so, and what shows it. */
export function evidenceNodes({ witness, evidence }: Effect): Inline[] {
  if (MANUAL.test(evidence)) {
    return [
      ` ${sentenceCase(witness)}: `,
      { type: 'link', url: evidence, children: [{ type: 'text', value: 'manual' }] },
      '.',
    ];
  }
  if (evidence === '') return [` ${sentenceCase(witness)}.`];
  return [` ${sentenceCase(witness)}: `, name(evidence), '.'];
}

function sentenceCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
