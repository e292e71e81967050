import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { objectsOf, type CatalogObject } from '../model/catalog.ts';
import type { Remedy } from '../model/finding.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { catalogAtTheEnd, objectAtTheEnd } from './support/at-the-end.ts';
import { factText } from './support/cause.ts';
import { differenceOf } from './support/difference.ts';
import { factList } from './support/fact-list.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);';

export default defineRule({
  id: 'foreign-key-without-index',
  title: 'Foreign key without index',
  severity: 'note',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a new foreign key whose columns no index of its table begins with when the change ends.',
    why: 'PostgreSQL indexes the referenced side only. Each delete on the referenced table, and each change of its key, then reads the whole referencing table, with the row locked.',
    instead: 'Build an index on the columns of the foreign key; concurrently, where the table has rows.',
    references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK'],
  },
  examples: {
    bad: [
      {
        title: 'A new table that is found only by its own key',
        base: [USERS],
        head: [{ up: 'CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users);' }],
      },
    ],
    good: [
      {
        title: 'An index in a later migration of the change',
        base: [USERS],
        head: [
          { up: 'CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users);' },
          { up: 'CREATE INDEX posts_user ON posts (user_id);' },
        ],
      },
      {
        title: 'The primary key begins with it',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE likes (user_id bigint REFERENCES users, post_id bigint, PRIMARY KEY (user_id, post_id));',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    // Of a statement that was not run, the text alone does not tell.
    const ran = placesOf(rehearsal).filter(({ statement }) => statement.observation !== null);
    return ran.flatMap((place) =>
      differenceOf(place.statement)
        .added.filter(({ kind, facts }) => kind === 'constraint' && facts['type'] === 'foreign-key')
        .map((key) => objectAtTheEnd(rehearsal, key))
        .filter((key) => key !== null)
        .filter((key) => key.facts['inherited'] !== true)
        .map((key) => ({ key, indexes: indexesOf(rehearsal, key) }))
        .filter(({ indexes }) => !indexes.some(coversAllRows))
        .map(({ key, indexes }) => toHit(place, key, indexes, remedyFor(rehearsal, place, key))),
    );
  },
});

/** Indexes that begin with the columns, in any order. */
function indexesOf(rehearsal: Rehearsal, key: CatalogObject): CatalogObject[] {
  const columns = factList(key, 'columns');
  return objectsOf(catalogAtTheEnd(rehearsal), 'index', key.relation ?? '').filter((index) => {
    const first = factList(index, 'columns').slice(0, columns.length);
    return columns.every((column) => first.includes(column));
  });
}

function coversAllRows(index: CatalogObject): boolean {
  return index.facts['predicate'] === null;
}

/** What is missing; an index over some rows is not passed over in silence. */
function lackOf(table: string, columns: string, partial: readonly CatalogObject[]): string {
  return partial.length === 0
    ? `No index of ${code(table)} begins with ${columns}`
    : `No index over all rows of ${code(table)} begins with ${columns}, and one over some rows does not serve`;
}

/** A table that the change brings has no writers yet, so its index may be built with the table. */
function remedyFor(rehearsal: Rehearsal, { statement }: Place, key: CatalogObject): Remedy {
  const table = key.relation ?? '';
  const isShipped = isShippedRelation(rehearsal, statement, table);
  return {
    text: isShipped
      ? 'Build an index on the columns of the foreign key, outside of a transaction.'
      : 'Build an index on the columns of the foreign key along with the table.',
    sql: [
      `CREATE INDEX ${isShipped ? 'CONCURRENTLY ' : ''}ON ${table} (${factList(key, 'columns').join(', ')})`,
    ],
    rehearsed: false,
  };
}

function toHit(place: Place, key: CatalogObject, partial: readonly CatalogObject[], remedy: Remedy): Hit {
  const table = key.relation ?? '';
  const columns = factList(key, 'columns');
  return hitAt(place, {
    object: key.name,
    message: `${lackOf(table, listInWords(codes(columns)), partial)}: each delete on ${code(factText(key, 'references'))}, and each change of its key, reads all of ${code(table)}.`,
    evidence: [],
    remedy,
  });
}
