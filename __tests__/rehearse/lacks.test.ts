import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Rehearsal, RehearsedStatement } from '../../src/model/rehearsal.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';
import { judge } from '../../src/rules/judge.ts';
import { repositoryOf, requestOf } from '../changeset/memory-repository.ts';

const EXTENSIONS = ['foo', 'pg_cron', 'plv8', 'postgis', 'timescaledb', 'timescaledb@2.14.2'];
const LIMITS = { extensions: EXTENSIONS, deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

/** What was seen of a change on a base; one statement per line. */
async function rehearsed(base: string, up: string, down?: string): Promise<Rehearsal> {
  await engine.rewind(empty);
  const shipped = { 'migrations/1_a.up.sql': base, 'migrations/1_a.down.sql': 'SELECT 1;' };
  const added = {
    'migrations/2_b.up.sql': up,
    ...(down === undefined ? {} : { 'migrations/2_b.down.sql': down }),
  };
  const { projects } = await readChanges(repositoryOf(shipped, { ...shipped, ...added }), requestOf({}));
  const [change] = projects;
  if (change === undefined) throw new Error('Nothing to rehearse.');
  return rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
}

/** Line, how it went, and what it lacks. */
function fates({ migrations }: Rehearsal): string[] {
  return (migrations[0]?.statements ?? []).map((statement) => `${lineOf(statement)} ${wayOf(statement)}`);
}

function lineOf({ statement }: RehearsedStatement): number {
  return statement.span.line;
}

function wayOf({ observation, lacks }: RehearsedStatement): string {
  const way = observation === null ? 'not run' : (observation.error?.message ?? 'ran');
  return lacks === undefined ? way : `${way}, lacks ${lacks}`;
}

const PLACES = `CREATE EXTENSION postgis;
CREATE TABLE places (id bigint PRIMARY KEY, geom geometry(Point, 4326) NOT NULL);
CREATE INDEX places_geom_idx ON places USING gist (geom);
CREATE TABLE users (id bigint PRIMARY KEY);`;

const CONDITIONS = `CREATE EXTENSION timescaledb VERSION '2.14.2';
CREATE TABLE conditions (at timestamptz NOT NULL, heat double precision);
SELECT create_hypertable('conditions', 'at');
ALTER TABLE conditions SET (timescaledb.compress);
CREATE TABLE users (id bigint PRIMARY KEY);`;

describe('an extension that the engine does not have', () => {
  test('its types are stood in for, and what does not use it is measured as ever', async () => {
    const seen = await rehearsed(
      PLACES,
      'ALTER TABLE users ADD COLUMN name text;\nALTER TABLE places ADD COLUMN name text;',
    );
    expect(seen.base.failures).toEqual([]);
    expect(seen.base.lacking?.map(({ line, lacks }) => [line, lacks])).toEqual([
      [3, 'the extension `postgis`'],
    ]);
    expect(fates(seen)).toEqual(['1 ran', '2 ran']);
    expect(seen.rollback?.outcome).toBe('restored');
    expect(seen.shipped.get('column places.geom')?.facts['notNull']).toBe(true);
  });

  test('what uses it is unknown, and so is what follows from what could not run', async () => {
    const seen = await rehearsed(
      PLACES,
      `CREATE TABLE zones (id bigint PRIMARY KEY, shape geometry);
CREATE INDEX zones_shape_idx ON zones USING gist (shape);
DROP INDEX zones_shape_idx;
DROP INDEX places_geom_idx;
ALTER TABLE places ALTER COLUMN geom TYPE geometry(Point, 3857) USING st_transform(geom, 3857);
SELECT id FROM places WHERE geom && geom;`,
    );
    expect(fates(seen)).toEqual([
      '1 ran, lacks the extension `postgis`',
      '2 not run, lacks the extension `postgis`',
      '3 not run, lacks the extension `postgis`',
      '4 not run, lacks the extension `postgis`',
      '5 ran, lacks the extension `postgis`',
      '6 not run, lacks the extension `postgis`',
    ]);
    expect(seen.migrations[0]?.rollback).toMatchObject({
      outcome: 'untried',
      reason: 'Line 2 needs the extension `postgis`, which is not available here.',
    });
    // Two modifiers look the same to a stand-in; the manual knows that the table is written anew.
    expect(seen.migrations[0]?.statements[4]?.effects).toMatchObject([
      { relation: 'places', lock: 'AccessExclusiveLock', work: 'rewrite', witness: 'documented' },
    ]);
    expect(seen.migrations[0]?.statements[1]?.effects).toMatchObject([
      { relation: 'zones', lock: 'ShareLock', work: 'index-build', witness: 'documented' },
    ]);
  });

  test('it is told once for a file, and no finding says that a statement fails', async () => {
    const seen = await rehearsed(
      PLACES,
      'CREATE INDEX again ON places USING gist (geom);\nDROP INDEX again;',
    );
    const findings = judge(seen, { severities: new Map(), lockTimeoutDefault: null }).map(({ rule }) => rule);
    expect(findings).not.toContain('statement-fails');
    const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal: seen, findings: [] }]);
    expect(plan.projects[0]?.unknowns).toEqual([
      {
        what: 'What lines 1 and 2 of `2_b.up.sql` do',
        because:
          'They need the extension `postgis`, which pglite does not have; run with `--database-url` on a server that does.',
        path: 'migrations/2_b.up.sql',
        line: 1,
      },
    ]);
  });

  test('a mistake beside it stays a failure', async () => {
    const seen = await rehearsed(
      PLACES,
      'ALTER TABLE plces ADD COLUMN g geometry;\nALTER TABLE places DROP COLUMN missing;',
    );
    expect(fates(seen)).toEqual([
      '1 relation "plces" does not exist',
      '2 column "missing" of relation "places" does not exist',
    ]);
  });

  test('a table that it turned into something else is followed', async () => {
    const seen = await rehearsed(
      CONDITIONS,
      `ALTER TABLE users ADD COLUMN name text;
ALTER TABLE conditions ADD COLUMN wet double precision;
SELECT add_retention_policy('conditions', INTERVAL '1 year');
ALTER EXTENSION timescaledb UPDATE;`,
    );
    expect(seen.base.failures).toEqual([]);
    expect(seen.base.lacking?.map(({ line }) => line)).toEqual([3, 4]);
    expect(fates(seen)).toEqual([
      '1 ran',
      '2 ran, lacks the extension `timescaledb`',
      '3 not run, lacks the extension `timescaledb`',
      '4 ran, lacks the extension `timescaledb`',
    ]);
  });

  test('jobs, languages, and what nobody knows of', async () => {
    const seen = await rehearsed(
      'CREATE EXTENSION pg_cron; CREATE EXTENSION plv8; CREATE EXTENSION foo;',
      `SELECT cron.schedule('nightly', '0 3 * * *', 'SELECT 1');
CREATE FUNCTION one() RETURNS integer LANGUAGE plv8 AS 'return 1';
CREATE TABLE bars (id bigint PRIMARY KEY, bar bar_type);
ALTER TABLE bars ADD COLUMN name text;
CREATE TABLE plain (id bigint PRIMARY KEY);`,
    );
    expect(fates(seen)).toEqual([
      '1 not run, lacks the extension `pg_cron`',
      '2 ran, lacks the extension `plv8`',
      '3 not run, lacks the extension `foo`',
      '4 not run, lacks the extension `foo`',
      '5 ran',
    ]);
  });

  test('that nobody creates: what it alone brings is known by name', async () => {
    const seen = await rehearsed(
      'CREATE TABLE users (id bigint PRIMARY KEY);',
      "SELECT net.http_post('x');\nALTER TABLE users ADD COLUMN at geography;\nALTER TABLE users ADD COLUMN a nothing_known;",
    );
    expect(fates(seen)).toEqual([
      '1 not run, lacks the extension `pg_net`',
      '2 not run, lacks the extension `postgis`',
      '3 type "nothing_known" does not exist',
    ]);
  });

  test('a down file that needs it is not tried', async () => {
    const up = 'DROP INDEX places_geom_idx;';
    const down = 'CREATE INDEX places_geom_idx ON places USING gist (geom);';
    const seen = await rehearsed(PLACES, up, down);
    expect(seen.migrations[0]?.down?.outcome).toBe('untried');
  });
});
