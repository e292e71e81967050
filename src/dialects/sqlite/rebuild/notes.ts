import { code, codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { FOREIGN_KEYS_OFF } from '../inverse/enforced.ts';
import { emptiest } from '../inverse/table-way.ts';

/** A way to a shape that a statement asks for. */
interface Asked {
  readonly target: Catalog;
  readonly now: Catalog;
  readonly sql: readonly string[];
  readonly transactional: boolean;
}

/** What to know when using the way, in sentences. */
export function noteOn({ target, now, sql, transactional }: Asked): string {
  const isRebuilt = sql.some((statement) => statement.startsWith('CREATE TABLE'));
  const lead = isRebuilt
    ? 'SQLite has no statement for this: the table is built anew, with all its rows and with what stands on it.'
    : 'SQLite asks for more than one statement: what stands on the column goes before it.';
  const came = ['column', 'constraint'] as const;
  const sentences = [
    lead,
    ...came.flatMap((kind) =>
      objectsOf(target, kind)
        .filter(({ name }) => findObject(now, kind, name) === null)
        .flatMap((object) => (kind === 'column' ? aboutColumn(object) : aboutConstraint(object))),
    ),
    ...goneWords(target, now),
    ...(transactional ? [] : [FOREIGN_KEYS_OFF]),
  ];
  return [...new Set(sentences)].join(' ');
}

/** What rows that are there get, and what would do without a new table. */
function aboutColumn(column: CatalogObject): string[] {
  if (textFact(column, 'generated') === 'stored')
    return [`A column that is ${code('VIRTUAL')} can be added without a new table.`];
  if (!isFact(column, 'notNull') || textFact(column, 'default') !== null || isFact(column, 'rowid'))
    return [];
  return [
    `Rows that are there get ${code(emptiest(column))} in ${code(column.name)}: put in what they should have.`,
    `With a constant ${code('DEFAULT')} it can be added without a new table.`,
  ];
}

function aboutConstraint({ facts }: CatalogObject): string[] {
  return facts['type'] === 'unique'
    ? [`${code('CREATE UNIQUE INDEX')} keeps values apart without a new table.`]
    : [];
}

function goneWords(target: Catalog, now: Catalog): string[] {
  const kinds = ['constraint', 'index'] as const;
  const gone = kinds.flatMap((kind) =>
    objectsOf(now, kind).filter(
      (object) =>
        findObject(target, kind, object.name) === null &&
        (kind === 'constraint' || object.facts['origin'] === 'statement'),
    ),
  );
  if (gone.length === 0) return [];
  return [`${listInWords(codes(gone.map(({ name }) => name)))} ${gone.length === 1 ? 'goes' : 'go'} along.`];
}
