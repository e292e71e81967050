/**
 * Builds the embedded engine's data files in dist/engine: at release time and after an update of pglite.
 * `--check` builds them again and compares what is in them (a newer Brotli may pack differently).
 */
import { Buffer } from 'node:buffer';
import console from 'node:console';
import process from 'node:process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { dataDirectory } from './engine-data-directory.mjs';
import { readTar, writeTar } from './engine-tar.mjs';
import { EXTENSION_PACKAGES } from './extension-packages.mjs';

const SCOPE = 'node_modules/@electric-sql';
const PACKAGE = `${SCOPE}/pglite/dist`;
const OUT = 'dist/engine';

const assets = await engineAssets();
if (process.argv.includes('--check')) await check(assets);
else await write(assets);

/** Data files by their name in dist/engine; those that end in `.br` are still unpacked. */
async function engineAssets() {
  const wasm = await readFile(join(PACKAGE, 'pglite.wasm'));
  const archives = await extensionArchives();
  const { files, libraries } = await dataDirectory();
  const modules = [wasm, ...libraries, ...[...archives.values()].flatMap(librariesIn)].map(sha256);
  return new Map([
    ['pglite.wasm.br', wasm],
    ['pglite.data.br', await readFile(join(PACKAGE, 'pglite.data'))],
    ['pgdata.tar.br', writeTar(files)],
    ['modules.json', Buffer.from(`${JSON.stringify([...new Set(modules)].sort(), null, 2)}\n`)],
    ...archives,
  ]);
}

async function extensionArchives() {
  const archives = [];
  for (const folder of [PACKAGE, ...EXTENSION_PACKAGES.map((name) => `${SCOPE}/${name}/dist`)])
    for (const name of await readdir(folder))
      if (name.endsWith('.tar.gz')) archives.push([`extensions/${name}`, await readFile(join(folder, name))]);
  return new Map(archives.sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function write(files) {
  await rm(join(OUT, 'extensions'), { recursive: true, force: true });
  for (const [name, bytes] of files) {
    const path = join(OUT, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name.endsWith('.br') ? packed(bytes) : bytes);
  }
  console.log(`${files.size} files written to ${OUT}.`);
}

async function check(files) {
  const stale = [];
  for (const [name, bytes] of files) if (!(await present(name))?.equals(bytes)) stale.push(name);
  const known = new Set([...files.keys()].map((name) => name.slice('extensions/'.length)));
  for (const name of await readdir(join(OUT, 'extensions')))
    if (!known.has(name)) stale.push(`extensions/${name}`);
  if (stale.length === 0) return;
  console.error(`Out of date in ${OUT}: ${stale.join(', ')}. Run node scripts/engine-assets.mjs.`);
  process.exitCode = 1;
}

async function present(name) {
  const bytes = await readFile(join(OUT, name)).catch(() => null);
  return bytes !== null && name.endsWith('.br') ? brotliDecompressSync(bytes) : bytes;
}

function librariesIn(archive) {
  return readTar(gunzipSync(archive)).flatMap(({ name, data }) => (name.endsWith('.so') ? [data] : []));
}

function packed(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: 11,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
