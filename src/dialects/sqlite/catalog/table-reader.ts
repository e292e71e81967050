import type { CatalogObject } from '../../../model/catalog.ts';
import type { Row } from '../../../model/engine.ts';
import { rowsOf, type Ask } from './ask.ts';
import { constraintObjects } from './constraints.ts';
import { groupedBy, type TableFacts } from './facts.ts';
import { indexObjects } from './indexes.ts';
import { nextLineage, type KnownTable, type Lineage } from './lineage.ts';
import { detailQueries } from './queries.ts';
import { quoteIdentifier } from '../parse/names.ts';
import { readTableText } from './table-text.ts';
import { columnObjects, tableObject } from './tables.ts';

/** A table whose text, and those of its indexes, are what they were gives the same objects. */
interface Known {
  readonly key: string;
  readonly facts: Omit<TableFacts, 'known'>;
  table: KnownTable | null;
  objects: readonly CatalogObject[];
}

/** Indexes of the schema by their table. */
type Indexes = ReadonlyMap<string, readonly Row[]>;

/** Reads tables with all that belongs to them, and after the first time only those that are not what they were. */
export class TableReader {
  readonly #ask: Ask;
  readonly #known = new Map<string, Known>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The objects of the tables, and which table is which now. */
  async read(
    tables: readonly Row[],
    indexes: Indexes,
    before: Lineage,
  ): Promise<{ readonly objects: CatalogObject[]; readonly lineage: Lineage }> {
    await this.#readChanged(tables, indexes);
    const known = tables.flatMap((row) => {
      const found = this.#known.get(row['name'] ?? '');
      return found === undefined ? [] : [{ row, found }];
    });
    const lineage = nextLineage(
      before,
      known.map(({ row, found }) => ({
        name: row['name'] ?? '',
        rowid: row['rowid'] ?? '',
        root: row['root'] ?? '',
        columns: found.facts.columns.map(({ name }) => name ?? ''),
      })),
    );
    const objects = known.flatMap(({ found }) => objectsOf(found, lineage.tables.get(found.facts.name)));
    return { objects, lineage };
  }

  async #readChanged(tables: readonly Row[], indexes: Indexes): Promise<void> {
    const wanted = tables.filter((row) => this.#known.get(row['name'] ?? '')?.key !== keyOf(row, indexes));
    if (wanted.length === 0) return;
    const outcomes = await this.#ask(detailQueries(wanted.map(({ name }) => name ?? '')));
    const details = outcomes.map((outcome) => groupedBy(rowsOf(outcome), 'table'));
    for (const row of wanted) {
      const of = details.map((rows) => rows.get(row['name'] ?? '') ?? []);
      const facts = factsOf(row, indexes.get(row['name'] ?? '') ?? [], of);
      this.#known.set(facts.name, { key: keyOf(row, indexes), facts, table: null, objects: [] });
    }
  }
}

function objectsOf(known: Known, table: KnownTable | undefined): readonly CatalogObject[] {
  if (table === undefined) return [];
  if (known.table === table) return known.objects;
  const facts = { ...known.facts, known: table };
  known.table = table;
  known.objects = [
    tableObject(facts),
    ...columnObjects(facts),
    ...constraintObjects(facts),
    ...indexObjects(facts),
  ];
  return known.objects;
}

function factsOf(
  row: Row,
  ofTable: readonly Row[],
  [kind = [], columns = [], foreignKeys = [], indexes = []]: readonly (readonly Row[])[],
): Known['facts'] {
  const name = row['name'] ?? '';
  return {
    name,
    display: quoteIdentifier(name),
    withoutRowid: kind[0]?.['withoutRowid'] === '1',
    strict: kind[0]?.['strict'] === '1',
    text: readTableText(row['sql'] ?? ''),
    columns,
    foreignKeys,
    indexes,
    indexSql: new Map(ofTable.map((index) => [index['name'] ?? '', index['sql'] ?? ''])),
  };
}

function keyOf({ name, sql }: Row, indexes: Indexes): string {
  const ofTable = indexes.get(name ?? '') ?? [];
  return [sql, ...ofTable.flatMap((index) => [index['name'], index['sql']])].join('\0');
}
