import type { ChangeOf } from '../../../model/change.ts';
import { written, type Entries, type Touch } from './entry.ts';
import type { Schema } from './schema.ts';

/** Changes of no table that go through all of it. */
export const MAINTENANCE = {
  reindex: { page: 'lang_reindex', touches: reindex },
  analyze: {
    page: 'lang_analyze',
    touches: ({ relation }, schema) => written(relation === null ? schema.tables() : [relation], 'scan'),
  },
  // The whole file is written anew.
  'vacuum-full': { page: 'lang_vacuum', touches: (_, schema) => written(schema.tables(), 'rewrite') },
} satisfies Entries;

/** Of an index, of a table, or of all; a collation's name is taken for that of an index or table first. */
function reindex({ object, of }: ChangeOf<'reindex'>, schema: Schema): readonly Touch[] {
  if (of === 'database') return written(schema.indexedTables(), 'index-build');
  const table = schema.tableOf('index', object) ?? schema.relation(object)?.name;
  // A collation can be that of any index.
  return written(table === undefined ? schema.indexedTables() : [table], 'index-build');
}
