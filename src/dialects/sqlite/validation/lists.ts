import type { Lists } from '../../validation/presence.ts';
import { bare, literal } from '../rows/names.ts';

/** Where SQLite lists tables and columns. */
export const LISTS: Lists = {
  table: (name) => `main.sqlite_schema WHERE type = 'table' AND name = ${literal(bare(name))}`,
  column: (table, column) =>
    `pragma_table_xinfo(${literal(bare(table))}) WHERE name = ${literal(bare(column))}`,
};
