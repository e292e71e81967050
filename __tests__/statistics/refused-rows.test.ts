import { describe, expect, test } from '@jest/globals';
import type { Severity } from '../../src/model/finding.ts';
import type { ExampleMigration } from '../../src/model/rule.ts';
import type { ColumnStatistics, KnownStatistics, TableStatistics } from '../../src/model/statistics.ts';
import { judge } from '../../src/rules/judge.ts';
import { mustRepeat } from '../../src/rules/support/must-repeat.ts';
import { exampleStage } from '../rules/example-stage.ts';
import { statisticsOf, tableOf } from './sizes.ts';

const rehearse = exampleStage();

const BASE = `CREATE TABLE teams (id bigint PRIMARY KEY, name text);
CREATE TABLE people (id bigint PRIMARY KEY, age integer, email text, note text, "Home town" text,
  team_id bigint REFERENCES teams (id) ON DELETE CASCADE);
CREATE VIEW grown_ups AS SELECT id, age FROM people WHERE age > 17;
CREATE TABLE events (id bigint, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE pets (name text);
CREATE TABLE cats (lives integer) INHERITS (pets);`;

function held(name: string, distinct: number | null, nulls = 0): ColumnStatistics {
  return { name, distinct, nulls };
}

const PEOPLE = tableOf('people', {
  rows: 20_000,
  columns: [
    held('"Home town"', 40, 0.5),
    held('age', 90),
    held('email', 19_900, 0.005),
    held('note', null, 1),
    held('team_id', 12, 0.25),
  ],
});
const EVENTS = tableOf('events', { rows: 3000 });
const EVENTS_2026 = tableOf('events_2026', {
  ...{ rows: 3000, partitionOf: 'events' },
  columns: [held('day', 365), held('id', 8, 0.1)],
});
const PETS: readonly TableStatistics[] = [
  tableOf('pets', { rows: 50, columns: [held('name', 50)] }),
  tableOf('cats', { rows: 50, columns: [held('name', 50, 0.5)] }),
];

function knownOf(tables: readonly TableStatistics[], fresh = true): KnownStatistics {
  return { statistics: statisticsOf(tables), path: '.holdpoint/stats.json', fresh };
}

const KNOWN = knownOf([PEOPLE, EVENTS, EVENTS_2026, ...PETS]);

async function told(
  head: readonly (string | ExampleMigration)[],
  { statistics = KNOWN, base = '', set = null as Severity | null } = {},
) {
  const migrations = head.map((each) => (typeof each === 'string' ? { up: each } : each));
  const rehearsal = await rehearse({ title: 'x', base: [`${BASE}\n${base}`], head: migrations });
  expect(rehearsal.base.failures).toEqual([]);
  const severities = new Map(set === null ? [] : [['depends-on-existing-rows', set] as const]);
  return judge(rehearsal, { severities, lockTimeoutDefault: 1 }, { statistics }).filter(
    ({ rule }) => rule === 'depends-on-existing-rows',
  );
}

/** What is said of the rows of production, one text for each statement. */
async function words(...input: Parameters<typeof told>): Promise<string[]> {
  const findings = await told(...input);
  return findings.flatMap(
    ({ message }) => /on your rows: as of 2026-11-30 (.*)[.]$/.exec(message)?.[1] ?? [],
  );
}

describe('rows that a statement must fail on', () => {
  test('block it, with the query that lists them', async () => {
    const findings = await told(['CREATE UNIQUE INDEX people_age ON people (age);']);

    expect(findings).toMatchObject([
      {
        severity: 'block',
        object: 'people_age',
        message:
          '`CREATE UNIQUE INDEX people_age ON people (age)` fails on your rows: as of 2026-11-30 `people.age` had about 90 different values in 20,000 rows.',
        remedy: {
          sql: [
            'SELECT age, count(*) AS "rows" FROM public.people WHERE age IS NOT NULL GROUP BY age HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT 100',
          ],
          rehearsed: false,
        },
      },
    ]);
  });

  test('leave an invalid index behind where it is built concurrently', async () => {
    const up = 'CREATE UNIQUE INDEX CONCURRENTLY people_age ON people (age);';
    const [finding] = await told([{ up, transaction: 'none' }]);

    expect(finding?.message).toMatch(/in 20,000 rows[.] It fails half-way: `people_age` stays, invalid[.]$/);
    expect(finding?.remedy?.text).toContain('`DROP INDEX CONCURRENTLY IF EXISTS people_age`');
  });

  test.each([
    [
      'a unique constraint',
      'ALTER TABLE people ADD UNIQUE (team_id);',
      '`people.team_id` had about 12 different values in 15,000 rows',
    ],
    [
      'several columns, at most so many together',
      'ALTER TABLE people ADD UNIQUE (age, team_id);',
      '`people (age, team_id)` had about 90 × 12 different values in 15,000 rows',
    ],
    [
      'rows without a value, where they are alike',
      'CREATE UNIQUE INDEX ON people ("Home town") NULLS NOT DISTINCT;',
      '`people."Home town"` had about 41 different values in 20,000 rows',
    ],
    [
      'a primary key over what is NULL and what repeats',
      'ALTER TABLE people DROP CONSTRAINT people_pkey, ADD PRIMARY KEY (team_id);',
      '`people.team_id` had about 12 different values in 15,000 rows and `people.team_id` was NULL in about 5,000 of 20,000 rows',
    ],
    [
      'SET NOT NULL',
      'ALTER TABLE people ALTER email SET NOT NULL;',
      '`people.email` was NULL in about 100 of 20,000 rows',
    ],
    [
      'a column that was never filled',
      'ALTER TABLE people ADD CONSTRAINT noted CHECK (note IS NOT NULL);',
      '`people.note` was NULL in about 20,000 of 20,000 rows',
    ],
    [
      'one of two columns in a check',
      'ALTER TABLE people ADD CHECK (age IS NOT NULL AND "Home town" IS NOT NULL);',
      '`people."Home town"` was NULL in about 10,000 of 20,000 rows',
    ],
    [
      'names that the change gives',
      'ALTER TABLE people RENAME age TO years;\nALTER TABLE people RENAME TO persons;\nCREATE UNIQUE INDEX ON persons (years);',
      '`people.age` had about 90 different values in 20,000 rows',
    ],
    [
      'NULL in a partition',
      'ALTER TABLE events ALTER id SET NOT NULL;',
      '`events_2026.id` was NULL in about 300 of 3,000 rows',
    ],
    [
      'NULL in a table that inherits',
      'ALTER TABLE pets ALTER name SET NOT NULL;',
      '`cats.name` was NULL in about 25 of 50 rows',
    ],
    [
      'a change of other rows before it',
      'UPDATE pets SET name = NULL;\nINSERT INTO teams VALUES (-1);\nALTER TABLE people ALTER email SET NOT NULL;',
      '`people.email` was NULL in about 100 of 20,000 rows',
    ],
  ])('%s', async (_, up, expected) => {
    expect(await words([up])).toEqual([expected]);
  });

  test('repeat in a partition', async () => {
    const columns = [held('day', 2), held('id', 8)];
    const statistics = knownOf([PEOPLE, EVENTS, { ...EVENTS_2026, columns }]);

    expect(await words(['CREATE UNIQUE INDEX ON events (id, day);'], { statistics })).toEqual([
      '`events_2026 (id, day)` had about 8 × 2 different values in 3,000 rows',
    ]);
  });

  test('are told where they are looked at, once', async () => {
    const added = 'ALTER TABLE people ADD CONSTRAINT mailed CHECK (email IS NOT NULL) NOT VALID;';
    const steps = [
      'ALTER TABLE people VALIDATE CONSTRAINT mailed;',
      'ALTER TABLE people ALTER email SET NOT NULL;',
    ];
    const findings = await told([added, ...steps]);

    expect(findings.map(({ version }) => version)).toEqual(['0030']);
  });

  test('of a column that version 18 requires of new rows only, when the old are looked at', async () => {
    const findings = await told([
      'ALTER TABLE people ADD CONSTRAINT mailed NOT NULL email NOT VALID;',
      'ALTER TABLE people VALIDATE CONSTRAINT mailed;',
    ]);

    expect(findings.map(({ version }) => version)).toEqual(['0030']);
  });
});

describe('nothing is claimed', () => {
  const UNIQUE = 'CREATE UNIQUE INDEX people_age ON people (age);';
  const REQUIRED = 'ALTER TABLE people ALTER email SET NOT NULL;';

  test.each([
    ['old statistics', knownOf([PEOPLE], false)],
    ['those that lack the table', knownOf([])],
    ['those that lack the column', knownOf([{ ...PEOPLE, columns: [held('id', 20_000)] }])],
    ['those of a table that was never analyzed', knownOf([tableOf('people', { rows: 20_000 })])],
    ['those without a number of rows', knownOf([{ ...PEOPLE, rows: null }])],
    ['nearly as many values as rows', knownOf([{ ...PEOPLE, columns: [held('age', 11_000)] }])],
    ['no estimate', knownOf([{ ...PEOPLE, columns: [held('age', null)] }])],
  ])('by %s', async (_, statistics) => {
    expect(await words([UNIQUE], { statistics })).toEqual([]);
  });

  test.each([
    ['an index of some rows', 'CREATE UNIQUE INDEX ON people (age) WHERE note IS NULL;'],
    ['an index of expressions', 'CREATE UNIQUE INDEX ON people ((age + 1));'],
    ['an index that is not unique', 'CREATE INDEX ON people (age);'],
    [
      'a new table of that name',
      `ALTER TABLE people RENAME TO old;\nCREATE TABLE people (id bigint, age integer);\n${UNIQUE}`,
    ],
    ['a new column of that name', `ALTER TABLE people DROP age CASCADE, ADD age integer;\n${UNIQUE}`],
    ['a check that asks more', 'ALTER TABLE people ADD CHECK (email IS NOT NULL OR age > 0);'],
    ['a check of new rows', 'ALTER TABLE people ADD CHECK (email IS NOT NULL) NOT VALID;'],
  ])('of %s', async (_, up) => {
    expect(await words([up])).toEqual([]);
  });

  test.each([
    ['its rows are updated', "UPDATE people SET email = '' WHERE email IS NULL;"],
    ['they are deleted', 'DELETE FROM people WHERE email IS NULL;'],
    ['they go with those that they refer to', 'DELETE FROM teams WHERE name IS NULL;'],
    ['everything that refers goes', 'TRUNCATE teams CASCADE;'],
    ['a view is updated', 'UPDATE grown_ups SET age = 99;'],
    [
      'they are written again',
      "INSERT INTO people (id) SELECT id FROM people ON CONFLICT (id) DO UPDATE SET email = '';",
    ],
    ['a block updates them', "DO $$ BEGIN UPDATE people SET email = '' WHERE email IS NULL; END $$;"],
    ['a block puts its text together', "DO $$ BEGIN EXECUTE 'DELETE ' || 'FROM people'; END $$;"],
    [
      'a function mends them',
      'CREATE FUNCTION mend() RETURNS void LANGUAGE sql AS $$ DELETE FROM people WHERE email IS NULL $$;\nSELECT mend();',
    ],
  ])('when %s first', async (_, sql) => {
    expect(await words([`${sql}\n${REQUIRED}`])).toEqual([]);
    expect(await words([sql, REQUIRED])).toEqual([]);
  });

  test('when the statement itself computes the values', async () => {
    const up =
      "ALTER TABLE people ALTER email TYPE varchar USING coalesce(email, ''), ALTER email SET NOT NULL;";
    expect(await words([up])).toEqual([]);
  });

  test('of what the shipped schema keeps apart already', async () => {
    const base = 'CREATE UNIQUE INDEX ON people (age);\nALTER TABLE people ADD CHECK (email IS NOT NULL);';
    const up = `ALTER TABLE people ADD UNIQUE (age, team_id);\n${REQUIRED}`;
    expect(await words([up], { base })).toEqual([]);
  });

  test('of partitions that leave', async () => {
    const up = 'ALTER TABLE events DETACH PARTITION events_2026;\nALTER TABLE events ALTER id SET NOT NULL;';
    expect(await words([up])).toEqual([]);
  });
});

describe('what a team sets for the rule counts', () => {
  test.each(['note', 'warn'] as const)('%s', async (set) => {
    const findings = await told(['CREATE UNIQUE INDEX ON people (age);'], { set });
    expect(findings.map(({ severity }) => severity)).toEqual([set]);
  });
});

describe('the number of combinations', () => {
  const repeated = (rows: number, ...distinct: readonly number[]): boolean =>
    mustRepeat(
      distinct.map((each) => held('x', each)),
      rows,
      false,
    ) !== null;

  test.each<[number, readonly number[], boolean]>([
    [20_000, [10_000], true],
    [20_000, [10_001], false],
    [20_000, [100, 100], true],
    [20_000, [100, 101], false],
    // One column that was seen to repeat is no guess.
    [100_000_000, [40_000_000], true],
    // Of many rows a number for each column is guessed.
    [100_000_000, [5, 2000], true],
    [100_000_000, [100, 270_000], false],
    [1, [1], false],
    [0, [0], false],
  ])('%i rows of %j: %s', (rows, distinct, expected) => {
    expect(repeated(rows, ...distinct)).toBe(expected);
  });

  test('rows without a value are not alike', () => {
    expect(mustRepeat([held('a', 10, 0.6), held('b', 10, 0.4)], 20_000, false)).toBeNull();
    expect(mustRepeat([held('a', 10, 0.6), held('b', 10, 0.4)], 20_000, true)).toEqual({
      values: [11, 11],
      rows: 20_000,
    });
  });
});
