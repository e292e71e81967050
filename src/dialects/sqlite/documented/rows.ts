import type { ChangeOf } from '../../../model/change.ts';
import { own, scanned, type Entries, type Touch } from './entry.ts';
import type { Schema } from './schema.ts';

/** Statements that read or write rows. What triggers and foreign keys do beyond is left to the engine. */
export const ROWS = {
  'insert-rows': { page: 'lang_insert', touches: writes },
  'update-rows': { page: 'lang_update', touches: writes },
  'delete-rows': { page: 'lang_delete', touches: writes },
  query: { page: ({ object }) => CHECKS[object]?.page ?? 'lang_select', touches: reads },
} satisfies Entries;

function writes(
  change: ChangeOf<'insert-rows' | 'update-rows' | 'delete-rows'>,
  schema: Schema,
): readonly Touch[] {
  const { bounded, reads: sources = [] } = change;
  if (bounded === 'literal') return own(change, 'metadata');
  return [...own(change, 'rows'), ...scanned(sources, schema, true)];
}

/** Pragmas that go through tables without naming one. */
const CHECKS: Readonly<
  Record<string, { readonly page: string; readonly tables: (schema: Schema) => string[] }>
> = {
  'pragma foreign_key_check': {
    page: 'pragma#pragma_foreign_key_check',
    tables: (schema) => schema.tablesWithForeignKeys(),
  },
  'pragma integrity_check': { page: 'pragma#pragma_integrity_check', tables: (schema) => schema.tables() },
  'pragma quick_check': { page: 'pragma#pragma_quick_check', tables: (schema) => schema.tables() },
};

function reads(change: ChangeOf<'query'>, schema: Schema): readonly Touch[] {
  const { object, relation, reads: sources = [] } = change;
  const check = CHECKS[object];
  const named = relation === null ? sources : [relation, ...sources];
  return scanned(check?.tables(schema) ?? named, schema, false);
}
