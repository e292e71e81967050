import { findObject } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
import { quoteIdentifier } from '../quote.ts';
import { each } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import { text, type Schema } from './schema.ts';

const ALTER = 'sql-altertable';

/** Where and how rows are stored. What is stored so already stays where it is, under the same lock. */
export const STORAGE = {
  'set-access-method': { page: ALTER, touches: setAccessMethod },
  'set-tablespace': { page: ALTER, touches: setTablespace },
} satisfies Partial<Entries>;

/** `default_table_access_method`, https://www.postgresql.org/docs/18/runtime-config-client.html */
const USUAL_METHOD = 'heap';

/** Where a database is made unless something else is said. https://www.postgresql.org/docs/18/manage-ag-tablespaces.html */
const USUAL_TABLESPACE = 'pg_default';

function setAccessMethod(
  { relation, method }: ChangeOf<'set-access-method'>,
  schema: Schema,
): readonly Touch[] {
  if (relation === null) return [];
  const now = text(factsOf(relation, schema)['accessMethod']) ?? USUAL_METHOD;
  const isSame = quoteIdentifier(now) === (method ?? USUAL_METHOD);
  return each([relation], 'AccessExclusiveLock', isSame ? 'metadata' : 'rewrite');
}

/** The files are copied; those of a table's indexes stay. */
function setTablespace(
  { relation, object, tablespace }: ChangeOf<'set-tablespace'>,
  schema: Schema,
): readonly Touch[] {
  const table = relation ?? schema.tableOfIndex(object);
  if (table === null) return [];
  const now = text(factsOf(object, schema)['tablespace']) ?? USUAL_TABLESPACE;
  const isSame = quoteIdentifier(now) === tablespace;
  return each([table], 'AccessExclusiveLock', isSame ? 'metadata' : 'rewrite');
}

function factsOf(name: string, { catalog }: Schema): Readonly<Record<string, unknown>> {
  const kinds = ['table', 'materialized-view', 'index'] as const;
  return kinds.map((kind) => findObject(catalog, kind, name)).find((found) => found !== null)?.facts ?? {};
}
