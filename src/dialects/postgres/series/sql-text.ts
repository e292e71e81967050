import { nextToken } from '../parse/lexer.ts';
import { asCatalogName } from './expression.ts';

/** `SET column = expression` of an `UPDATE`, and what follows. */
export interface Assignment {
  readonly column: string;
  readonly expression: string;
}

/** What an `UPDATE` says, as text. */
export interface UpdateText {
  /** Names by which its expressions may call the table. */
  readonly owners: ReadonlySet<string>;
  readonly assignments: readonly Assignment[];
  /** `FROM` list without the word; null without one. */
  readonly from: string | null;
  /** Condition without the word; null without one. */
  readonly where: string | null;
}

/** A clause of a statement, and the word before it. */
export interface Piece {
  readonly word: string;
  readonly text: string;
}

const CLAUSES: ReadonlySet<string> = new Set(['set', 'from', 'where', 'returning']);

/** Takes `UPDATE t SET a = …, b = … FROM … WHERE …` apart; null when it is written in another way. */
export function readUpdate(sql: string): UpdateText | null {
  const pieces = clausesOf(sql, CLAUSES);
  const clause = (word: string): string | null =>
    pieces.find((one) => one.word === word)?.text.trim() ?? null;
  const head = /^\s*update\s+(?:only\s+)?([^]*)$/i.exec(pieces[0]?.text ?? '')?.[1]?.trim();
  const set = clause('set');
  if (head === undefined || set === null) return null;
  const assignments = atTopLevel(set, ',').map(readAssignment);
  const known = assignments.filter((one) => one !== null);
  if (known.length < assignments.length) return null;
  const [name = '', ...alias] = head.split(/\s+/);
  const called = [name.split('.').at(-1) ?? name, alias.at(-1) ?? name].map(asCatalogName);
  return { owners: new Set(called), assignments: known, from: clause('from'), where: clause('where') };
}

function readAssignment(text: string): Assignment | null {
  const [, column, expression] =
    /^\s*("[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*)\s*=\s*([^]*\S)\s*$/.exec(text) ?? [];
  if (column === undefined || expression === undefined) return null;
  return { column: asCatalogName(column), expression };
}

/** The statement cut before each of the words that stands outside of parentheses. */
export function clausesOf(sql: string, words: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let [word, from, depth] = ['', 0, 0];
  const end = sql.trimEnd().replace(/;$/, '').length;
  for (let token = nextToken(sql, 0); token.kind !== 'end' && token.start < end;) {
    const text = sql.slice(token.start, token.end).toLowerCase();
    depth += depthOf(token.kind);
    if (depth === 0 && token.kind === 'word' && words.has(text)) {
      pieces.push({ word, text: sql.slice(from, token.start) });
      [word, from] = [text, token.end];
    }
    token = nextToken(sql, token.end);
  }
  pieces.push({ word, text: sql.slice(from, end) });
  return pieces;
}

/** The text cut at a mark that stands outside of parentheses. */
export function atTopLevel(text: string, mark: string): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let token = nextToken(text, 0); token.kind !== 'end'; token = nextToken(text, token.end)) {
    depth += depthOf(token.kind);
    if (depth > 0 || text.slice(token.start, token.end) !== mark) continue;
    parts.push(text.slice(from, token.start));
    from = token.end;
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

function depthOf(kind: string): number {
  if (kind === 'open') return 1;
  return kind === 'close' ? -1 : 0;
}

/** The expression after `USING` in the sub-command of an `ALTER TABLE` that sets the column's type; null without one. */
export function usingExpression(sql: string, column: string): string | null {
  for (const command of atTopLevel(sql.trimEnd().replace(/;$/, ''), ',')) {
    const pieces = clausesOf(command, new Set(['using']));
    const [, name = ''] =
      /\balter\s+(?:column\s+)?("[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*)\s+(?:set\s+data\s+)?type\b/i.exec(
        pieces[0]?.text ?? '',
      ) ?? [];
    if (name === '' || asCatalogName(name) !== column) continue;
    return pieces[1]?.text.trim() ?? null;
  }
  return null;
}
