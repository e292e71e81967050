import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { objectsOf, type CatalogObject } from '../model/catalog.ts';
import { isWrapped } from '../model/migration.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { isAmongOthers } from './support/among-others.ts';
import { droppedTables } from './support/dropped-tables.ts';
import { foreignKeysTold } from './support/foreign-keys-told.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const SHOP =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);';
const REBUILD =
  'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;';

export default defineRule({
  id: 'foreign-keys-not-known',
  title: 'Nobody says whether foreign keys are on',
  severity: 'warn',
  dialects: ['sqlite'],
  docs: {
    what: 'Looks for a shipped table that is dropped while others refer to it, where neither the runner nor the configuration tells whether the connection minds foreign keys.',
    why: 'SQLite leaves foreign keys off, many drivers switch them on (`_foreign_keys=1` in the URL, `better-sqlite3` and SQLite as Rust builds it along by themselves). With them on, `DROP TABLE` deletes the rows of the table first, and its children follow as their keys say: the same migration keeps all rows in one program and empties a table in the other.',
    instead:
      'Say in the configuration what the connection does that runs the migrations; then it is rehearsed that way.',
    references: [
      'https://www.sqlite.org/foreignkeys.html#fk_enable',
      'https://www.sqlite.org/lang_droptable.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A table is built anew that another refers to',
        base: [SHOP],
        head: [{ up: REBUILD }],
        also: ['database-locked-during-work'],
      },
      {
        title: 'The pragma would do nothing in the transaction',
        base: [SHOP],
        head: [{ up: `PRAGMA foreign_keys = off;\n${REBUILD}` }],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'The configuration says that they are off',
        foreignKeys: false,
        base: [SHOP],
        head: [{ up: REBUILD }],
      },
      {
        title: 'The migration switches them off where that counts',
        base: [SHOP],
        head: [{ up: `PRAGMA foreign_keys = off;\nBEGIN;\n${REBUILD}\nCOMMIT;`, transaction: 'none' }],
      },
      {
        title: 'Nothing refers to the table',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'],
        head: [{ up: REBUILD }],
      },
      {
        title: 'The children go first',
        base: [SHOP],
        head: [{ up: 'DROP TABLE orders;\nDROP TABLE users;' }],
      },
    ],
  },
  check(rehearsal) {
    if (foreignKeysTold(rehearsal.project) !== null) return [];
    return placesOf(rehearsal).flatMap((place) => {
      if (isDecidedBefore(place)) return [];
      return droppedTables(place.statement)
        .filter((table) => isShippedRelation(rehearsal, place.statement, table))
        .flatMap((table) => {
          const keys = keysTo(place, table);
          return keys.length === 0 ? [] : [toHit(place, table, keys)];
        });
    });
  },
});

/** Whether the migration itself switched them on or off where no transaction kept it from doing so. */
function isDecidedBefore({ migration, index }: Place): boolean {
  return migration.statements
    .slice(0, index)
    .some(
      (statement, at) =>
        switchesForeignKeys(statement) &&
        !isWrapped(migration.transaction) &&
        !isAmongOthers({ migration, index: at }),
    );
}

function switchesForeignKeys({ statement }: Place['statement']): boolean {
  if (statement.kind === 'unreadable') return false;
  return statement.changes.some(
    (change) => change.kind === 'set-setting' && change.setting === 'foreign_keys',
  );
}

/** Foreign keys of other tables that refer to it. */
function keysTo({ statement }: Place, table: string): CatalogObject[] {
  return objectsOf(statement.before, 'constraint').filter(
    ({ relation, facts }) =>
      relation !== table && facts['type'] === 'foreign-key' && facts['references'] === table,
  );
}

const DONE: Readonly<Record<string, string>> = {
  CASCADE: 'goes along',
  'SET NULL': 'loses its reference',
  'SET DEFAULT': 'gets the default',
};

function fateOf({ relation, facts: { onDelete } }: CatalogObject, parent: string): string {
  const action = typeof onDelete === 'string' ? onDelete : 'NO ACTION';
  return `Each row of ${code(relation ?? '')} that refers to ${parent} ${DONE[action] ?? 'makes it fail'} (${code(`ON DELETE ${action}`)})`;
}

function toHit(place: Place, table: string, keys: readonly CatalogObject[]): Hit {
  const children = [...new Set(keys.map(({ relation }) => relation ?? ''))];
  const [name, others] = [code(table), listInWords(codes(children))];
  const fates = keys.map((key) => fateOf(key, name));
  const pragma = place.migration.statements.slice(0, place.index).some(switchesForeignKeys)
    ? ` The ${code('PRAGMA foreign_keys')} above does nothing then, since a transaction is open.`
    : '';
  return hitAt(place, {
    object: table,
    message: `${others} ${children.length === 1 ? 'refers' : 'refer'} to ${name}, and nobody says whether the connection minds foreign keys: rehearsed with them off. With them on, ${code('DROP TABLE')} deletes all rows of ${name} first.${pragma}`,
    evidence: fates,
    remedy: advice(
      `Say in ${code('.holdpoint.yml')} what the application does: ${code('foreign-keys: true')} or ${code('false')} under ${code('presuppose')}.`,
    ),
  });
}
