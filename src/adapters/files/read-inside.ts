import { constants } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { sep } from 'node:path';

import { usageProblem } from '../../model/problem.ts';
import { reasonOf } from './file-error.ts';

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
    const place = await placeInside(root, file);
    if (place !== null) return await readPlain(place);
    if ((await lstat(file)).isSymbolicLink()) return await readlink(file, { encoding: 'buffer' });
  } catch (error) {
    throw unreadable(path, reasonOf(error));
  }
  throw unreadable(path, 'it is not a regular file of this folder');
}

/** Where the bytes are, links followed, as a path of raw bytes; null when that is elsewhere or no file. */
async function placeInside(root: string, file: Buffer): Promise<Buffer | null> {
  const place = await realpath(file, { encoding: 'buffer' }).catch(() => null);
  if (place === null) return null;
  const text = place.toString();
  const base = root.endsWith(sep) ? root : root + sep;
  if (!text.startsWith(base) || text.slice(base.length).split(sep).includes('.git')) return null;
  return (await lstat(place)).isFile() ? place : null;
}

async function readPlain(place: Buffer): Promise<Uint8Array> {
  const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function unreadable(path: Buffer, why: string): Error {
  return usageProblem(
    'unreadable-file',
    `${path.toString()} cannot be read: ${why}.`,
    'Check that the file still exists and that its permissions let you read it.',
  );
}
