import { withoutCodeMarks } from '../../../lib/code.ts';
import { clip, visibleLine } from '../../../lib/visible.ts';

/** Widths in parts of the letter's size, on the wide side of what the usual sans-serif fonts have. */
const WIDTHS: readonly { readonly of: RegExp; readonly width: number }[] = [
  { of: /[\p{M}]/u, width: 0 },
  { of: /[iljtfrI .,:;'|!()[\]]/u, width: 0.38 },
  { of: /[mwMW@%—…]/u, width: 0.95 },
  { of: /[\p{Lu}_&=+<>~]/u, width: 0.8 },
  { of: /[\p{Ll}\p{N}\-/"*?#$^{}\\`]/u, width: 0.65 },
];
const WIDEST = 1.6;

/** How wide a line is at most, in the unit of `size`. */
function lineWidth(text: string, size: number): number {
  const widths = Array.from(
    text,
    (character) => WIDTHS.find(({ of }) => of.test(character))?.width ?? WIDEST,
  );
  return widths.reduce((sum, width) => sum + width, 0) * size;
}

/** A sentence on at most `most` lines of `width`; longer words are broken, and what is left is marked by an ellipsis. */
export function textLines(
  sentence: string,
  { width, size, most }: { readonly width: number; readonly size: number; readonly most: number },
): string[] {
  const fits = (line: string): boolean => lineWidth(line, size) <= width;
  const words = visibleLine(withoutCodeMarks(sentence))
    .split(' ')
    .flatMap((word) => broken(word, fits));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', fits)];
}

/** The word in pieces that fit. */
function broken(word: string, fits: (line: string) => boolean): string[] {
  if (word === '' || fits(word)) return word === '' ? [] : [word];
  const pieces = [''];
  for (const character of word) {
    const longer = `${pieces.at(-1) ?? ''}${character}`;
    if (longer.length > character.length && !fits(longer)) pieces.push(character);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces;
}

function shortened(line: string, fits: (line: string) => boolean): string {
  let kept = line;
  while (kept.length > 1 && !fits(`${kept}…`)) kept = clip(kept, kept.length - 1).replace(/…$/u, '');
  return `${kept}…`;
}
