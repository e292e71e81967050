/** Makes the data directory with which the embedded engine starts: small, cleanly shut down, the same on every run. */
import { PGlite } from '@electric-sql/pglite';
import { build } from 'esbuild';

const ROOT = '/pglite/data';
const LIBRARIES = '/pglite/lib/postgresql';

/** Files of a fresh cluster (`data` is null for a folder) and the engine's own shared libraries, sorted by path. */
export async function dataDirectory() {
  await freezeTheWorld();
  const engine = await PGlite.create({
    initDbStartParams: ['--wal-segsize=1'],
    startParams: [
      ...PGlite.defaultStartParams,
      ...['shared_buffers=16MB', 'autovacuum=off', 'wal_level=minimal', 'max_wal_senders=0'].flatMap(
        (setting) => ['-c', setting],
      ),
    ],
  });
  await engine.exec('UPDATE pg_database SET datistemplate = false');
  for (const database of ['template0', 'template1']) await engine.exec(`DROP DATABASE ${database}`);
  for (const sql of ['VACUUM (FULL, ANALYZE)', 'VACUUM (FREEZE)', 'CHECKPOINT', 'CHECKPOINT'])
    await engine.exec(sql);
  const files = engine.Module.FS;
  const libraries = files
    .readdir(LIBRARIES)
    .filter((name) => name.endsWith('.so'))
    .sort();
  const bytes = libraries.map((name) => files.readFile(`${LIBRARIES}/${name}`));
  await engine.close();
  return { files: withoutSpareLogs([...filesUnder(files, ROOT)]), libraries: bytes };
}

/** The same clock and randomness as in the rehearsal, so that two builds agree. */
async function freezeTheWorld() {
  const result = await build({
    stdin: {
      contents: "export * from './frozen-clock.ts'; export * from './fixed-chance.ts';",
      resolveDir: 'src/dialects/engine-process/inside',
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const world = await import(`data:text/javascript,${encodeURIComponent(result.outputFiles[0].text)}`);
  world.freezeClock();
  world.fixChance();
}

function* filesUnder(files, folder) {
  for (const name of files.readdir(folder).sort()) {
    if (name === '.' || name === '..') continue;
    const path = `${folder}/${name}`;
    const isFolder = files.isDir(files.stat(path).mode);
    yield { name: path.slice(ROOT.length + 1), data: isFolder ? null : files.readFile(path) };
    if (isFolder) yield* filesUnder(files, path);
  }
}

/** After a clean shutdown the first log segment holds the checkpoint; the others wait to be used again. */
function withoutSpareLogs(files) {
  const segments = files.filter(({ name }) => /^pg_wal\/[0-9A-F]{24}$/.test(name));
  return files.filter((file) => !segments.slice(1).includes(file));
}
