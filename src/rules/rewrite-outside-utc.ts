import { code } from '../lib/code.ts';
import { objectsOf, type Catalog } from '../model/catalog.ts';
import type { RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText } from './support/cause.ts';
import { differenceOf, type Pair } from './support/difference.ts';
import { factList } from './support/fact-list.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, transactionKey, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const EVENTS = 'CREATE TABLE events (id bigint PRIMARY KEY, at timestamp);';

const SETTING = 'timezone';

export default defineRule({
  id: 'rewrite-outside-utc',
  title: 'Rewrite outside of UTC',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a column of a shipped table that changes between `timestamp` and `timestamptz` without a rewrite, in a session whose time zone the migration does not set.',
    why: 'The rehearsal runs in UTC, where both types store the same and nothing is rewritten. In a session with any other `TimeZone`, PostgreSQL writes the whole table anew under an ACCESS EXCLUSIVE lock, and shifts every value by the offset of that zone.',
    instead:
      'Set `TimeZone` in the migration, to UTC where the values are in UTC. Then the rehearsal runs what production runs.',
    references: [
      'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
      'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-TIMEZONE',
    ],
  },
  examples: {
    bad: [
      {
        title: 'The time zone of the session decides',
        base: [EVENTS],
        head: [{ up: 'ALTER TABLE events ALTER COLUMN at TYPE timestamptz;' }],
      },
      {
        title: 'A setting that ended with its transaction',
        base: [EVENTS],
        head: [
          {
            up: "BEGIN;\nSET LOCAL TimeZone = 'UTC';\nCOMMIT;\nALTER TABLE events ALTER COLUMN at TYPE timestamptz;",
            transaction: 'none',
          },
        ],
      },
    ],
    good: [
      {
        title: 'The time zone is set',
        base: [EVENTS],
        head: [{ up: "SET TimeZone = 'UTC';\nALTER TABLE events ALTER COLUMN at TYPE timestamptz;" }],
      },
      {
        title: 'For the transaction',
        base: [EVENTS],
        head: [{ up: "SET LOCAL TIME ZONE 'UTC';\nALTER TABLE events ALTER COLUMN at TYPE timestamptz;" }],
      },
      {
        title: 'An earlier migration set it for the database',
        base: [
          `${EVENTS}\nDO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''UTC''', current_database()); END $$;`,
        ],
        head: [{ up: 'ALTER TABLE events ALTER COLUMN at TYPE timestamptz;' }],
      },
      {
        title: 'The precision alone',
        base: [EVENTS],
        head: [{ up: 'ALTER TABLE events ALTER COLUMN at TYPE timestamp(6);' }],
      },
      {
        title: 'Converted explicitly, which is a rewrite everywhere',
        base: [EVENTS],
        head: [
          { up: "ALTER TABLE events ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC' + '0 s';" },
        ],
        also: ['table-rewrite-blocks'],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      if (place.statement.observation === null || isUtc(place.statement.before)) return [];
      if (isZoneSet(rehearsal, place)) return [];
      return differenceOf(place.statement)
        .altered.filter((pair) => changesZone(pair) && isKeptAsItIs(rehearsal, place.statement, pair))
        .map((pair) => toHit(place, pair));
    });
  },
});

const TIMESTAMP = /^timestamp(?:\(\d\))? (with|without) time zone$/;

function changesZone({ before, after }: Pair): boolean {
  const [from, to] = [before, after].map((column) => TIMESTAMP.exec(factText(column, 'type'))?.[1]);
  return from !== undefined && to !== undefined && from !== to;
}

/** A column of a shipped table whose rows the engine did not write anew. */
function isKeptAsItIs(rehearsal: Rehearsal, statement: RehearsedStatement, { before }: Pair): boolean {
  const relation = before.relation ?? '';
  return (
    isShippedRelation(rehearsal, statement, relation) &&
    statement.effects.every((effect) => effect.relation !== relation || effect.work !== 'rewrite')
  );
}

/** True when an earlier migration gave the database, or a role, this time zone. */
function isUtc(catalog: Catalog): boolean {
  return objectsOf(catalog, 'setting').some((setting) =>
    factList(setting, 'settings').some((text) => /^timezone=(?:Etc\/)?(?:UTC|GMT)$/i.test(text)),
  );
}

/** True when the session's time zone is the migration's own when the statement runs. */
function isZoneSet(rehearsal: Rehearsal, place: Place): boolean {
  const transaction = transactionKey(rehearsal, place);
  return placesOf(rehearsal)
    .filter(({ at, index }) => at === place.at && index < place.index)
    .reduce((isSet, earlier) => {
      const { statement } = earlier.statement;
      if (statement.kind === 'unreadable') return isSet;
      return statement.changes.reduce((known, change) => {
        if (change.kind !== 'set-setting') return known;
        if (change.setting !== SETTING && change.setting !== 'all') return known;
        if (change.local && transactionKey(rehearsal, earlier) !== transaction) return known;
        return change.value !== null;
      }, isSet);
    }, false);
}

function toHit(place: Place, { before, after }: Pair): Hit {
  const table = code(before.relation ?? '');
  const [from, to] = [factText(before, 'type'), factText(after, 'type')];
  return hitAt(place, {
    object: before.name,
    message: `${code(before.name)} changes from ${code(from)} to ${code(to)} without a rewrite only where the session’s ${code('TimeZone')} is UTC, as it is here. Elsewhere all of ${table} is written anew, nobody can read or write it meanwhile, and every value shifts by the offset.`,
    evidence: [],
    remedy: {
      text: 'Set the time zone that the values are in before the statement, and look at what the rehearsal measures then.',
      sql: ["SET TimeZone = 'UTC'"],
      rehearsed: false,
    },
  });
}
