/** Measures the embedded engine: start, memory, replay, observation, mark and rewind. Prints medians as a table. */
import console from 'node:console';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const OPTIONS = { extensions: [], deadline: 120_000, statementDeadline: 30_000, memory: 1 << 30 };
const OUT = 'node_modules/.cache/holdpoint/engine/pglite.mjs';

/** Runs everything `rounds` times; returns `{ name, unit, value }` with medians. */
export async function benchEngine(rounds = 5) {
  await build({
    entryPoints: ['src/dialects/postgres/engines/pglite.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: OUT,
    logLevel: 'error',
  });
  const { openPglite } = await import(pathToFileURL(OUT).href);
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await oneRun(openPglite));
  return Object.entries(UNITS).map(([name, unit]) => ({
    name,
    unit,
    value: median(runs.map((run) => run[name])),
  }));
}

const UNITS = {
  'start to ready': 'ms',
  'resident after start': 'MB',
  replay: 'statements/s',
  'resident after replay': 'MB',
  observe: 'ms per statement',
  catalog: 'ms',
  digests: 'ms',
  'first mark': 'ms',
  'second mark': 'ms',
  rewind: 'ms',
  'resident with marks': 'MB',
};

async function oneRun(openPglite) {
  const measured = {};
  const began = performance.now();
  const engine = await openPglite(OPTIONS);
  measured['start to ready'] = performance.now() - began;
  measured['resident after start'] = resident();
  const history = tables(100);
  const time = async (name, action, per = 1) => {
    const start = performance.now();
    const value = await action();
    measured[name] = (performance.now() - start) / per;
    return value;
  };
  await time('replay', () => engine.runAll(history, true));
  measured.replay = (history.length / measured.replay) * 1000;
  measured['resident after replay'] = resident();
  await time('catalog', () => engine.catalog());
  await time('digests', () => engine.digests());
  const mark = await time('first mark', () => engine.mark());
  await time(
    'observe',
    async () => {
      for (let n = 0; n < 20; n++) await engine.observe(`ALTER TABLE t${n} ADD COLUMN extra integer`, true);
    },
    20,
  );
  await time('second mark', () => engine.mark());
  await time('rewind', () => engine.rewind(mark));
  measured['resident with marks'] = resident();
  await engine.close();
  return measured;
}

/** A made-up history: per table a CREATE, two ALTERs, an index and a foreign key. */
function tables(count) {
  return Array.from({ length: count }, (_, n) => [
    `CREATE TABLE t${n} (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz DEFAULT now())`,
    `ALTER TABLE t${n} ADD COLUMN parent_id bigint`,
    `ALTER TABLE t${n} ADD COLUMN price numeric(10,2) DEFAULT 0 CHECK (price >= 0)`,
    `CREATE INDEX ON t${n} (name)`,
    n === 0 ? 'SELECT 1' : `ALTER TABLE t${n} ADD FOREIGN KEY (parent_id) REFERENCES t${n - 1} (id)`,
    `INSERT INTO t${n} VALUES (1, 'one'), (2, 'two')`,
  ]).flat();
}

/** Resident memory of the engine's process, in MB; esbuild's own process is not it. */
function resident() {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').trim().split(' ');
  const engines = children.filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('child.js'),
  );
  return (Number(readFileSync(`/proc/${engines[0]}/statm`, 'latin1').split(' ')[1]) * 4096) / 1e6;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(`Node ${process.version}`);
  for (const { name, unit, value } of await benchEngine())
    console.log(`${name.padEnd(24)}${value.toFixed(1).padStart(10)} ${unit}`);
}
