import type { ServerFeature } from '../../../model/server-feature.ts';

/** Something of the grammar that not every SQLite has. */
export type SyntaxFeature = Pick<ServerFeature, 'name' | 'since' | 'instead'>;

const REBUILD =
  'Build the table anew: create it under another name, copy the rows, drop the old one, rename the new one.';

/** By the ids under which the parser notes them. `since` is the minor version: 35 for 3.35. https://www.sqlite.org/changes.html */
export const SYNTAX = {
  upsert: {
    name: '`INSERT … ON CONFLICT`',
    since: 24,
    instead: 'Use `INSERT OR IGNORE` followed by `UPDATE`.',
  },
  'rename-column': { name: '`RENAME COLUMN`', since: 25, instead: REBUILD },
  'window-functions': {
    name: 'A window function',
    since: 25,
    instead: 'Use a subquery that counts or sums the rows before.',
  },
  'vacuum-into': {
    name: '`VACUUM INTO`',
    since: 27,
    instead: 'Use the `.backup` of the command-line client.',
  },
  'aggregate-filter': {
    name: '`FILTER` behind an aggregate function',
    since: 30,
    instead: 'Put a `CASE` inside the function.',
  },
  'nulls-first': {
    name: '`NULLS FIRST` and `NULLS LAST`',
    since: 30,
    instead: 'Sort by `column IS NULL` first.',
  },
  'generated-columns': {
    name: 'A generated column',
    since: 31,
    instead: 'Use a view, or an ordinary column that triggers keep.',
  },
  'update-from': {
    name: '`UPDATE … FROM`',
    since: 33,
    instead: 'Use a subquery for each value, with `WHERE EXISTS`.',
  },
  'drop-column': { name: '`DROP COLUMN`', since: 35, instead: REBUILD },
  returning: { name: '`RETURNING`', since: 35, instead: 'Read the rows with a query afterwards.' },
  'materialized-hint': {
    name: '`MATERIALIZED` behind `WITH`',
    since: 35,
    instead: 'Leave the hint out.',
  },
  'upsert-without-target': {
    name: '`ON CONFLICT DO UPDATE` without columns, or several `ON CONFLICT`',
    since: 35,
    instead: 'Write one `ON CONFLICT` with the columns of the constraint.',
  },
  'strict-tables': { name: 'A `STRICT` table', since: 37, instead: 'Use `CHECK (typeof(column) = …)`.' },
  'json-arrows': {
    name: 'The operators `->` and `->>`',
    since: 38,
    instead: 'Use `json_extract`.',
  },
  'outer-joins': {
    name: '`RIGHT JOIN` and `FULL JOIN`',
    since: 39,
    instead: 'Use `LEFT JOIN` with the tables the other way round, and `UNION ALL`.',
  },
  'distinct-from': {
    name: '`IS [NOT] DISTINCT FROM`',
    since: 39,
    instead: 'Use `IS NOT` and `IS`, which are the same.',
  },
  'aggregate-order': {
    name: '`ORDER BY` inside of an aggregate function',
    since: 44,
    instead: 'Aggregate over a subquery that sorts.',
  },
  'digit-separators': { name: 'A number with underscores', since: 46, instead: 'Write it without them.' },
  'raise-expression': {
    name: '`RAISE` with a message that is computed',
    since: 47,
    instead: 'Give a constant message.',
  },
  'alter-constraints': {
    name: 'Adding or dropping `CHECK` and `NOT NULL` by `ALTER TABLE`',
    since: 53,
    instead: REBUILD,
  },
} satisfies Readonly<Record<string, SyntaxFeature>>;

export type SyntaxId = keyof typeof SYNTAX;
