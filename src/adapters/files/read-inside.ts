import { constants } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { sep } from 'node:path';

import { usageProblem } from '../../model/problem.ts';

/**
 * Bytes of a file below `root`. A link is followed only to a regular file below the root and outside of `.git`;
 * any other link reads as git stores it, its target path, so that nothing from elsewhere can reach a report.
 *
 * @param root absolute path with its own links followed.
 * @param path relative to the root, as bytes, since file names need not be UTF-8.
 * @throws Problem `unreadable-file`.
 */
export async function readInside(root: string, path: Buffer): Promise<Uint8Array> {
  const file = Buffer.concat([Buffer.from(root + sep), path]);
  try {
    const place = await realpath(file);
    if (await isReadable(root, place)) return await readPlain(place);
    if ((await lstat(file)).isSymbolicLink()) return await readlink(file, { encoding: 'buffer' });
    throw new Error('it is not a regular file of this folder');
  } catch (error) {
    const link = await danglingTarget(file, error);
    if (link !== null) return link;
    throw unreadable(path.toString(), error);
  }
}

async function isReadable(root: string, place: string): Promise<boolean> {
  const base = root.endsWith(sep) ? root : root + sep;
  if (!place.startsWith(base)) return false;
  if (place.slice(base.length).split(sep).includes('.git')) return false;
  return (await lstat(place)).isFile();
}

async function readPlain(place: string): Promise<Uint8Array> {
  const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Target of a link that leads nowhere; null when the file is not such a link. */
async function danglingTarget(file: Buffer, error: unknown): Promise<Uint8Array | null> {
  const code = codeOf(error);
  if (code !== 'ENOENT' && code !== 'ELOOP') return null;
  return readlink(file, { encoding: 'buffer' }).catch(() => null);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function unreadable(path: string, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return usageProblem(
    'unreadable-file',
    `${path} cannot be read: ${why}.`,
    'Check that the file still exists and that its permissions let you read it.',
  );
}
