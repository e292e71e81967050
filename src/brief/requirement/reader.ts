import { code } from '../../lib/code.ts';
import { usageProblem, type Problem } from '../../model/problem.ts';
import type { Form } from './forms.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Reads a line from left to right; what does not fit ends in a `Problem` that names the word. */
export class Reader {
  readonly #line: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  /** What the line is most likely meant to be. */
  form: Form | null = null;

  constructor(line: string) {
    this.#line = line;
    this.#tokens = tokensOf(line);
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** The word at hand, in small letters; empty at the end. */
  get word(): string {
    return this.#tokens[this.#next]?.text.toLowerCase() ?? '';
  }

  /** Takes the word when it is at hand. */
  takes(word: string): boolean {
    if (this.word !== word) return false;
    this.#next += 1;
    return true;
  }

  /** Takes words that must come now. */
  words(...words: readonly string[]): void {
    for (const word of words) if (!this.takes(word)) throw this.problem(code(word));
  }

  /** A name, with its schema where there is one. */
  table(): string {
    const parts = this.#path();
    if (parts.length > 2) throw this.problem('a table', -1);
    return parts.join('.');
  }

  /** `table.column`, `schema.table.column`. */
  column(): { readonly table: string; readonly column: string } {
    const parts = this.#path();
    if (parts.length < 2)
      throw this.problem(`a column with its table, such as ${code(`users.${parts[0] ?? 'email'}`)}`, -1);
    return { table: parts.slice(0, -1).join('.'), column: parts.at(-1) ?? '' };
  }

  name(): string {
    const token = this.#tokens[this.#next];
    if (token?.isName !== true) throw this.problem('a name');
    this.#next += 1;
    return token.name;
  }

  /** The rest of the line, as it is written: a type. */
  rest(what: string): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw this.problem(what);
    const text = this.#line.slice(token.start).trim();
    const strange = this.#tokens
      .slice(this.#next)
      .find(({ text: one, isName }) => !isName && !/^(?:\d+|[(),.[\]])$/.test(one));
    if (strange !== undefined) {
      this.#next = this.#tokens.indexOf(strange);
      throw this.problem(what);
    }
    this.#next = this.#tokens.length;
    return text;
  }

  end(): void {
    if (!this.isAtEnd) throw this.problem('nothing more');
  }

  /** What is wrong at the word at hand, or `back` words before it. */
  problem(wanted: string, back = 0): Problem {
    const token = this.#tokens[Math.max(0, this.#next + back)];
    const place =
      token === undefined ? 'The line ends' : `${code(token.text)} stands at character ${token.start + 1}`;
    return usageProblem(
      'requirement',
      `${place} where ${wanted} has to stand: ${code(this.#line)}.`,
      this.form === null ? 'Write it as in docs/plan.md.' : `Write: ${this.form}.`,
    );
  }

  #path(): string[] {
    const parts = [this.name()];
    while (this.takes('.')) parts.push(this.name());
    return parts;
  }
}
