import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetFolder } from '../../engine-process/asset-folder.ts';

const ENGINE_FILES = ['child.js', 'modules.json', 'pgdata.tar.br'];

/**
 * A digest that changes with the code that replays a base and with the engine that it is replayed on: in the bundle,
 * this file is the chunk that holds that code, and names the chunks that it imports by their content.
 */
export async function embeddedBuild(): Promise<string> {
  const folder = assetFolder('engine');
  const hash = createHash('sha256');
  const files = [fileURLToPath(import.meta.url), ...ENGINE_FILES.map((name) => join(folder, name))];
  for (const bytes of await Promise.all(files.map((file) => readFile(file)))) hash.update(bytes);
  const extensions = join(folder, 'extensions');
  for (const name of (await readdir(extensions)).sort())
    hash.update(`${name} ${(await stat(join(extensions, name))).size}\n`);
  return hash.digest('hex');
}
