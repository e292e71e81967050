import type { Row } from '../../../model/engine.ts';
import type { TableText } from './table-text.ts';
import type { KnownTable } from './lineage.ts';

/** One table of the schema with all that is known of it; names are as SQL has them. */
export interface TableFacts {
  readonly name: string;
  /** As the catalog writes it. */
  readonly display: string;
  readonly withoutRowid: boolean;
  readonly strict: boolean;
  readonly text: TableText;
  readonly known: KnownTable;
  /** Rows of `table_xinfo`, `foreign_key_list` and `index_xinfo`. */
  readonly columns: readonly Row[];
  readonly foreignKeys: readonly Row[];
  readonly indexes: readonly Row[];
  /** `CREATE INDEX` by the name of the index. */
  readonly indexSql: ReadonlyMap<string, string>;
}

/** Rows that belong together, in order. */
export function groupedBy(rows: readonly Row[], key: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = row[key] ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}
