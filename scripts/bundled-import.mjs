/** Imports TypeScript of the sources, on every Node: bundled in memory, run from a temporary file. */
import { build } from 'esbuild';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages stay outside of the bundle, so the file has to lie where they can be found. */
const CACHE = 'node_modules';

/** `contents` is a module as it would stand in the repository's root. */
export async function bundledImport(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    plugins: [keepsItsPlace],
  });
  const folder = await mkdtemp(join(CACHE, '.holdpoint-'));
  const file = join(folder, 'bundle.mjs');
  try {
    await writeFile(file, outputFiles[0].text);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `import.meta.url` goes on naming the source file, so that what lies beside it is found. */
const keepsItsPlace = {
  name: 'keeps-its-place',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](src|__tests__)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: 'ts' };
    });
  },
};
