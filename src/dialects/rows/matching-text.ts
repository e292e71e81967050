/** A few texts that a regular expression probably accepts; the engine has the last word. */
export function matchingText(pattern: string, number: number): string[] {
  try {
    return [0, 1, 3].map((extra) => new Reader(pattern, { number, extra }).alternatives());
  } catch (error) {
    if (error instanceof UnreadablePattern) return [];
    throw error;
  }
}

class UnreadablePattern extends Error {}

interface Taste {
  /** Chooses among characters and alternatives, so that rows differ. */
  readonly number: number;
  /** How often a part is repeated beyond what it must. */
  readonly extra: number;
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'abcdefghijklmnopqrstuvwxyz0123456789_',
  s: ' ',
  D: 'abcdefghijklmnopqrstuvwxyz',
  W: '-',
  S: 'abcdefghijklmnopqrstuvwxyz',
};
const NAMED: Readonly<Record<string, string>> = {
  alpha: 'abcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  alnum: 'abcdefghijklmnopqrstuvwxyz0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  xdigit: '0123456789abcdef',
  space: ' ',
  punct: '-',
};
const PRINTABLE = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. ';

/** Reads the pattern from left to right and writes one text that it accepts. */
class Reader {
  readonly #pattern: string;
  readonly #taste: Taste;
  #at = 0;
  /** What is left of the number; each choice uses up one digit of it, so that other numbers give other texts. */
  #rest: number;

  constructor(pattern: string, taste: Taste) {
    this.#pattern = pattern;
    this.#taste = taste;
    this.#rest = taste.number;
  }

  /** `a|b|c`: one of them. */
  alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#take('|')) texts.push(this.#sequence());
    return texts[this.#taste.number % texts.length] ?? '';
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#next())) text += this.#repeated();
    return text;
  }

  #repeated(): string {
    const start = this.#at;
    const first = this.#atom();
    const [least, most] = this.#bounds();
    const count = Math.min(most, Math.max(least, least + this.#taste.extra));
    const end = this.#at;
    let text = count === 0 ? '' : first;
    for (let index = 1; index < count; index += 1) {
      this.#at = start;
      text += this.#atom();
    }
    this.#at = end;
    return text;
  }

  #bounds(): readonly [number, number] {
    const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(this.#pattern.slice(this.#at));
    if (quantifier === null) return [1, 1];
    const [whole, least, open, most] = quantifier;
    this.#at += whole.length;
    if (whole.startsWith('*')) return [0, 8];
    if (whole.startsWith('+')) return [1, 8];
    if (whole.startsWith('?')) return [0, 1];
    const from = Number(least);
    if (open === undefined) return [from, from];
    return [from, most === undefined || most === '' ? from + 8 : Number(most)];
  }

  #atom(): string {
    const character = this.#next();
    this.#at += 1;
    if (character === '^' || character === '$') return '';
    if (character === '.') return this.#pick(PRINTABLE);
    if (character === '\\') return this.#escape();
    if (character === '[') return this.#pick(this.#set());
    if (character === '(') return this.#group();
    if ('*+?{'.includes(character)) throw new UnreadablePattern();
    return character;
  }

  #group(): string {
    const opening = /^\?[:=!]/.exec(this.#pattern.slice(this.#at))?.[0] ?? '';
    this.#at += opening.length;
    const text = this.alternatives();
    if (!this.#take(')')) throw new UnreadablePattern();
    return opening === '' || opening === '?:' ? text : '';
  }

  #escape(): string {
    const character = this.#next();
    this.#at += 1;
    const characters = CLASSES[character];
    if (characters !== undefined) return this.#pick(characters);
    if ('AZmMyY'.includes(character)) return '';
    return { n: '\n', t: '\t', r: '\r' }[character] ?? character;
  }

  /** The characters of `[…]`. */
  #set(): string {
    const negated = this.#take('^');
    let members = '';
    for (let first = true; first || this.#next() !== ']'; first = false) members += this.#member();
    this.#at += 1;
    if (!negated) return members;
    return Array.from(PRINTABLE)
      .filter((character) => !members.includes(character))
      .join('');
  }

  #member(): string {
    const named = /^\[:(\w+):\]/.exec(this.#pattern.slice(this.#at));
    if (named !== null) {
      this.#at += named[0].length;
      return NAMED[named[1] ?? ''] ?? '';
    }
    const from = this.#single();
    if (from.length > 1 || this.#next() !== '-' || this.#pattern.charAt(this.#at + 1) === ']') return from;
    this.#at += 1;
    return between(from, this.#single());
  }

  #single(): string {
    const character = this.#next();
    if (character === '') throw new UnreadablePattern();
    this.#at += 1;
    if (character !== '\\') return character;
    const escaped = this.#next();
    this.#at += 1;
    return CLASSES[escaped] ?? escaped;
  }

  #pick(characters: string): string {
    const list = Array.from(characters);
    if (list.length === 0) return '';
    const chosen = list[this.#rest % list.length] ?? '';
    this.#rest = Math.floor(this.#rest / list.length);
    return chosen;
  }

  #next(): string {
    return this.#pattern.charAt(this.#at);
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at += 1;
    return true;
  }
}

function between(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    String.fromCharCode(first + index),
  ).join('');
}
