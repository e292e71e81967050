import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { RebuildWish } from '../../../model/rebuild.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { runningSql } from '../../../model/statement.ts';
import { textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { TokenReader } from '../catalog/token-reader.ts';
import { partsOf, textOf, tokensOf } from '../catalog/tokens.ts';
import { quoteIdentifier } from '../parse/names.ts';
import { sameName } from '../rows/names.ts';
import { withoutColumn } from './drop-column.ts';
import { sketchOf, withFacts, without, type WishedTable } from './wished-table.ts';

/** What `ADD COLUMN` says of a column that a new table can have. https://www.sqlite.org/lang_altertable.html#altertabaddcol */
const CANNOT_ADD =
  /^cannot add a (?:UNIQUE column|PRIMARY KEY column|NOT NULL column with|column with non-constant default|REFERENCES column with|STORED column)/i;

/**
 * What an `ALTER TABLE` asks for that SQLite refused, or that is of another dialect. Its text is read for that alone:
 * what cannot be read stays unreadable.
 */
export function wishOf(refused: RehearsedStatement): RebuildWish | null {
  const reader = new TokenReader(tokensOf(runningSql(refused.statement).replace(/;\s*$/, '')));
  if (isAboutValues(refused) || !reader.take('ALTER', 'TABLE')) return null;
  const table = tableNamed(refused.before, nameAt(reader));
  if (table === null || textFact(table, 'virtual') !== null) return null;
  if (partsOf(reader.rest()).length > 1) return SEVERAL;
  const { keyword } = reader;
  const was = { catalog: refused.before, table, columns: [], constraints: [] };
  const wished = wishedTable(was, reader, refused);
  if (wished === null) return OF_OTHERS.has(keyword) && isUnreadable(refused) ? unknownTo(table) : null;
  return 'because' in wished ? wished : { sketch: sketchOf(wished) };
}

/** Words of other dialects. */
const OF_OTHERS: ReadonlySet<string> = new Set(['ALTER', 'CHANGE', 'MODIFY']);

function isUnreadable({ statement }: RehearsedStatement): boolean {
  return statement.kind === 'unreadable';
}

/** True where the shape could be had, if only the rows that are there were others. */
function isAboutValues({ rowsTrial: { dependsOnData, error } }: RehearsedStatement): boolean {
  return dependsOnData && !CANNOT_ADD.test(error?.message ?? '');
}

const SEVERAL: RebuildWish = {
  because: `SQLite takes one change in each ${code('ALTER TABLE')}: write a statement of its own for each.`,
};

function unknownTo({ name }: CatalogObject): RebuildWish {
  return {
    because: `SQLite’s ${code('ALTER TABLE')} has no such change: build ${code(name)} anew in the shape that it should have, copy its rows, and give the new table its name, indexes and triggers.`,
  };
}

type Wished = WishedTable | { readonly because: string } | null;

function wishedTable(was: WishedTable, reader: TokenReader, refused: RehearsedStatement): Wished {
  if (reader.take('ADD')) return added(was, reader, refused);
  if (reader.take('DROP')) return dropped(was, reader);
  if (!reader.take('ALTER')) return null;
  reader.take('COLUMN');
  const column = columnNamed(was, reader.name());
  return column === null ? null : altered(was, column, reader);
}

function added(
  was: WishedTable,
  reader: TokenReader,
  { rowsTrial, observation }: RehearsedStatement,
): Wished {
  const text = textOf(reader.rest());
  if (/^(?:CONSTRAINT|UNIQUE|FOREIGN|PRIMARY|CHECK)$/.test(reader.keyword))
    return { ...was, constraints: [text] };
  const error = rowsTrial.error ?? observation?.error ?? null;
  if (error === null || !CANNOT_ADD.test(error.message)) return null;
  reader.take('COLUMN');
  return { ...was, columns: [textOf(reader.rest())] };
}

function dropped(was: WishedTable, reader: TokenReader): Wished {
  if (reader.take('CONSTRAINT') || reader.take('FOREIGN', 'KEY'))
    return withoutConstraint(was, reader.name());
  reader.take('COLUMN');
  const column = columnNamed(was, reader.name());
  if (column === null || !reader.isAtEnd) return null;
  const catalog = withoutColumn(was.catalog, column);
  return 'because' in catalog ? catalog : { ...was, catalog };
}

function withoutConstraint(was: WishedTable, name: string): Wished {
  const gone = objectsOf(was.catalog, 'constraint', was.table.name).find(
    (constraint) => sameName(columnOf(constraint)) === name.toLowerCase(),
  );
  return gone === undefined ? null : { ...was, catalog: without(was.catalog, [gone]) };
}

function altered(was: WishedTable, column: CatalogObject, reader: TokenReader): Wished {
  const changed = (facts: CatalogObject['facts']): WishedTable => ({
    ...was,
    catalog: withFacts(was.catalog, column, facts),
  });
  if (reader.take('DROP', 'DEFAULT')) return changed({ default: null });
  if (reader.take('SET', 'DEFAULT'))
    return changed({ default: reader.insideText() || textOf(reader.rest()) });
  if (!reader.take('TYPE') && !reader.take('SET', 'DATA', 'TYPE')) return null;
  return changed({ type: textOf(reader.rest()).replace(/\s+USING\b[^]*$/i, '') });
}

/** The name of a table, with or without its schema. */
function nameAt(reader: TokenReader): string {
  reader.take('ONLY');
  const first = reader.name();
  if (first.toLowerCase() !== 'main' || reader.rest()[0]?.text !== '.') return first;
  reader.skip();
  return reader.name();
}

function tableNamed(catalog: Catalog, name: string): CatalogObject | null {
  const exact = findObject(catalog, 'table', quoteIdentifier(name));
  return (
    exact ?? objectsOf(catalog, 'table').find((table) => sameName(table.name) === name.toLowerCase()) ?? null
  );
}

function columnNamed({ catalog, table }: WishedTable, name: string): CatalogObject | null {
  return (
    objectsOf(catalog, 'column', table.name).find(
      (column) => sameName(columnOf(column)) === name.toLowerCase(),
    ) ?? null
  );
}
