import type { RootContent } from 'mdast';
import { heading } from '../nodes.ts';
import { prose } from '../prose.ts';

/** A heading over what there is; nothing over nothing. */
export function under(title: string, nodes: readonly RootContent[]): RootContent[] {
  return nodes.length === 0 ? [] : [heading(3, ...prose(title)), ...nodes];
}
