import { dirname, join, basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with an engine's child process and data files, for the bundle (`dist`, `dist/chunks`) and for the sources. */
export function assetFolder(engine: 'engine' | 'engine/sqlite'): string {
  const here = dirname(fileURLToPath(import.meta.url));
  if (typeof HOLDPOINT_BUNDLED === 'undefined') return join(here, '../../../dist', engine);
  return join(here, basename(here) === 'chunks' ? '..' : '.', engine);
}
