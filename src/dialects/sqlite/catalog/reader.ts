import { objectKey, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Row, RunOutcome } from '../../../model/engine.ts';
import { failureProblem } from '../../engine-process/engine-problems.ts';
import { constraintObjects } from './constraints.ts';
import { groupedBy, type TableFacts } from './facts.ts';
import { indexObjects } from './indexes.ts';
import { nextLineage, NO_LINEAGE, type Lineage } from './lineage.ts';
import { detailQueries, RELATIONS, SCHEMA, SEQUENCES, SETTINGS, viewColumns } from './queries.ts';
import { quoteIdentifier } from './quote.ts';
import { sequenceObject, settingObject } from './settings.ts';
import { readTableText } from './table-text.ts';
import { columnObjects, tableObject } from './tables.ts';
import { triggerObject } from './triggers.ts';
import { viewObject } from './views.ts';

export type { Lineage };

/** Runs texts one after the other, whether they fail or not. */
type Ask = (sqls: readonly string[]) => Promise<readonly RunOutcome[]>;

/** What a table's text and those of its indexes lead to; it holds as long as they do. */
interface Details {
  readonly key: string;
  readonly columns: readonly Row[];
  readonly foreignKeys: readonly Row[];
  readonly indexes: readonly Row[];
}

/** Reads the schema, inside and outside of a transaction. */
export class CatalogReader {
  /** Which table is which; goes back with the database. */
  lineage: Lineage = NO_LINEAGE;
  readonly #ask: Ask;
  readonly #details = new Map<string, Details>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The schema as the session sees it now. */
  async read(): Promise<Catalog> {
    const [counted, ...outcomes] = await this.#ask([SEQUENCES, SCHEMA, SETTINGS, RELATIONS]);
    const [schema = [], settings = [], kinds = []] = outcomes.map(rowsOf);
    const tables = await this.#tables(schema, kinds);
    const views = schema.filter(({ type }) => type === 'view');
    const columns = await this.#ask(views.map(({ name }) => viewColumns(name ?? '')));
    const objects = [
      ...tables.flatMap((table) => [
        tableObject(table),
        ...columnObjects(table),
        ...constraintObjects(table),
        ...indexObjects(table),
      ]),
      ...views.map((view, at) => viewObject(view, columns[at])),
      ...schema.filter(({ type }) => type === 'trigger').map(triggerObject),
      ...settings.map(settingObject),
      ...rowsIfAny(counted).map(sequenceObject),
    ];
    return new Map(objects.sort(byKey).map((object) => [objectKey(object.kind, object.name), object]));
  }

  async #tables(schema: readonly Row[], kinds: readonly Row[]): Promise<TableFacts[]> {
    const kindOf = new Map(kinds.map((row) => [row['name'], row]));
    const rows = schema.filter(
      ({ type, name }) => type === 'table' && kindOf.get(name ?? '')?.['type'] !== 'shadow',
    );
    const parts = groupedBy(
      schema.filter(({ type }) => type === 'index'),
      'table',
    );
    await this.#readDetails(rows.map((row) => ({ name: row['name'] ?? '', key: keyOf(row, parts) })));
    this.lineage = nextLineage(
      this.lineage,
      rows.map((row) => this.#asRead(row)),
    );
    return rows.flatMap((row) => {
      const facts = this.#factsOf(row, kindOf.get(row['name'] ?? ''), parts.get(row['name'] ?? '') ?? []);
      return facts === null ? [] : [facts];
    });
  }

  /** Asks for what has another text than when it was last asked for. */
  async #readDetails(tables: readonly { readonly name: string; readonly key: string }[]): Promise<void> {
    const wanted = tables.filter(({ name, key }) => this.#details.get(name)?.key !== key);
    if (wanted.length === 0) return;
    const outcomes = await this.#ask(detailQueries(wanted.map(({ name }) => name)));
    const [columns, foreignKeys, indexes] = outcomes.map((outcome) => groupedBy(rowsOf(outcome), 'table'));
    for (const { name, key } of wanted)
      this.#details.set(name, {
        key,
        columns: columns?.get(name) ?? [],
        foreignKeys: foreignKeys?.get(name) ?? [],
        indexes: indexes?.get(name) ?? [],
      });
  }

  #asRead({ name, rowid, root }: Row): Parameters<typeof nextLineage>[1][number] {
    const columns = this.#details.get(name ?? '')?.columns ?? [];
    return {
      name: name ?? '',
      rowid: rowid ?? '',
      root: root ?? '',
      columns: columns.map((column) => column['name'] ?? ''),
    };
  }

  #factsOf(row: Row, kind: Row | undefined, indexes: readonly Row[]): TableFacts | null {
    const name = row['name'] ?? '';
    const details = this.#details.get(name);
    const known = this.lineage.tables.get(name);
    if (details === undefined || known === undefined) return null;
    const { columns, foreignKeys, indexes: parts } = details;
    return {
      columns,
      foreignKeys,
      indexes: parts,
      name,
      display: quoteIdentifier(name),
      withoutRowid: kind?.['withoutRowid'] === '1',
      strict: kind?.['strict'] === '1',
      text: readTableText(row['sql'] ?? ''),
      known,
      indexSql: new Map(indexes.map((index) => [index['name'] ?? '', index['sql'] ?? ''])),
    };
  }
}

function keyOf({ name, sql }: Row, parts: ReadonlyMap<string, readonly Row[]>): string {
  const indexes = parts.get(name ?? '') ?? [];
  return [sql, ...indexes.flatMap((index) => [index['name'], index['sql']])].join('\0');
}

function rowsOf(outcome: RunOutcome): readonly Row[] {
  if (!outcome.ok) throw failureProblem(outcome.error.message);
  return outcome.rows;
}

/** A database that never counted has no table for it. */
function rowsIfAny(outcome: RunOutcome | undefined): readonly Row[] {
  return outcome?.ok === true ? outcome.rows : [];
}

function byKey(left: CatalogObject, right: CatalogObject): number {
  const [first, second] = [left, right].map(({ kind, name }) => objectKey(kind, name));
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
