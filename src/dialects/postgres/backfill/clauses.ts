import { endOf, outerWords, type OuterWord } from './outer-words.ts';

/** A statement cut where rows are picked: what comes before, the condition, what comes after. `RETURNING` is left out. */
export interface Clauses {
  readonly head: string;
  /** Null when every row is meant. */
  readonly condition: string | null;
  readonly tail: string;
}

/**
 * Cuts a statement whose main verb is given. Parentheses and names are told apart by the server's lexical rules. Null
 * when its query stands in parentheses.
 */
export function clausesOf(sql: string, verb: 'update' | 'delete' | 'insert'): Clauses | null {
  const words = outerWords(sql);
  const first = words.findIndex(({ word }) => word === verb);
  const from = verb === 'insert' ? words.findIndex(({ word }, at) => at > first && word === 'select') : first;
  if (from < 0) return null;
  const rest = words.slice(from);
  const end = rest.find(({ word }) => word === 'returning')?.start ?? endOf(sql);
  const after = rest.find((word, at) => endsCondition(word, rest[at + 1]))?.start ?? end;
  const where = rest.find(({ word, start }) => word === 'where' && start < after);
  const tail = sql.slice(after, end).trim();
  if (where === undefined) return { head: sql.slice(0, after).trimEnd(), condition: null, tail };
  return {
    head: sql.slice(0, where.start).trimEnd(),
    condition: sql.slice(where.end, after).trim(),
    tail,
  };
}

/** `ORDER BY`, `ON CONFLICT`, `RETURNING`. A join's `ON` is none. */
function endsCondition({ word }: OuterWord, next: OuterWord | undefined): boolean {
  if (word === 'returning' || word === 'order') return true;
  return word === 'on' && next?.word === 'conflict';
}

/** The statement with one more condition. Line breaks keep a comment at the end of a clause from swallowing what follows. */
export function narrowed({ head, condition, tail }: Clauses, by: string): string {
  const where = condition === null ? `WHERE ${by}` : `WHERE (${condition}\n) AND ${by}`;
  return [head, where, tail].filter((part) => part !== '').join('\n');
}

/** The query of an `INSERT … SELECT`, without its order. */
export function insertedQuery({ head, condition }: Clauses): string {
  const start = outerWords(head).find(({ word }) => word === 'select' || word === 'with')?.start ?? 0;
  const where = condition === null ? '' : `\nWHERE ${condition}`;
  return `${head.slice(start)}${where}`;
}
