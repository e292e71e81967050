/** A change in a repository of very many files: what the search for code that uses a column adds to a review. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const FILES = 50_000;
const FOLDERS = 200;
/** One file in so many uses the column. */
const USED = 5_000;
const LINES = 15;

/** Makes the repository with the change on a branch of its own; gives its folder. */
export async function manyFiles(folder) {
  await mkdir(folder, { recursive: true });
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  git('init', '--quiet', '--initial-branch=main');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: importOf() });
  git('reset', '--quiet', '--hard');
  git('switch', '--quiet', '--create', 'change');
  const change = join(folder, 'migrations/0002_fax.sql');
  await mkdir(dirname(change), { recursive: true });
  await writeFile(change, 'ALTER TABLE users DROP COLUMN fax_number;\n');
  return folder;
}

function importOf() {
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const users = 'CREATE TABLE users (id bigint PRIMARY KEY, fax_number text);\n';
  const files = Array.from({ length: FILES }, (_, index) => [
    `src/part${index % FOLDERS}/file${index}.ts`,
    source(index),
  ]);
  const changes = [['migrations/0001_users.sql', users], ...files].map(
    ([path, text]) => `M 644 inline ${path}\n${data(text)}`,
  );
  const author = 'committer Ada <ada@example.com> 1700000000 +0000';
  return `commit refs/heads/main\n${author}\n${data('Many')}${changes.join('')}`;
}

function source(index) {
  const lines = Array.from(
    { length: LINES },
    (_, line) => `export function made${index}_${line}(user) { return user.name + ${index * line}; }`,
  );
  const use = index % USED === 0 ? ["export const fax = db.query('SELECT fax_number FROM users');"] : [];
  return [...lines, ...use, ''].join('\n');
}

/** Seconds of a review without an engine, with the search and, for a change that takes nothing away, without it. */
export async function benchReferences(folder, runs) {
  const change = join(folder, 'migrations/0002_fax.sql');
  const took = { with: [], without: [] };
  for (let run = 0; run < runs; run += 1) {
    await writeFile(change, 'ALTER TABLE users DROP COLUMN fax_number;\n');
    took.with.push(await once(folder));
    await writeFile(change, 'ALTER TABLE users ADD COLUMN note text;\n');
    took.without.push(await once(folder));
  }
  const [found, plain] = [took.with, took.without].map(median);
  const what = `the code of ${FILES} files is searched for a dropped column`;
  const median_ = `${found.toFixed(2)} s, ${(found - plain).toFixed(2)} s of it the search`;
  return { what, goal: 'search ≤ 3 s', median: median_ };
}

function once(folder) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const args = [join(process.cwd(), 'dist/cli.js'), 'review', 'migrations', '--quiet', '--no-rehearsal'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code > 2) reject(new Error(`holdpoint review left with ${code}.`));
      else resolve((performance.now() - started) / 1000);
    });
  });
}

function median(numbers) {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
}
