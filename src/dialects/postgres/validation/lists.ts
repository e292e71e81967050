import type { Lists } from '../../validation/presence.ts';
import { bare, bareParts, literal, qualified } from '../rows/names.ts';

/** Where PostgreSQL lists tables and columns. */
export const LISTS: Lists = {
  table: (name) => `pg_class WHERE oid = to_regclass(${literal(qualified(name))})`,
  column: (table, column) => {
    const { schema, object } = bareParts(table);
    return `information_schema.columns WHERE table_schema = ${literal(schema)} AND table_name = ${literal(object)} AND column_name = ${literal(bare(column))}`;
  },
};
