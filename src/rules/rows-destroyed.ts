import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { findObject, objectsOf } from '../model/catalog.ts';
import type { DataLoss, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { droppedTables } from './support/dropped-tables.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'rows-destroyed',
  title: 'Rows destroyed',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for rows of a shipped table that are there before a statement and gone after it, and for references to a dropped table that are emptied along with it.',
    why: 'Deleted rows cannot be brought back by a rollback, and the code that runs today may still need them. `TRUNCATE … CASCADE` and cascading foreign keys also empty tables that the statement does not name.',
    instead:
      'Copy the rows to an archive table first, delete them in batches in a later change, and take a backup before that.',
    references: [
      'https://www.postgresql.org/docs/current/sql-truncate.html',
      'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    ],
  },
  examples: {
    bad: [
      { title: 'A table is emptied', base: [USERS], head: [{ up: 'TRUNCATE users;' }] },
      {
        title: 'SQLite: a table built anew with foreign keys on takes the rows of its children along',
        dialect: 'sqlite',
        foreignKeys: true,
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);',
        ],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT, note TEXT);\nINSERT INTO fresh (id, email) SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
        also: ['database-locked-during-work'],
      },
      {
        title: 'SQLite: references to a table built anew are emptied',
        dialect: 'sqlite',
        foreignKeys: true,
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE SET NULL);',
        ],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT, note TEXT);\nINSERT INTO fresh (id, email) SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
        also: ['database-locked-during-work', 'rollback-impossible'],
      },
    ],
    good: [
      {
        title: 'A table that the same change filled',
        base: [USERS],
        head: [{ up: 'CREATE TABLE scratch AS SELECT 1 AS one;\nTRUNCATE scratch;' }],
      },
      {
        title: 'A filter that leaves the rows alone',
        base: [USERS],
        head: [{ up: 'DELETE FROM users WHERE id = -1;' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => [
      ...place.statement.dataLoss
        .filter(({ kind }) => kind === 'rows')
        .map(({ object, rows }) =>
          hitAt(place, {
            object,
            ...wordsOf(rehearsal, place, object),
            evidence: [`${countOf(rows, 'synthetic row')} of ${code(object)} gone after the statement`],
          }),
        ),
      ...place.statement.overwritten.flatMap((loss) => emptiedReference(place, loss)),
    ]);
  },
});

/** A column that refers to a table which the statement drops, and that a foreign key empties. */
function emptiedReference(place: Place, { object, rows }: DataLoss): Hit[] {
  const column = findObject(place.statement.before, 'column', object);
  const table = column?.relation ?? null;
  const parent = table === null ? null : droppedParent(place, table, object);
  if (parent === null) return [];
  return [
    hitAt(place, {
      object,
      message: `Dropping ${code(parent)} deletes its rows first, and ${code(object)} forgets which of them each row referred to; no rollback brings that back.`,
      evidence: [
        `${code(object)} of ${countOf(rows, 'synthetic row')} is not what it was before the statement`,
      ],
      remedy: advice(switchedOff(parent)),
    }),
  ];
}

function wordsOf(rehearsal: Rehearsal, place: Place, object: string): Pick<Hit, 'message' | 'remedy'> {
  const parent = droppedParent(place, object);
  if (parent === null)
    return {
      message: `Rows of ${code(object)} are deleted, and no rollback brings them back.`,
      remedy: advice(
        `Copy the rows of ${code(object)} to an archive table first, and delete them in batches in a later change.`,
      ),
    };
  return {
    message: `Dropping ${code(parent)} deletes its rows first, and those of ${code(object)} that refer to them go along; no rollback brings them back.`,
    remedy: rebuildRemedy(rehearsal, place, switchedOff(parent)),
  };
}

function switchedOff(parent: string): string {
  return `Switch foreign keys off while ${code(parent)} is built anew: ${code('PRAGMA foreign_keys = off')} before the transaction begins, since it does nothing inside of one; ${code('PRAGMA foreign_key_check')} before the commit, and on again after it.`;
}

/** The table that the statement drops and that the other refers to, by the column where one is given; null when there is none. */
function droppedParent({ statement }: Place, object: string, column?: string): string | null {
  const keys = objectsOf(statement.before, 'constraint', object).filter(
    ({ facts: { columns } }) =>
      column === undefined ||
      (Array.isArray(columns) && columns.some((name) => `${object}.${String(name)}` === column)),
  );
  return (
    droppedTables(statement).find((table) => keys.some(({ facts }) => facts['references'] === table)) ?? null
  );
}
