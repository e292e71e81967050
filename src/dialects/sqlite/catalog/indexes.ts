import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import type { Row } from '../../../model/engine.ts';
import { groupedBy, type TableFacts } from './facts.ts';
import { readIndexText } from './index-text.ts';
import { quoteIdentifier } from '../parse/names.ts';

const ORIGINS: Readonly<Record<string, string>> = { c: 'statement', u: 'unique', pk: 'primary-key' };

/** `cid` of a part that is an expression. https://www.sqlite.org/pragma.html#pragma_index_xinfo */
const EXPRESSION = '-2';

/** The indexes of a table, those that SQLite makes for its keys too. */
export function indexObjects(table: TableFacts): CatalogObject[] {
  return [...groupedBy(table.indexes, 'index')].map(([name, parts]) => ({
    kind: 'index',
    name: quoteIdentifier(name),
    relation: table.display,
    id: name.startsWith('sqlite_') ? `${table.known.id} ${name.slice(name.lastIndexOf('_') + 1)}` : name,
    facts: indexFacts(parts, table.indexSql.get(name) ?? null),
  }));
}

function indexFacts(parts: readonly Row[], sql: string | null): Record<string, Fact> {
  const text = sql === null ? null : readIndexText(sql);
  return {
    unique: parts[0]?.['unique'] === '1',
    origin: ORIGINS[parts[0]?.['origin'] ?? ''] ?? null,
    columns: parts.map(({ cid, name }, at) =>
      cid === EXPRESSION ? (text?.parts[at] ?? '') : quoteIdentifier(name ?? 'rowid'),
    ),
    expressions: parts.some(({ cid }) => cid === EXPRESSION),
    collations: parts.map(({ coll }) => coll ?? ''),
    descending: parts.map(({ desc }) => desc === '1'),
    predicate: text?.predicate ?? null,
  };
}
