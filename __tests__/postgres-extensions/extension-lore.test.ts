import { describe, expect, test } from '@jest/globals';
import { EXTENSION_LORE } from '../../src/dialects/postgres/extensions/extension-lore.ts';
import { extensionsOf } from '../../src/dialects/postgres/parse/parse.ts';

describe('the extension behind an error', () => {
  test.each([
    ['42704', 'type "geometry" does not exist', [], 'postgis'],
    ['42883', 'operator does not exist: geometry && geometry', [], 'postgis'],
    ['42704', 'data type geometry has no default operator class for access method "gist"', [], 'postgis'],
    ['42883', 'function create_hypertable(unknown, unknown) does not exist', [], 'timescaledb'],
    ['22023', 'unrecognized parameter namespace "timescaledb"', [], 'timescaledb'],
    ['3F000', 'schema "cron" does not exist', [], 'pg_cron'],
    ['42P01', 'relation "cron.job" does not exist', ['pg_cron'], 'pg_cron'],
    ['42704', 'access method "columnar" does not exist', ['citus'], 'citus'],
    [
      '42883',
      'function first(double precision, timestamp with time zone) does not exist',
      ['timescaledb'],
      'timescaledb',
    ],
    ['42883', 'function first(double precision, timestamp with time zone) does not exist', [], null],
    ['42883', 'function brand_new(integer) does not exist', ['brand'], 'brand'],
    ['42883', 'function brand_new(integer) does not exist', ['postgis'], null],
    ['42704', 'role "cron" does not exist', ['pg_cron', 'brand'], null],
    ['42701', 'column "geometry" of relation "places" already exists', ['postgis'], null],
    ['42703', 'column "geometry" does not exist', ['postgis'], null],
    ['23502', 'null value in column "geometry" violates not-null constraint', ['postgis'], null],
    ['42P01', 'relation "plces" does not exist', ['postgis', 'brand'], null],
  ])('%s %s', (code, message, created, extension) => {
    expect(EXTENSION_LORE.behind({ code, message, detail: null, hint: null, position: null }, created)).toBe(
      extension,
    );
  });
});

test.each([
  ['SELECT st_x(geom) FROM places', 'postgis'],
  ["SELECT 'st_x' -- st_x", null],
  ['ALTER TABLE geometry_notes ADD COLUMN note text', null],
  ['SELECT public.time_bucket(1, at) FROM t', 'timescaledb'],
  ['ALTER TABLE t SET (timescaledb.compress)', 'timescaledb'],
  ['CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT st_astext(geom) FROM places $$', 'postgis'],
])('what SQL uses: %s', (sql, extension) => {
  expect(EXTENSION_LORE.usedIn(sql, ['postgis', 'timescaledb'])).toBe(extension);
});

test.each([
  ['CREATE EXTENSION IF NOT EXISTS "postgis" WITH SCHEMA extensions', 'postgis'],
  ['COMMENT ON EXTENSION postgis IS $$x$$', 'postgis'],
  ['DROP EXTENSION IF EXISTS POSTGIS CASCADE', 'postgis'],
  ['CREATE EXTENSION hstore', null],
])('what SQL manages: %s', (sql, extension) => {
  expect(EXTENSION_LORE.managedIn(sql, ['postgis'])).toBe(extension);
});

test('versions that are asked for', () => {
  const text =
    'CREATE EXTENSION vector WITH SCHEMA extensions VERSION \'0.5.1\' CASCADE;\nALTER EXTENSION vector UPDATE TO "0.7.0";\nALTER EXTENSION postgis UPDATE;';
  expect(extensionsOf([{ path: 'a.sql', text, defect: null }])).toEqual([
    'postgis',
    'vector',
    'vector@0.5.1',
    'vector@0.7.0',
  ]);
});
