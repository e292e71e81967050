/**
 * Reads every SQL file below a folder as SQLite does and compares each statement with SQLite itself:
 * `node scripts/bench-sqlite-parse.mjs <folder>`. SQL of other dialects is welcome: both have to refuse it alike.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundledImport } from './bundled-import.mjs';

const [root = '.'] = process.argv.slice(2);
const { parseSource, openCompiler, disagreement, endsAlike } = await bundledImport(`
  export { parseSource } from './src/dialects/sqlite/parse/parse.ts';
  export { openCompiler } from './__tests__/sqlite-parse/engine.ts';
  export { disagreement, endsAlike } from './__tests__/sqlite-parse/agree.ts';
`);
const sqlite = await openCompiler();

const found = { files: 0, bytes: 0, statements: 0, readable: 0, unreadable: 0, disagreements: 0, ms: 0 };
for (const path of await sqlFiles()) await compare(path);
console.table([{ ...found, perSecond: Math.round((found.statements / found.ms) * 1000) }]);
if (found.disagreements > 0) process.exitCode = 1;

async function sqlFiles() {
  const entries = await readdir(resolve(root), { recursive: true });
  return entries.filter((path) => path.endsWith('.sql')).sort();
}

async function compare(path) {
  const text = await readFile(join(resolve(root), path), 'utf8');
  const started = performance.now();
  const { statements } = parseSource({ path, text, defect: null });
  found.ms += performance.now() - started;
  found.files += 1;
  found.bytes += Buffer.byteLength(text);
  for (const statement of statements) judge(path, text, statement);
}

function judge(path, text, statement) {
  found.statements += 1;
  found[statement.kind] += 1;
  const rest = Buffer.from(text).subarray(statement.span.start).toString();
  const difference = disagreement(sqlite, statement);
  const isAlike = statement.kind === 'unreadable' || endsAlike(sqlite, statement, rest);
  if (difference === null && isAlike) return;
  found.disagreements += 1;
  console.log(`${path}:${statement.span.line}: ${difference ?? 'ends elsewhere'}`);
}
