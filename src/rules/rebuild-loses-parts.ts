import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../model/catalog.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { droppedTables } from './support/dropped-tables.ts';
import { forgottenIn } from './support/forgotten.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';

const USERS =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);\nCREATE INDEX users_email ON users (email);\nCREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT 1; END;';
const REBUILD =
  'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE, age INTEGER);\nINSERT INTO fresh SELECT id, email, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;';
const PARTS =
  '\nCREATE INDEX users_email ON users (email);\nCREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT 1; END;';

export default defineRule({
  id: 'rebuild-loses-parts',
  title: 'Table built anew without its parts',
  severity: 'warn',
  dialects: ['sqlite'],
  docs: {
    what: 'Looks for a shipped table that is dropped and built anew under its name, and compares what stood on it before with what stands there at the end: indexes and triggers, and, where the table changes in other ways as well, its checks, keys, collations and `AUTOINCREMENT`.',
    why: '`DROP TABLE` takes indexes and triggers along without a word. Queries become slow, unique values are unique no more, and what triggers kept in step drifts apart, long after the migration went well.',
    instead:
      'Create every index and trigger of the old table again at the end of the migration, in the same transaction.',
    references: ['https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes'],
  },
  examples: {
    bad: [
      {
        title: 'An index and a trigger are forgotten',
        base: [USERS],
        head: [{ up: REBUILD }],
        also: ['database-locked-during-work'],
      },
      {
        title: 'A check and a collation are forgotten beside a new column',
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE, age INTEGER CHECK (age >= 0));',
        ],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT, age INTEGER, note TEXT);\nINSERT INTO fresh (id, email, age) SELECT id, email, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'A table is built anew to be rid of a check',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0));'],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, age INTEGER);\nINSERT INTO fresh SELECT id, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
      },
      {
        title: 'All parts come back',
        base: [USERS],
        head: [{ up: REBUILD + PARTS }],
      },
      {
        title: 'A part is dropped on purpose',
        base: [USERS],
        head: [{ up: `DROP INDEX users_email;\nDROP TRIGGER users_touch;\n${REBUILD}` }],
      },
      {
        title: 'A table is dropped for good',
        base: [USERS],
        head: [{ up: 'DROP TABLE users;' }],
      },
    ],
  },
  check(rehearsal) {
    const places = placesOf(rehearsal);
    const last = places.at(-1);
    if (last === undefined) return [];
    return places.flatMap((place) => hitsOf(place, last.statement.after));
  },
});

function hitsOf(place: Place, end: Catalog): Hit[] {
  const { before } = place.statement;
  return droppedTables(place.statement).flatMap((table) => {
    const old = findObject(before, 'table', table);
    const now = findObject(end, 'table', table);
    if (old === null || now === null) return [];
    const parts = partsOf(before, table)
      .filter((part) => !partsOf(end, table).some((other) => isSame(part, other)))
      .map(({ kind, name }) => `${kind} ${code(name)}`);
    const lost = [...parts, ...forgottenIn(before, end, table)];
    return lost.length === 0 ? [] : [toHit(place, table, lost)];
  });
}

/** Indexes of statements of their own, and triggers. */
function partsOf(catalog: Catalog, table: string): CatalogObject[] {
  const indexes = objectsOf(catalog, 'index', table).filter(({ facts }) => facts['origin'] === 'statement');
  return [...indexes, ...objectsOf(catalog, 'trigger', table)];
}

/** Under whatever name. */
function isSame(left: CatalogObject, right: CatalogObject): boolean {
  if (left.kind !== right.kind) return false;
  return left.name === right.name || JSON.stringify(left.facts) === JSON.stringify(right.facts);
}

function toHit(place: Place, table: string, lost: readonly string[]): Hit {
  const [are, them] = lost.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return hitAt(place, {
    object: table,
    message: `${code(table)} is dropped here and built anew without ${listInWords(lost)}, which ${are} gone at the end of the change.`,
    evidence: [],
    remedy: advice(
      `Give the new ${code(table)} ${listInWords(lost)} again: in its ${code('CREATE TABLE')}, or after it has its name. Where ${them} should go, leave ${them} out in a migration of its own.`,
    ),
  });
}
