/** Builds dist/: two entries that share chunks, and the engine's child process. `--check` builds elsewhere and compares. */
import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BANNER = {
  js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';import{dirname as __pathDirname}from'node:path';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url),__dirname=__pathDirname(__filename);",
};
const out = 'dist';
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: BANNER,
  define: { HOLDPOINT_BUNDLED: 'true' },
};

await mkdir(join(out, 'engine'), { recursive: true });
const entries = ['src/index.ts', 'src/cli.ts'].filter((path) => existsSync(path));
if (entries.length > 0) {
  await build({
    ...common,
    entryPoints: entries,
    outdir: out,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  });
}
const child = 'src/dialects/postgres/engines/child.ts';
if (existsSync(child))
  await build({ ...common, entryPoints: [child], outfile: join(out, 'engine/child.js') });
// The parser's loader is imported on demand, so that it is a chunk; it looks for its file beside itself.
await mkdir(join(out, 'chunks'), { recursive: true });
await copyFile('node_modules/libpg-query/wasm/libpg-query.wasm', join(out, 'chunks/libpg-query.wasm'));
