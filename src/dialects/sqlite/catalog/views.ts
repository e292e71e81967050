import type { CatalogObject } from '../../../model/catalog.ts';
import type { Row, RunOutcome } from '../../../model/engine.ts';
import { quoteIdentifier } from '../parse/names.ts';
import { TokenReader } from './token-reader.ts';
import { textOf, tokensOf } from './tokens.ts';

/** A view, with its columns unless it is broken: SQLite lets what it reads be dropped. */
export function viewObject({ name, sql }: Row, columns: RunOutcome | undefined): CatalogObject {
  const read = columns?.ok === true ? columns.rows : null;
  return {
    kind: 'view',
    name: quoteIdentifier(name ?? ''),
    relation: null,
    id: name ?? '',
    facts: {
      definition: definitionOf(sql ?? ''),
      columns: read?.map((column) => quoteIdentifier(column['name'] ?? '')) ?? null,
      columnTypes: read?.map(({ type }) => type ?? '') ?? null,
      broken: columns?.ok === false ? columns.error.message : null,
    },
  };
}

/** What follows the first `AS`, and the names of columns where they stand before it. */
function definitionOf(sql: string): string {
  const reader = new TokenReader(tokensOf(sql));
  reader.take('CREATE', 'VIEW');
  reader.name();
  const columns = reader.insideText();
  reader.take('AS');
  const query = textOf(reader.rest());
  return columns === '' ? query : `(${columns}) ${query}`;
}
