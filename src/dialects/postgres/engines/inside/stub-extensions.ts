import { standInScript } from '../../extensions/stand-in-script.ts';
import type { FileSystem } from './file-system.ts';

const FOLDER = '/pglite/share/postgresql/extension';

/**
 * Gives every wanted extension that is not shipped a stand-in, so that `CREATE EXTENSION` works and what follows can
 * be rehearsed as far as it does not use it. Returns their names. A version that is asked for (`vector@0.7.0`) and
 * not shipped is the shipped one under that number.
 */
export function stubMissingExtensions(files: FileSystem, wanted: readonly string[]): readonly string[] {
  const names = [...new Set(wanted)].filter(isPlain);
  const missing = names.filter((name) => !files.analyzePath(control(name)).exists);
  for (const name of missing) {
    files.writeFile(control(name), "comment = 'stand-in'\ndefault_version = '0'\nrelocatable = true\n");
    files.writeFile(script(name, '0'), standInScript(name));
  }
  for (const name of names) offerVersions(files, name, versionsOf(name, wanted));
  return missing.sort();
}

/** The server refuses other names, and they must not lead out of the folder. */
function isPlain(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name) && !name.includes('--');
}

function versionsOf(name: string, wanted: readonly string[]): readonly string[] {
  const versions = wanted.flatMap((entry) =>
    entry.startsWith(`${name}@`) ? [entry.slice(name.length + 1)] : [],
  );
  return versions.filter(isPlain);
}

/** From and to every version that is asked for, at no cost: all of them are the shipped one. */
function offerVersions(files: FileSystem, name: string, versions: readonly string[]): void {
  const shipped = /^default_version\s*=\s*'([^']+)'/m.exec(text(files, control(name)))?.[1] ?? '';
  if (versions.length === 0 || !files.analyzePath(script(name, shipped)).exists) return;
  const all = [...new Set([shipped, ...versions])];
  for (const version of all) {
    if (version !== shipped) files.writeFile(script(name, version), text(files, script(name, shipped)));
    for (const other of all) if (other !== version) files.writeFile(script(name, `${version}--${other}`), '');
  }
}

function text(files: FileSystem, path: string): string {
  return new TextDecoder().decode(files.readFile(path));
}

function control(name: string): string {
  return `${FOLDER}/${name}.control`;
}

function script(name: string, version: string): string {
  return `${FOLDER}/${name}--${version}.sql`;
}
