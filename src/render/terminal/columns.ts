import { clip } from '../visible.ts';

/** East Asian wide characters and emoji take two columns of a terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/gu;
const NO_WIDTH = /\p{M}/gu;

/** How many columns of a terminal the text takes. */
export function widthOf(text: string): number {
  return Array.from(text.replace(NO_WIDTH, '')).length + (text.match(WIDE)?.length ?? 0);
}

/** The text filled up with spaces to `width` columns, cut when it is longer. */
export function padTo(text: string, width: number): string {
  const fitting = fitTo(text, width);
  return fitting + ' '.repeat(Math.max(0, width - widthOf(fitting)));
}

/** Words on lines of at most `width` columns; a longer word gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function fitTo(text: string, width: number): string {
  let length = width;
  let fitting = clip(text, length);
  while (widthOf(fitting) > width && length > 1) {
    length -= 1;
    fitting = clip(text, length);
  }
  return fitting;
}
