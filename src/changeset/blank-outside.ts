/** A stretch of text, in characters; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The text with everything outside of the stretches blanked out: as many spaces as there were UTF-8 bytes, line
 * breaks kept, so that byte offsets and lines stay those of the file.
 *
 * @param kept in order, not overlapping.
 */
export function blankOutside(text: string, kept: readonly Stretch[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of kept) {
    pieces.push(blank(text.slice(at, start)), text.slice(start, end));
    at = end;
  }
  pieces.push(blank(text.slice(at)));
  return pieces.join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, (run) => ' '.repeat(Buffer.byteLength(run)));
}
