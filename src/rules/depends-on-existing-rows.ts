import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Remedy } from '../model/finding.ts';
import type { Rehearsal, RehearsedMigration } from '../model/rehearsal.ts';
import type { EngineError } from '../model/observation.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { ColumnStatistics, KnownStatistics } from '../model/statistics.ts';
import { breaksOf } from './support/breaks.ts';
import { cureFor, failsOnAnyRow } from './support/cures.ts';
import { errorOfRows } from './support/failing.ts';
import { hitAt } from './support/hit.ts';
import { leftBehindBy, type LeftBehind } from './support/left-behind.ts';
import { objectOf, placesOf, summaryOf, type Place } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';
import { refusedRows, type RefusedRows } from './support/refused-rows.ts';
import { errorWords } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);';

/** Statistics of 20,000 users. */
function counted(...columns: readonly ColumnStatistics[]): KnownStatistics {
  const users = { name: 'users', rows: 20_000, bytes: 1_600_000, indexes: [], columns };
  const rest = { dialect: 'postgres', version: '18.6', settings: {}, replicas: 0 } as const;
  const statistics = { ...rest, takenAt: '2026-11-30T08:00:00Z', tables: [users] };
  return { statistics, path: '.holdpoint/stats.json', fresh: true };
}

const AGES: KnownStatistics = counted({ name: 'age', distinct: 90, nulls: 0.02 });

export default defineRule({
  id: 'depends-on-existing-rows',
  title: 'Depends on existing rows',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a statement that fails because of the synthetic rows that the tables hold, so that the rows of production decide whether it runs. With [statistics](../statistics.md) of production it blocks what those rows must refuse: uniqueness that has more rows than values, a column that must be filled and is not.',
    why: 'It passes on every developer’s machine and stops the deploy where the data is: duplicates under a unique index, orphans under a foreign key, values that a check or a new type refuses.',
    instead:
      'Run the validation query of the plan on production data first, clean up what it finds, and only then add the constraint.',
    references: ['https://www.postgresql.org/docs/current/ddl-constraints.html'],
  },
  examples: {
    bad: [
      {
        title: 'A check that rows may not meet',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD CONSTRAINT email_known CHECK (email = 'known@example.org');" }],
        also: ['constraint-validation-blocks'],
      },
      {
        title: 'A unique index over values that repeat, as statistics tell',
        base: [USERS],
        head: [{ up: 'CREATE UNIQUE INDEX CONCURRENTLY users_age_key ON users (age);', transaction: 'none' }],
        statistics: AGES,
      },
      {
        title: 'A column that is required and empty in some rows, as statistics tell',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD CONSTRAINT age_known CHECK (age IS NOT NULL);' }],
        also: ['constraint-validation-blocks'],
        statistics: AGES,
      },
      {
        title: 'SQLite: a default that is not constant',
        dialect: 'sqlite',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'],
        head: [{ up: 'ALTER TABLE users ADD COLUMN created_at TEXT DEFAULT CURRENT_TIMESTAMP;' }],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'A check that is not asked of old rows',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD CONSTRAINT age_sane CHECK (age < 200) NOT VALID;' }],
      },
      {
        title: 'A constraint of a new table',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY, name text UNIQUE);' }],
      },
      {
        title: 'As many values as rows',
        base: [USERS],
        head: [
          { up: 'CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);', transaction: 'none' },
        ],
        statistics: counted({ name: 'email', distinct: 19_600, nulls: 0.02 }),
      },
      {
        title: 'Rows that are mended first',
        base: [USERS],
        head: [
          { up: 'UPDATE users SET age = 0 WHERE age IS NULL;' },
          { up: 'ALTER TABLE users ADD CONSTRAINT age_known CHECK (age IS NOT NULL);' },
        ],
        statistics: AGES,
      },
    ],
  },
  check(rehearsal, { statistics }) {
    return placesOf(rehearsal).flatMap((place) => {
      const refused = refusedRows(rehearsal, place, statistics);
      if (statistics !== null && refused.length > 0) return [failingHit(place, refused, statistics)];
      const error = errorOfRows(place.statement);
      if (error === null || isRequiredColumn(rehearsal, place)) return [];
      return [toHit(rehearsal, place, error)];
    });
  },
});

function toHit(rehearsal: Rehearsal, place: Place, error: EngineError): Hit {
  const hit = hitAt(place, {
    object: objectOf(place),
    message: failsOnAnyRow(error)
      ? `${code(summaryOf(place))} runs on an empty table only: as soon as there is a row, it fails.`
      : `${code(summaryOf(place))} fails on the synthetic rows; whether it runs in production depends on the rows there: ${errorWords(error)}.`,
    evidence: [errorWords(error)],
    remedy: rebuildRemedy(
      rehearsal,
      place,
      cureFor(error) ??
        'Run the validation query for this statement on production data first, and clean up what it finds.',
    ),
  });
  return failsOnAnyRow(error) ? { ...hit, severity: 'block' } : hit;
}

/** What the reader's own rows refuse is no question any more. */
function failingHit(place: Place, refused: readonly RefusedRows[], { statistics }: KnownStatistics): Hit {
  const left = leftBehindBy(place.statement.statement);
  const error = errorOfRows(place.statement);
  const words = listInWords(refused.map((each) => each.words));
  const leaves = left === null ? '' : ` It fails half-way: ${left.words}.`;
  return {
    ...hitAt(place, {
      object: objectOf(place),
      message: `${code(summaryOf(place))} fails on your rows: as of ${statistics.takenAt.slice(0, 10)} ${words}.${leaves}`,
      evidence: error === null ? [] : [`on the synthetic rows: ${errorWords(error)}`],
      remedy: mending(
        refused.flatMap(({ object }) => listing(place.migration, object)),
        left,
      ),
    }),
    severity: 'block',
  };
}

function mending(sql: readonly string[], left: LeftBehind | null): Remedy {
  const listed =
    sql.length === 0 ? '' : sql.length === 1 ? '; the query lists them' : '; the queries list them';
  const mend = `Mend these rows first, in a migration of its own that ships before this one${listed}.`;
  const again = `Where that is done, take the statistics anew: ${code('holdpoint stats')}.`;
  const clear = (left?.sql ?? []).map(
    (drop) => ` Where the statement has failed already, clear away what it left: ${code(drop)}.`,
  );
  return { text: `${mend} ${again}${clear.join('')}`, sql, rehearsed: false };
}

/** The query that lists the rows, where it was tried. */
function listing({ validation }: RehearsedMigration, object: string): string[] {
  return validation.flatMap(({ offenders }) => (offenders?.object === object ? [offenders.sql] : []));
}

/** A required column without a default fails on any row at all; that has a rule of its own. */
function isRequiredColumn(rehearsal: Rehearsal, { statement }: Place): boolean {
  return breaksOf(rehearsal).some(
    ({ place, cause }) => place.statement === statement && cause?.kind === 'required-column',
  );
}
