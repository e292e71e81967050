import type { FileSystem } from './file-system.ts';

const FOLDER = '/pglite/share/postgresql/extension';

/**
 * Gives every wanted extension that is not shipped an empty stand-in, so that `CREATE EXTENSION` works and what
 * follows can be rehearsed as far as it does not use it. Returns their names.
 */
export function stubMissingExtensions(files: FileSystem, wanted: readonly string[]): readonly string[] {
  const missing = [...new Set(wanted)].filter(
    (name) => isPlain(name) && !files.analyzePath(control(name)).exists,
  );
  for (const name of missing) {
    files.writeFile(control(name), "comment = 'stand-in'\ndefault_version = '0'\nrelocatable = true\n");
    files.writeFile(`${FOLDER}/${name}--0.sql`, '');
  }
  return missing.sort();
}

/** The server refuses other names, and they must not lead out of the folder. */
function isPlain(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(name) && !name.includes('--');
}

function control(name: string): string {
  return `${FOLDER}/${name}.control`;
}
