/**
 * Measures how fast a throw-away PostgreSQL server scans, rewrites, indexes and changes rows, in the units of the
 * configuration's `rates`: `HOLDPOINT_TEST_POSTGRES=postgres://… node scripts/measure-rates.mjs [rows]`.
 */
import console from 'node:console';
import process from 'node:process';
import { performance } from 'node:perf_hooks';
import pg from 'pg';

const ROWS = Number(process.argv[2] ?? 4_000_000);
const DATABASE = 'holdpoint_rates';
const MEGABYTE = 1e6;

const server = process.env.HOLDPOINT_TEST_POSTGRES ?? '';
if (server === '')
  throw new Error('Set HOLDPOINT_TEST_POSTGRES, such as by scripts/servers/start-postgres.sh.');
const address = (database) =>
  Object.assign(new URL(server), database === undefined ? {} : { pathname: `/${database}` }).href;

await once(address(), [`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`, `CREATE DATABASE ${DATABASE}`]);
try {
  await measure();
} finally {
  await once(address(), [`DROP DATABASE ${DATABASE} WITH (FORCE)`]);
}

async function measure() {
  const client = new pg.Client({ connectionString: address(DATABASE) });
  client.on('error', () => undefined);
  await client.connect();
  const seconds = async (sql) => {
    await client.query('CHECKPOINT');
    const start = performance.now();
    await client.query(sql);
    return (performance.now() - start) / 1000;
  };
  const bytes = async () =>
    Number((await client.query("SELECT pg_table_size('orders') AS bytes")).rows[0].bytes);
  await client.query(`
    CREATE TABLE orders (id bigint, customer integer, state text, total numeric, note text, placed timestamptz);
    INSERT INTO orders SELECT n, n % 100000, 'state ' || n % 7, n * 1.17, md5(n::text) || md5((n + 1)::text), now()
      FROM generate_series(1, ${ROWS}) n`);
  await client.query('VACUUM ANALYZE orders');
  const size = await bytes();
  tell('table', `${Math.round(size / MEGABYTE)} MB, ${ROWS} rows`);
  const perSecond = (time) => `${Math.round(size / MEGABYTE / time)}MB/s (${time.toFixed(1)} s)`;
  tell('scan', perSecond(await seconds('ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0)')));
  tell('index-build, integer', perSecond(await seconds('CREATE INDEX by_customer ON orders (customer)')));
  tell('index-build, text', perSecond(await seconds('CREATE INDEX by_note ON orders (note)')));
  await client.query('DROP INDEX by_customer, by_note');
  tell('rewrite', perSecond(await seconds('ALTER TABLE orders ALTER customer TYPE bigint')));
  await client.query('CREATE UNIQUE INDEX by_id ON orders (id)');
  await client.query('VACUUM ANALYZE orders');
  const changed = await seconds('UPDATE orders SET total = total + 1');
  tell('rows', `${Math.round(ROWS / changed)} rows/s (${changed.toFixed(1)} s)`);
  const batches = 50;
  const start = performance.now();
  for (let batch = 0; batch < batches; batch += 1)
    await client.query(
      `UPDATE orders SET total = total + 1 WHERE id > ${batch * 1000} AND id <= ${batch * 1000 + 1000}`,
    );
  tell('batch', `${Math.round((performance.now() - start) / batches)}ms for 1000 rows`);
  const [{ version }] = (await client.query("SELECT current_setting('server_version') AS version")).rows;
  tell('server', `PostgreSQL ${version}`);
  await client.end();
}

function tell(what, text) {
  console.log(`${what}: ${text}`);
}

async function once(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
