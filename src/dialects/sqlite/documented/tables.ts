import type { ChangeOf } from '../../../model/change.ts';
import { itself, own, scanned, written, type Entries, type Touch } from './entry.ts';
import type { Schema } from './schema.ts';

const ALTER = 'lang_altertable';

/** From this minor version on, rows that are there are held to what a new column asks. https://www.sqlite.org/releaselog/3_37_0.html */
const CHECKS_NEW_COLUMNS = 37;

/** Changes of tables and of what belongs to them. */
export const TABLES = {
  // The text of the schema is written, and that of what names the table.
  rename: itself(`${ALTER}#altertabrename`),
  'rename-column': itself(`${ALTER}#altertabmvcol`),
  'add-column': { page: `${ALTER}#altertabaddcol`, touches: addColumn },
  'drop-column': { page: `${ALTER}#altertabdropcol`, touches: dropColumn },
  'set-not-null': itself(ALTER, 'scan'),
  'drop-not-null': itself(ALTER),
  'add-constraint': { page: ALTER, touches: addConstraint },
  'drop-constraint': itself(ALTER),
  'create-table-as': {
    page: 'lang_createtable',
    touches: ({ object, reads = [] }, schema) => scanned(reads, schema, !object.startsWith('temp.')),
  },
  'create-index': { page: 'lang_createindex', touches: createIndex },
  'drop-index': {
    page: 'lang_dropindex',
    touches: ({ object }, schema) => written([schema.tableOf('index', object) ?? []].flat(), 'metadata'),
  },
  'create-trigger': itself('lang_createtrigger'),
  drop: { page: ({ of }) => `lang_drop${of}`, touches: drop },
} satisfies Entries;

/** Rows keep their form: what they lack at their end is the default. Only a value that is computed is looked at. */
function addColumn(change: ChangeOf<'add-column'>, { version }: Schema): readonly Touch[] {
  const isComputed = change.fill === 'on-read' || change.fill === 'per-row';
  const isChecked = isComputed && change.notNull && version >= CHECKS_NEW_COLUMNS;
  return own(change, isChecked ? 'scan' : 'metadata');
}

/** Every row is written without it; a virtual column is in none. */
function dropColumn(change: ChangeOf<'drop-column'>, schema: Schema): readonly Touch[] {
  const isStored = schema.generated(change.relation ?? '', change.column) !== 'virtual';
  return own(change, isStored ? 'rewrite' : 'metadata');
}

/** A check goes through the rows; a foreign key of a new column only says something of rows to come. */
function addConstraint(change: ChangeOf<'add-constraint'>, { version }: Schema): readonly Touch[] {
  const isChecked = change.type === 'check' && version >= CHECKS_NEW_COLUMNS;
  return own(change, isChecked ? 'scan' : 'metadata');
}

function createIndex(change: ChangeOf<'create-index'>, schema: Schema): readonly Touch[] {
  const isThere =
    change.ifNotExists === true && change.index !== null && schema.tableOf('index', change.index) !== null;
  return isThere ? [] : own(change, 'index-build');
}

/** Pages are handed back without a look at what they hold. */
function drop(change: ChangeOf<'drop'>, schema: Schema): readonly Touch[] {
  if (change.of !== 'trigger') return own(change, 'metadata');
  return own({ relation: schema.tableOf('trigger', change.object) }, 'metadata');
}
