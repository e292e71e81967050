import { afterClosing, nameIn, textOf, type Token } from './tokens.ts';

/** Goes through tokens from left to right. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** The keyword that stands here; empty for anything else. */
  get keyword(): string {
    return this.#tokens[this.#at]?.keyword ?? '';
  }

  /** Goes past these keywords when they stand here one after the other. */
  take(...keywords: readonly string[]): boolean {
    const isHere = keywords.every((keyword, at) => this.#tokens[this.#at + at]?.keyword === keyword);
    if (isHere) this.#at += keywords.length;
    return isHere;
  }

  /** Goes past one token, and all that stands in parentheses that it opens. */
  skip(): void {
    this.#at = this.#isOpen ? afterClosing(this.#tokens, this.#at) : this.#at + 1;
  }

  /** The name that stands here. */
  name(): string {
    const token = this.#tokens[this.#at++];
    return token === undefined ? '' : nameIn(token);
  }

  /** What stands in the parentheses that open here; empty when none do. */
  inside(): readonly Token[] {
    if (!this.#isOpen) return [];
    const start = this.#at + 1;
    this.#at = afterClosing(this.#tokens, this.#at);
    return this.#tokens.slice(start, this.#at - 1);
  }

  /** The text in the parentheses that open here. */
  insideText(): string {
    return textOf(this.inside());
  }

  /** Everything from here on. */
  rest(): readonly Token[] {
    return this.#tokens.slice(this.#at);
  }

  get #isOpen(): boolean {
    return this.#tokens[this.#at]?.text === '(';
  }
}
