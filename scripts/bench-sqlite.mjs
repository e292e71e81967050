/**
 * Replays folders of SQLite migrations on the embedded engine, each on a new one, and prints how long it took and what
 * failed: `node scripts/bench-sqlite.mjs [--observe] [--function <name>]… <folder>…`. With `--observe` each statement is observed and the
 * catalog is read after it. Not a test: the folders are not part of the repository.
 */
import initialize from '@sqlite.org/sqlite-wasm';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledImport } from './bundled-import.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { observe: { type: 'boolean' }, function: { type: 'string', multiple: true } },
});
const { openSqlite, STOCK_SETTINGS } = await bundledImport(
  "export { openSqlite } from './src/dialects/sqlite/engines/sqlite-wasm.ts'; export { STOCK_SETTINGS } from './src/dialects/sqlite/engines/settings.ts';",
);
const { capi } = await initialize();
const LIMITS = { extensions: [], deadline: 600_000, statementDeadline: 60_000, memory: 1024 ** 3 };

const rows = [];
for (const folder of positionals) rows.push({ folder, ...(await replay(await statementsIn(folder))) });
console.table(rows);
const total = rows.reduce((sum, { statements }) => sum + statements, 0);
const spent = rows.reduce((sum, { ms }) => sum + ms, 0);
console.log(
  `${total} statements, ${Math.round((total / spent) * 1000)} a second, ${rows.reduce((sum, { failed }) => sum + failed, 0)} failed.`,
);

async function replay(statements) {
  const started = performance.now();
  const engine = await openSqlite(LIMITS, { ...STOCK_SETTINGS, functions: values.function ?? [] });
  const opened = performance.now();
  const outcomes = values.observe
    ? await observeAll(engine, statements)
    : await engine.runAll(statements, false);
  const ended = performance.now();
  await engine.close();
  const failed = outcomes.flatMap(({ error }, at) => (error ? [{ error, sql: statements[at] }] : []));
  for (const { error, sql } of failed) console.log(`${error.code}: ${error.message} in ${sql.slice(0, 200)}`);
  return {
    statements: statements.length,
    failed: failed.length,
    opening: Math.round(opened - started),
    ms: Math.round(ended - opened),
  };
}

async function observeAll(engine, statements) {
  const observations = [];
  for (const sql of statements) {
    observations.push(await engine.observe(sql, true));
    await engine.catalog();
  }
  return observations;
}

/** Statements of all files below a folder, in the order of their names; ways down are left out. */
async function statementsIn(folder) {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((name) => name.endsWith('.sql') && !/[.]down[.]sql$/.test(name));
  const texts = await Promise.all(files.sort(inOrder).map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => split(text.split(/^-- \+goose Down/m)[0]));
}

function inOrder(left, right) {
  return left.localeCompare(right, 'en', { numeric: true });
}

/** Cuts where SQLite itself says that a statement is complete. https://www.sqlite.org/c3ref/complete.html */
function split(text) {
  const statements = [];
  let start = 0;
  for (let end = text.indexOf(';'); end !== -1; end = text.indexOf(';', end + 1)) {
    const piece = text.slice(start, end + 1);
    if (!capi.sqlite3_complete(piece)) continue;
    statements.push(piece);
    start = end + 1;
  }
  return statements;
}
