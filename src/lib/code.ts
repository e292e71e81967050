/** A stretch of a sentence: code, or words. */
export interface Stretch {
  readonly isCode: boolean;
  readonly value: string;
}

/** As much as a line can bear of one name or one piece of SQL. */
const LONGEST = 80;

/** As much as a line can bear of what an engine or a parser answers. */
const LONGEST_ANSWER = 240;

/**
 * A name, path or piece of SQL for a sentence, between backticks: on one line, shortened with an ellipsis, in a fence
 * that is longer than any run of backticks inside. Renderers take exactly these for code, see {@link stretchesOf}.
 */
export function code(text: string, longest = LONGEST): string {
  const line = shortened(text.replace(/\s+/gu, ' ').trim(), longest);
  const value = line === '' ? '(empty)' : line;
  const runs = (value.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const gap = value.startsWith('`') || value.endsWith('`') ? ' ' : '';
  return fence + gap + value + gap + fence;
}

/** What an engine or a parser answers, in its own words. */
export function answerAsCode(text: string): string {
  return code(text, LONGEST_ANSWER);
}

/** Names as code, for lists in a sentence. */
export function codes(names: readonly string[]): string[] {
  return names.map((name) => code(name));
}

/** The sentence in stretches of words and of code; a backtick without its partner is part of the words. */
export function stretchesOf(sentence: string): Stretch[] {
  const stretches: Stretch[] = [];
  const runs = [...sentence.matchAll(/`+/g)];
  let end = 0;
  for (const [index, opening] of runs.entries()) {
    if (opening.index < end) continue;
    const closing = runs.slice(index + 1).find(([run]) => run.length === opening[0].length);
    if (closing === undefined) continue;
    const inside = sentence.slice(opening.index + opening[0].length, closing.index);
    stretches.push({ isCode: false, value: sentence.slice(end, opening.index) });
    stretches.push({ isCode: true, value: withoutGap(inside) });
    end = closing.index + closing[0].length;
  }
  stretches.push({ isCode: false, value: sentence.slice(end) });
  return stretches.filter(({ value }) => value !== '');
}

/** The sentence without the backticks around code, for a terminal, a status line or JSON. */
export function withoutCodeMarks(sentence: string): string {
  return stretchesOf(sentence)
    .map(({ value }) => value)
    .join('');
}

function withoutGap(inside: string): string {
  const gap = /^ ([^]*[^ ][^]*) $/u.exec(inside);
  return gap?.[1] ?? inside;
}

function shortened(line: string, longest: number): string {
  if (line.length <= longest) return line;
  const kept = line.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
