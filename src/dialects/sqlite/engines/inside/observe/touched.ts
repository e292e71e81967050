import { ACTION, type Action } from '../gate.ts';
import { lower, type Schema } from '../schema.ts';

/** Actions whose first text is the relation. */
const NAMES_FIRST: ReadonlySet<number> = new Set([
  ACTION.analyze,
  ACTION.delete,
  ACTION.dropTable,
  ACTION.dropView,
  ACTION.dropVirtualTable,
  ACTION.insert,
  ACTION.update,
]);
/** Actions whose second text is the table. */
const NAMES_SECOND: ReadonlySet<number> = new Set([
  ACTION.alterTable,
  ACTION.createIndex,
  ACTION.createTrigger,
  ACTION.dropIndex,
  ACTION.dropTrigger,
]);
/** Pragmas that SQLite runs inside of another statement to look at every row of a table. */
const CHECKS: ReadonlySet<string> = new Set(['foreign_key_check', 'integrity_check', 'quick_check']);

/** The relation that an action is about, in lower case; null when it is about none of the main database. */
export function relationOf({ code, first, second, schema }: Action, before: Schema): string | null {
  if (code === ACTION.alterTable) return first === 'main' ? lower(second) : null;
  if (schema !== null && schema !== 'main') return null;
  if (NAMES_FIRST.has(code)) return lower(first);
  if (NAMES_SECOND.has(code)) return lower(second);
  if (code === ACTION.reindex) return before.tablesOf.get(lower(first)) ?? null;
  return null;
}

/** Tables that a check goes through, and the check. */
export function checkedTables(actions: readonly Action[]): ReadonlyMap<string, string> {
  return new Map(
    actions.flatMap(({ code, first, second }) =>
      code === ACTION.pragma && second !== null && CHECKS.has(lower(first))
        ? [[lower(second), `PRAGMA ${lower(first)}`] as const]
        : [],
    ),
  );
}

/** True when the table is changed by `ALTER TABLE`. */
export function isAltered(table: string, actions: readonly Action[]): boolean {
  return actions.some(({ code, second }) => code === ACTION.alterTable && lower(second) === table);
}

/** The index that the statement makes on a table; null when it makes none. */
export function indexMadeOn(table: string, actions: readonly Action[]): string | null {
  const made = actions.find(({ code, second }) => code === ACTION.createIndex && lower(second) === table);
  return made?.first ?? null;
}
