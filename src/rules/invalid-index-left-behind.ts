import { code } from '../lib/code.ts';
import { objectsOf } from '../model/catalog.ts';
import type { RehearsedMigration } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'invalid-index-left-behind',
  title: 'Invalid index left behind',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for an index that is not valid when the migration ends, and for `CREATE INDEX CONCURRENTLY IF NOT EXISTS`, which takes an invalid index for a finished one.',
    why: 'A concurrent build that fails leaves an invalid index: it slows writes down and no query uses it. With `IF NOT EXISTS` the second attempt sees the name, skips the build and reports success.',
    instead:
      'Drop the index concurrently before it is built again, build it without `IF NOT EXISTS`, and check `pg_index.indisvalid` afterwards.',
    references: ['https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  },
  examples: {
    bad: [
      {
        title: 'A second attempt that would skip the build',
        base: [USERS],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email_idx ON users (email);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'An index of a partitioned table whose partitions have none',
        base: [
          "CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);\nCREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
        ],
        head: [{ up: 'CREATE INDEX events_id_idx ON ONLY events (id);' }],
      },
    ],
    good: [
      {
        title: 'What a failed attempt left is dropped first',
        base: [USERS],
        head: [
          {
            up: 'DROP INDEX CONCURRENTLY IF EXISTS users_email_idx;\nCREATE INDEX CONCURRENTLY users_email_idx ON users (email);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'A block that drops it when it is invalid',
        base: [USERS],
        head: [
          {
            up: "DO $$ BEGIN IF EXISTS (SELECT FROM pg_index WHERE NOT indisvalid AND indexrelid = to_regclass('users_email_idx')) THEN DROP INDEX users_email_idx; END IF; END $$;\nCREATE INDEX CONCURRENTLY IF NOT EXISTS users_email_idx ON users (email);",
            transaction: 'none',
          },
        ],
      },
      {
        title: 'A plain index, which is there as a whole or not at all',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE teams (id bigint, name text);\nCREATE INDEX IF NOT EXISTS teams_name_idx ON teams (name);',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      if ((place.statement.observation?.error ?? null) !== null) return [];
      return [...skippedBuilds(place), ...leftInvalid(place)];
    });
  },
});

function skippedBuilds(place: Place): Hit[] {
  const { statement } = place.statement;
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) => {
    if (change.kind !== 'create-index' || !change.concurrently || change.ifNotExists !== true) return [];
    const index = change.index ?? change.object;
    if (isClearedBefore(place, index)) return [];
    return [
      hitAt(place, {
        object: index,
        message: `When an earlier attempt failed, ${code(index)} exists and is invalid; ${code('IF NOT EXISTS')} then skips the build and reports success.`,
        evidence: [],
        remedy: {
          text: 'Drop what a failed attempt left, then build without `IF NOT EXISTS`.',
          sql: [`DROP INDEX CONCURRENTLY IF EXISTS ${index}`],
          rehearsed: false,
        },
      }),
    ];
  });
}

/** True when an earlier statement of the migration drops the index, by its name or because it is invalid. */
function isClearedBefore({ migration, index: at }: Place, index: string): boolean {
  const bare = index.slice(index.lastIndexOf('.') + 1).replaceAll('"', '');
  return migration.statements.slice(0, at).some(({ statement: { sql } }) => {
    return DROPS_INDEX.test(sql) && sql.split(/[^\w$]+/u).includes(bare);
  });
}

const DROPS_INDEX = /\bDROP\s+INDEX\b|\bindisvalid\b/i;

/** Indexes that the statement brought and that are still invalid when the migration ends. */
function leftInvalid(place: Place): Hit[] {
  const atEnd = invalidAtEnd(place.migration);
  return objectsOf(place.statement.after, 'index')
    .filter((index) => atEnd.has(index.name) && !place.statement.before.has(`index ${index.name}`))
    .map(({ name, relation }) =>
      hitAt(place, {
        object: name,
        message: `${code(name)} is not valid when the migration ends: no query on ${relation === null ? 'its table' : code(relation)} uses it, and writes pay for it.`,
        evidence: ['`pg_index.indisvalid` is false'],
        remedy: {
          text: 'Finish it: attach the index of every partition, or drop it and build it again.',
          sql: [],
          rehearsed: false,
        },
      }),
    );
}

function invalidAtEnd({ statements }: RehearsedMigration): ReadonlySet<string> {
  const last = statements.at(-1);
  if (last === undefined) return new Set();
  return new Set(
    objectsOf(last.after, 'index')
      .filter(({ facts }) => facts['valid'] === false)
      .map(({ name }) => name),
  );
}
