import type { Element } from 'hast';
import type { Code } from 'mdast';

declare module 'mdast' {
  interface CodeData {
    /** The same drawing as pictures for a page, one for each width; made only when asked for. */
    pictures?: () => readonly Element[];
  }
}

/** A fence that GitHub draws, with the pictures that a page shows in its place. */
export function drawn(fence: Code, pictures: () => readonly Element[]): Code {
  return { ...fence, data: { pictures } };
}
