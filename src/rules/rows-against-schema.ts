import { code, codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { findObject } from '../model/catalog.ts';
import type { RehearsedMigration, Rehearsal, Violation } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { droppedTables } from './support/dropped-tables.ts';
import { foreignKeysTold } from './support/foreign-keys-told.ts';
import { advice, hitAt, hitMigration, type Told } from './support/hit.ts';
import type { Place } from './support/place.ts';

const SHOP =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id));';

export default defineRule({
  id: 'rows-against-schema',
  title: 'Rows against the schema',
  severity: 'block',
  dialects: ['sqlite'],
  docs: {
    what: 'Asks the engine after each migration for rows that the schema does not allow, with `PRAGMA foreign_key_check` and `PRAGMA integrity_check`, and tells those that were not there before it.',
    why: 'SQLite checks rows when they are written, and not even then where foreign keys or checks are switched off. A table that is built anew while they are off can leave rows behind that nothing refers to any more, or that break its own constraints; the migration goes well, and the writes of later fail.',
    instead:
      'Ask `PRAGMA foreign_key_check` in the migration before it commits, and put right what it gives back. Rows that a table built anew leaves out have to leave the tables that refer to them, too.',
    references: [
      'https://www.sqlite.org/pragma.html#pragma_foreign_key_check',
      'https://www.sqlite.org/pragma.html#pragma_integrity_check',
      'https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A table built anew leaves rows out that others refer to',
        foreignKeys: true,
        base: [SHOP],
        head: [
          {
            up: 'PRAGMA foreign_keys = off;\nBEGIN;\nCREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT id, email FROM users WHERE id = 1;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;\nCOMMIT;\nPRAGMA foreign_keys = on;',
            transaction: 'none',
          },
        ],
        also: ['drop-in-use', 'rows-destroyed'],
      },
      {
        title: 'Checks are switched off while rows are written',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0));'],
        head: [
          { up: 'PRAGMA ignore_check_constraints = on;\nUPDATE users SET age = -1 WHERE id IS NOT NULL;' },
        ],
        also: ['rollback-impossible', 'unbatched-data-change'],
      },
    ],
    good: [
      {
        title: 'All rows come along',
        foreignKeys: true,
        base: [SHOP],
        head: [
          {
            up: 'PRAGMA foreign_keys = off;\nBEGIN;\nCREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;\nCOMMIT;\nPRAGMA foreign_keys = on;',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'They were there before the change',
        base: [
          `${SHOP}\nINSERT INTO orders (id, user_id) VALUES (1, 400), (2, 500), (3, 600);\nINSERT INTO users (id) VALUES (1), (2), (3);`,
        ],
        head: [{ up: 'ALTER TABLE users ADD COLUMN note TEXT;' }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) =>
      (migration.violations ?? []).map((violation) => hitOf(rehearsal, { migration, at }, violation)),
    );
  },
});

type At = Pick<Place, 'migration' | 'at'>;

/** Where nobody says that the application minds foreign keys, rows without a parent need not hurt anybody. */
function hitOf(rehearsal: Rehearsal, { migration, at }: At, violation: Violation): Hit {
  const told = wordsOf(migration, violation);
  const index = blamed(migration, violation);
  const statement = migration.statements[index];
  const hit =
    statement === undefined
      ? hitMigration(at, migration, told)
      : hitAt({ statement, index, migration, at }, told);
  const minds = violation.kind === 'integrity' || foreignKeysTold(rehearsal.project) === true;
  return minds ? hit : { ...hit, severity: 'warn' };
}

/** The statement that drops one of the tables, else the last one that touches one; -1 where none does. */
function blamed({ statements }: RehearsedMigration, { relation, parent }: Violation): number {
  const tables = [relation, parent];
  const drops = statements.findIndex((statement) =>
    droppedTables(statement).some((table) => tables.includes(table)),
  );
  if (drops !== -1) return drops;
  return statements.findLastIndex(
    ({ statement }) =>
      statement.kind === 'readable' &&
      statement.changes.some((change) => tables.includes(change.object) || tables.includes(change.relation)),
  );
}

function wordsOf(migration: RehearsedMigration, violation: Violation): Told {
  const { kind, relation, parent, says, rows } = violation;
  const table = code(relation);
  if (kind === 'integrity')
    return {
      object: relation,
      message: `After this migration, rows of ${table} break its schema: SQLite does not look at rows that are there already, and the next write of such a row fails.`,
      evidence: [
        `${code('PRAGMA integrity_check')} after the migration, for ${countOf(rows, 'synthetic row')}: ${says}`,
      ],
      remedy: advice(
        `Put the rows right before the schema asks for it, and ask ${code('PRAGMA integrity_check')} before the commit.`,
      ),
    };
  if (kind === 'mismatch')
    return {
      object: relation,
      message: `${table} refers to ${code(parent ?? '')} by columns that are not unique there any more: with foreign keys on, every write of ${table} fails.`,
      evidence: [`${code('PRAGMA foreign_key_check')} after the migration: ${says}`],
      remedy: advice(`Give ${code(parent ?? '')} its primary key or unique index again.`),
    };
  return { object: relation, ...orphaned(migration, violation) };
}

function orphaned(migration: RehearsedMigration, violation: Violation): Omit<Told, 'object'> {
  const { relation, columns, rows } = violation;
  const [table, parent] = [code(relation), code(violation.parent ?? '')];
  const end = migration.statements.at(-1)?.after;
  const isThere = end !== undefined && findObject(end, 'table', violation.parent ?? '') !== null;
  const by = listInWords(codes(columns));
  return {
    message: `After this migration, rows of ${table} refer by ${by} to ${isThere ? `rows of ${parent}` : parent}, which ${isThere ? 'are' : 'is'} not there. SQLite does not say so by itself: with foreign keys on, later writes of such rows fail, and joins lose them.`,
    evidence: [
      `${code('PRAGMA foreign_key_check')} after the migration: ${countOf(rows, 'synthetic row')} of ${table} that ${rows === 1 ? 'was' : 'were'} whole before it`,
    ],
    remedy: advice(
      isThere
        ? `Delete the rows of ${table} that lose their parent, or keep the rows of ${parent}; ask ${code('PRAGMA foreign_key_check')} before the commit.`
        : `Build ${table} anew without its foreign key, or drop it together with ${parent}.`,
    ),
  };
}
