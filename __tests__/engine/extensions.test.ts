import { expect, test } from '@jest/globals';
import { mustRun, openEngine, valueOf } from './open-engine.ts';

/** What each separately packaged extension is made for; the last query's first value is compared. */
const USES: Readonly<Record<string, { readonly sqls: readonly string[]; readonly gives: string }>> = {
  vector: {
    sqls: [
      'CREATE SCHEMA extensions',
      'CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA extensions',
      'SET search_path = public, extensions',
      'CREATE TABLE items (id bigserial PRIMARY KEY, embedding vector(3), half halfvec(3), bits bit(3))',
      "INSERT INTO items (embedding, half, bits) VALUES ('[1,2,3]', '[1,2,3]', B'101'), ('[4,5,6]', '[4,5,6]', B'111')",
      'CREATE INDEX ON items USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64)',
      'CREATE INDEX ON items USING ivfflat (embedding vector_l2_ops) WITH (lists = 1)',
      'CREATE INDEX ON items USING hnsw (half halfvec_l2_ops)',
      'CREATE INDEX ON items USING hnsw (bits bit_hamming_ops)',
      'CREATE INDEX CONCURRENTLY later ON items USING hnsw (embedding vector_ip_ops)',
      "SELECT id FROM items ORDER BY embedding <-> '[4,5,7]' LIMIT 1",
    ],
    gives: '2',
  },
  age: {
    sqls: [
      'CREATE EXTENSION age',
      'SET search_path = ag_catalog, "$user", public',
      "SELECT create_graph('people')",
      "SELECT * FROM cypher('people', $$ CREATE (:Person {name: 'Ada'}) $$) AS (n agtype)",
      "SELECT * FROM cypher('people', $$ MATCH (n:Person) RETURN n.name $$) AS (name agtype)",
    ],
    gives: '"Ada"',
  },
  pg_ivm: {
    sqls: [
      'CREATE EXTENSION pg_ivm',
      'CREATE TABLE t (i integer PRIMARY KEY, v integer)',
      "SELECT pgivm.create_immv('m', 'SELECT i, v FROM t')",
      'INSERT INTO t VALUES (1, 1), (2, 2)',
      'SELECT count(*) FROM m',
    ],
    gives: '2',
  },
  pg_hashids: { sqls: ['CREATE EXTENSION pg_hashids', 'SELECT id_encode(1001)'], gives: 'jNl' },
  pgtap: { sqls: ['CREATE EXTENSION pgtap', 'SELECT plan(1)', "SELECT ok(true, 'x')"], gives: 'ok 1 - x' },
  pg_uuidv7: {
    sqls: [
      'CREATE EXTENSION pg_uuidv7',
      'CREATE TABLE u (id uuid PRIMARY KEY DEFAULT uuid_generate_v7(), n integer)',
      'INSERT INTO u (n) VALUES (1), (2)',
      'SELECT count(DISTINCT id) FROM u',
    ],
    gives: '2',
  },
};

test.each(Object.entries(USES))(
  '%s loads, works, and the engine can be taken back past it',
  async (name, { sqls, gives }) => {
    const engine = await openEngine({ extensions: [name] });
    try {
      expect(engine.stubbedExtensions).toEqual([]);
      const start = await engine.mark();
      for (let time = 0; time < 2; time++) {
        await mustRun(engine, sqls.slice(0, -1));
        expect(await valueOf(engine, sqls.at(-1) ?? '')).toBe(gives);
        await engine.rewind(start);
      }
      expect(await valueOf(engine, `SELECT count(*) FROM pg_extension WHERE extname = '${name}'`)).toBe('0');
    } finally {
      await engine.close();
    }
  },
);

test('an extension that nobody asks for is not there', async () => {
  const engine = await openEngine();
  expect(await engine.run('CREATE EXTENSION vector')).toMatchObject({ ok: false, error: { code: '0A000' } });
  await engine.close();
});

test('another version is the one at hand under its number, and can be brought up to any', async () => {
  const extensions = ['postgis', 'postgis@3.4.2', 'vector', 'vector@0.5.1', 'vector@0.7.0'];
  const engine = await openEngine({ extensions });
  const version = `SELECT string_agg(extversion, ' ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql'`;
  await mustRun(engine, [
    "CREATE EXTENSION vector VERSION '0.5.1'",
    "CREATE EXTENSION postgis VERSION '3.4.2'",
  ]);
  expect(await valueOf(engine, version)).toBe('3.4.2 0.5.1');
  await mustRun(engine, [
    "ALTER EXTENSION vector UPDATE TO '0.7.0'",
    'CREATE TABLE v (e vector(2), h halfvec(2))',
  ]);
  expect(await valueOf(engine, version)).toBe('3.4.2 0.7.0');
  await engine.close();
});

test('a stand-in can be used in tables, views and functions', async () => {
  const engine = await openEngine({ extensions: ['postgis', 'plpython3u', 'postgres_fdw', 'pg_net'] });
  expect(engine.lackedExtensions).toEqual(['pg_net', 'plpython3u', 'postgis', 'postgres_fdw']);
  await mustRun(engine, [
    'CREATE SCHEMA extensions',
    'CREATE SCHEMA net',
    'CREATE EXTENSION postgis WITH SCHEMA extensions',
    'SET search_path = public, extensions',
    'CREATE EXTENSION plpython3u',
    'CREATE EXTENSION postgres_fdw',
    'CREATE EXTENSION pg_net',
    'CREATE TABLE p (x integer, g geometry(Point, 4326) NOT NULL, a geography, m geometry GENERATED ALWAYS AS (st_setsrid(st_makepoint(x, x), 4326)) STORED, CHECK (st_isvalid(g)))',
    "INSERT INTO p (x, g) VALUES (1, 'POINT(1 1)')",
    'CREATE VIEW near AS SELECT st_asgeojson(g) AS json, st_distance(g::geography, a) FROM p WHERE st_dwithin(g, m, 10)',
    'CREATE FUNCTION f() RETURNS integer LANGUAGE plpython3u AS $$ return 1 $$',
    "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'elsewhere')",
    'CREATE FOREIGN TABLE far (id bigint) SERVER s',
  ]);
  expect(await valueOf(engine, 'SELECT count(*) FROM near')).toBe('1');
  await mustRun(engine, ['DROP EXTENSION postgis CASCADE']);
  await engine.close();
});
