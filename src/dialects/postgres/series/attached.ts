import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { localName } from '../inverse/sql-names.ts';
import { columnsMentioned, withColumns } from './expression.ts';
import { inSchemaOf, joined } from './names.ts';

/** An index or constraint that a column carries, or another table's key to it. */
export interface Attached {
  readonly object: CatalogObject;
  /** Its bare name while the one that it stands for is still there. */
  readonly temporary: string;
  readonly name: string;
}

/** Indexes, constraints and references of a table that concern one of the columns. */
export interface Attachments {
  /** Indexes that no constraint owns. */
  readonly indexes: readonly Attached[];
  /** Primary keys and unique constraints. */
  readonly keys: readonly Attached[];
  /** Checks and foreign keys of the table itself. */
  readonly rules: readonly Attached[];
  /** Foreign keys of other tables, or of this one, to the columns. */
  readonly references: readonly Attached[];
}

/** What the columns carry at a moment. */
export function attachmentsOf(catalog: Catalog, table: string, columns: readonly string[]): Attachments {
  const own = objectsOf(catalog, 'constraint', table).filter((one) => concerns(one, columns));
  const type = (one: CatalogObject): string => textFact(one, 'type') ?? '';
  const referring = objectsOf(catalog, 'constraint').filter(
    (one) =>
      textFact(one, 'references') === table &&
      listFact(one, 'referencedColumns').some((column) => columns.includes(column)),
  );
  return {
    indexes: objectsOf(catalog, 'index', table)
      .filter((index) => textFact(index, 'constraint') === null)
      .filter((index) => columnsMentioned(indexBody(index), columns).length > 0)
      .map(attached),
    keys: own.filter((one) => ['primary-key', 'unique'].includes(type(one))).map(attached),
    rules: own
      .filter((one) => ['check', 'foreign-key'].includes(type(one)) && !referring.includes(one))
      .map(attached),
    references: referring.map(attached),
  };
}

function concerns(constraint: CatalogObject, columns: readonly string[]): boolean {
  return listFact(constraint, 'columns').some((column) => columns.includes(column));
}

function attached(object: CatalogObject): Attached {
  const name = localName(object);
  return { object, name, temporary: joined(name, 'next') };
}

/** The part of an index definition that speaks of columns. */
function indexBody(index: CatalogObject): string {
  const definition = textFact(index, 'definition') ?? '';
  return definition.slice(definition.indexOf(' USING '));
}

/** `CREATE INDEX CONCURRENTLY` under a name, over columns as they are called now. Run again, it does nothing. */
export function buildIndex(
  { object }: Attached,
  name: string,
  rename: (column: string) => string,
  how: 'CONCURRENTLY' | 'AT ONCE' = 'CONCURRENTLY',
): string {
  const unique = isFact(object, 'unique') ? 'UNIQUE ' : '';
  const body = withColumns(indexBody(object), (column) => rename(column));
  const words = how === 'CONCURRENTLY' ? 'CONCURRENTLY IF NOT EXISTS ' : '';
  return `CREATE ${unique}INDEX ${words}${name} ON ${object.relation ?? ''}${body}`;
}

/** The unique index behind a key, under a name. */
export function buildKey(
  { object }: Attached,
  name: string,
  rename: (column: string) => string,
  how: 'CONCURRENTLY' | 'AT ONCE' = 'CONCURRENTLY',
): string {
  const columns = listFact(object, 'columns').map(rename).join(', ');
  const words = how === 'CONCURRENTLY' ? 'CONCURRENTLY IF NOT EXISTS ' : '';
  return `CREATE UNIQUE INDEX ${words}${name} ON ${object.relation ?? ''} (${columns})`;
}

/** A check or foreign key under a name, over columns as they are called now. */
export function addRule(
  { object }: Attached,
  name: string,
  rename: (column: string) => string,
  validity: 'NOT VALID' | '',
): string {
  const definition = renamedDefinition(object, rename);
  const suffix = validity === '' || !isFact(object, 'validated') ? '' : ' NOT VALID';
  return `ALTER TABLE ${object.relation ?? ''} ADD CONSTRAINT ${name} ${definition}${suffix}`;
}

function renamedDefinition(object: CatalogObject, rename: (column: string) => string): string {
  const definition = textFact(object, 'definition') ?? '';
  const [, own = '', rest = ''] = /^(FOREIGN KEY \([^)]*\))([^]*)$/.exec(definition) ?? [];
  const write = (column: string): string => rename(column);
  return own === '' ? withColumns(definition, write) : `${withColumns(own, write)}${rest}`;
}

/** Another table's key to the columns, under a name. */
export function addReference(
  { object }: Attached,
  name: string,
  rename: (column: string) => string,
  validity: 'NOT VALID' | '',
): string {
  const referenced = listFact(object, 'referencedColumns').map(rename).join(', ');
  const columns = listFact(object, 'columns').join(', ');
  const target = textFact(object, 'references') ?? '';
  const [, actions = ''] =
    /REFERENCES [^(]+\([^)]*\)([^]*?)(?: NOT VALID)?$/.exec(textFact(object, 'definition') ?? '') ?? [];
  const suffix = validity === '' ? '' : ' NOT VALID';
  return `ALTER TABLE ${object.relation ?? ''} ADD CONSTRAINT ${name} FOREIGN KEY (${columns}) REFERENCES ${target} (${referenced})${actions}${suffix}`;
}

/** An index as SQL names it: with the schema of its table. */
export function indexName(object: CatalogObject, name: string): string {
  return inSchemaOf(object.relation ?? '', name);
}
