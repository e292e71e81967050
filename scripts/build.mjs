/**
 * Builds dist/: two entries that share chunks, and the engines' child processes. `--engine` builds the child processes
 * only; `--check` builds elsewhere, compares with dist/ and changes nothing.
 */
import console from 'node:console';
import process from 'node:process';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { licensesText } from './third-party-licenses.mjs';

const BANNER = {
  js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';import{dirname as __pathDirname}from'node:path';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url),__dirname=__pathDirname(__filename);",
};
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  banner: BANNER,
  define: { HOLDPOINT_BUNDLED: 'true' },
};
const DIST = 'dist';
const PARSER = { from: 'node_modules/libpg-query/wasm/libpg-query.wasm', path: 'chunks/libpg-query.wasm' };
const SQLITE = {
  from: 'node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm',
  path: 'engine/sqlite/sqlite3.wasm',
};

if (process.argv.includes('--check')) await check();
else if (process.argv.includes('--engine')) await buildEngines(DIST);
else await removeStale(await buildAll(DIST));

/** Builds everything into a folder; returns the paths written, relative to it. */
async function buildAll(out) {
  const bundles = [...(await buildEngines(out)), await buildEntries(out)];
  const written = bundles.flatMap(({ outputs }) => Object.keys(outputs).map((path) => relative(out, path)));
  return [...written, ...(await copyWasm(out)), await writeLicenses(out, bundles)].sort();
}

/** The child process of each embedded engine, with what it reads. */
async function buildEngines(out) {
  const metafiles = [];
  for (const [dialect, folder] of [
    ['postgres', 'engine'],
    ['sqlite', 'engine/sqlite'],
  ]) {
    const { metafile } = await build({
      ...common,
      entryPoints: [`src/dialects/${dialect}/engines/child.ts`],
      outfile: join(out, folder, 'child.js'),
    });
    metafiles.push(metafile);
  }
  await copyTo(out, SQLITE);
  return metafiles;
}

async function buildEntries(out) {
  const shared = { splitting: true, chunkNames: 'chunks/[name]-[hash]', outdir: out };
  const { metafile } = await build({ ...common, ...shared, entryPoints: ['src/index.ts', 'src/cli.ts'] });
  return metafile;
}

async function writeLicenses(out, bundles) {
  const inputs = bundles.flatMap((bundle) => Object.keys(bundle.inputs));
  await writeFile(join(out, 'licenses.txt'), await licensesText(inputs));
  return 'licenses.txt';
}

/** Loaders look for their files beside themselves. The parser's is imported on demand, so that it is a chunk. */
async function copyWasm(out) {
  await copyTo(out, PARSER);
  return [PARSER, SQLITE].map(({ path }) => path);
}

async function copyTo(out, { from, path }) {
  await mkdir(dirname(join(out, path)), { recursive: true });
  await copyFile(from, join(out, path));
}

/** Chunks are named by their content; those of earlier builds go. */
async function removeStale(written) {
  for (const name of await readdir(join(DIST, 'chunks')))
    if (!written.includes(`chunks/${name}`)) await rm(join(DIST, 'chunks', name), { recursive: true });
}

async function check() {
  const out = await mkdtemp(join(tmpdir(), 'holdpoint-build-'));
  const written = await buildAll(out);
  const stale = [];
  for (const path of written) if (!(await sameBytes(join(out, path), join(DIST, path)))) stale.push(path);
  for (const name of await readdir(join(DIST, 'chunks')))
    if (!written.includes(`chunks/${name}`)) stale.push(`chunks/${name}`);
  await rm(out, { recursive: true });
  if (stale.length > 0) {
    console.error(`Out of date in dist/: ${stale.join(', ')}. Run npm run build.`);
    process.exitCode = 1;
  }
  execFileSync(process.execPath, ['scripts/engine-assets.mjs', '--check'], { stdio: 'inherit' });
}

async function sameBytes(left, right) {
  if (!existsSync(right)) return false;
  return (await readFile(left)).equals(await readFile(right));
}
