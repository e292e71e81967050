import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseCache } from '../../model/ports.ts';
import { makeFolder } from './make-folder.ts';

const ENDING = '.base';
const HOUR = 3_600_000;

/** What a folder may hold at most; what was used least recently goes first. */
export interface CacheBounds {
  readonly entries: number;
  readonly bytes: number;
}

const USUAL_BOUNDS: CacheBounds = { entries: 20, bytes: 256 * 1024 * 1024 };

/** A cache of files in a folder, which is made when it is first written to. Only we can read what is put there. */
export function folderCache(folder: string, bounds: CacheBounds = USUAL_BOUNDS): BaseCache {
  return {
    read: (key) => read(join(folder, key + ENDING)).catch(() => null),
    write: (key, bytes) => write(folder, key, bytes, bounds).catch(() => undefined),
  };
}

/** A file that was used is young again. */
async function read(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
  return bytes;
}

/** Whole or not at all, also when two of us write at once. */
async function write(folder: string, key: string, bytes: Uint8Array, bounds: CacheBounds): Promise<void> {
  if (bytes.length > bounds.bytes) return;
  await makeFolder(folder, 0o700);
  const draft = join(folder, `${key}.${randomUUID()}.tmp`);
  try {
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, join(folder, key + ENDING));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await tidy(folder, bounds);
}

/** Removes what is too much, and drafts that nobody finished. */
async function tidy(folder: string, bounds: CacheBounds): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map((name) => fileAt(join(folder, name))));
  const young = files.filter((file) => file !== null).sort((left, right) => right.used - left.used);
  let entries = 0;
  let bytes = 0;
  for (const { path, size, used } of young) {
    const isDraft = path.endsWith('.tmp') && Date.now() - used < HOUR;
    if (isDraft) continue;
    if (path.endsWith(ENDING)) {
      entries += 1;
      bytes += size;
      if (entries <= bounds.entries && bytes <= bounds.bytes) continue;
    } else if (!path.endsWith('.tmp')) continue;
    await rm(path, { force: true });
  }
}

async function fileAt(path: string): Promise<{ path: string; size: number; used: number } | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true ? { path, size: found.size, used: found.mtimeMs } : null;
}
