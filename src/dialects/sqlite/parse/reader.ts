import { unquoted } from '../../lexer/quoted.ts';
import type { Expression, Query } from './facts.ts';
import { isColumnWord, isIdentifier } from './grammar-tokens.ts';
import type { GrammarToken } from './grammar-tokens.ts';
import type { QualifiedName } from './names.ts';
import type { SyntaxId } from '../versions/syntax.ts';
import { LOWEST } from './precedence.ts';
import { SyntaxFault } from './syntax-fault.ts';

/** SQLite itself stops between 900 and 2,500 levels, depending on what is nested. */
const MOST_LEVELS = 400;
const MOST_OF_TOKEN = 40;

/** The parts of the grammar that hold one another. */
export interface Grammar {
  expression(reader: Reader, floor: number, until: string): Expression;
  query(reader: Reader): Query;
}

/** Goes through the tokens of one statement, and notes the tables and functions that it comes by. */
export class Reader {
  readonly text: string;
  /** Tables that are read, in the order of the text. */
  readonly tables: QualifiedName[] = [];
  /** Functions that are called, in the order of the text. */
  readonly calls: string[] = [];
  /** What was come by that not every SQLite has. */
  readonly uses = new Set<SyntaxId>();
  readonly #tokens: readonly GrammarToken[];
  readonly #grammar: Grammar;
  #at = 0;
  #levels = 0;

  constructor(text: string, tokens: readonly GrammarToken[], grammar: Grammar) {
    this.text = text;
    this.#tokens = tokens;
    this.#grammar = grammar;
  }

  get token(): GrammarToken {
    return this.peek(0);
  }

  /** The token so many places ahead; behind the last one, the last one. */
  peek(places: number): GrammarToken {
    const token = this.#tokens[Math.min(this.#at + places, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('A statement has an end.');
    return token;
  }

  /** Where the token before this one ended. */
  get end(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** The text of a token as it is written. */
  textOf({ start, end }: GrammarToken): string {
    return this.text.slice(start, end);
  }

  /** True when one of these keywords or operators comes next. */
  isAt(...symbols: readonly string[]): boolean {
    return this.token.symbol !== '' && symbols.includes(this.token.symbol);
  }

  /** Steps over the next token and gives it. */
  next(): GrammarToken {
    const { token } = this;
    this.#at += 1;
    return token;
  }

  /** Steps over one of these keywords or operators, if it comes next. */
  accept(...symbols: readonly string[]): boolean {
    if (!this.isAt(...symbols)) return false;
    this.#at += 1;
    return true;
  }

  /** Steps over all of these, in this order. */
  expect(...symbols: readonly string[]): void {
    for (const symbol of symbols) if (!this.accept(symbol)) this.fail();
  }

  /** Steps over one of these, and gives it. */
  expectOne(...symbols: readonly string[]): string {
    return this.isAt(...symbols) ? this.next().symbol : this.fail();
  }

  /** Any name, which may be a string: `nm` of the grammar. */
  name(): string {
    return this.isName() ? this.spelling() : this.fail();
  }

  isName(): boolean {
    return isColumnWord(this.token) || this.isString();
  }

  isString(): boolean {
    return this.token.kind === 'string' && this.token.defect === undefined;
  }

  /** True for a name that is no keyword of joins: `ids` of the grammar. */
  isPlainName(): boolean {
    return isIdentifier(this.token) || this.isString();
  }

  /** The next token as a name, without its quotes. */
  spelling(): string {
    const token = this.next();
    const text = this.textOf(token);
    return token.kind === 'word' ? text : unquoted(text);
  }

  /** `name` or `schema.name`. */
  qualifiedName(): QualifiedName {
    const first = this.name();
    return this.accept('.') ? { schema: first, name: this.name() } : { schema: null, name: first };
  }

  /** `(…)` around what `read` reads. */
  inParentheses<Read>(read: () => Read): Read {
    this.expect('(');
    const inside = read();
    this.expect(')');
    return inside;
  }

  /** One or more of what `read` reads, with commas between. */
  list<Read>(read: () => Read): Read[] {
    const all = [read()];
    while (this.accept(',')) all.push(read());
    return all;
  }

  /** An expression; see `readExpression`. */
  expression(floor = LOWEST, until = ''): Expression {
    return this.nested(() => this.#grammar.expression(this, floor, until));
  }

  /** A query with what stands in front of it (`WITH`). */
  query(): Query {
    return this.nested(() => this.#grammar.query(this));
  }

  /** True where a query begins. */
  isAtQuery(): boolean {
    return this.isAt('SELECT', 'VALUES', 'WITH');
  }

  /** Reads something that may hold its own kind, only so deep. */
  nested<Read>(read: () => Read): Read {
    this.#levels += 1;
    if (this.#levels > MOST_LEVELS) throw new SyntaxFault('nested too deeply to be read', this.token);
    const inside = read();
    this.#levels -= 1;
    return inside;
  }

  /** Throws what SQLite says of the next token. */
  fail(reason = this.#reason(), at = this.token): never {
    throw new SyntaxFault(reason, at);
  }

  #reason(): string {
    const { token } = this;
    if (token.kind === 'end') return 'incomplete input';
    const text = this.textOf(token);
    const shown = text.length > MOST_OF_TOKEN ? `${text.slice(0, MOST_OF_TOKEN)}…` : text;
    if (token.defect === undefined) return `near "${shown}": syntax error`;
    const why = token.defect === 'never closed' ? ', whose quote is never closed' : '';
    return `unrecognized token: "${shown}"${why}`;
  }
}
