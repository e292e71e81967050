import { readlink } from 'node:fs/promises';
import { sep } from 'node:path';

/** Targets of those of the files that are links, by path. What cannot be read as a link is none. */
export async function readLinks(
  root: string,
  files: readonly { readonly path: string; readonly bytes: Buffer }[],
): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (const { path, bytes } of files) {
    const target = await readlink(Buffer.concat([Buffer.from(root + sep), bytes])).catch(() => null);
    if (target !== null) links.set(path, target);
  }
  return links;
}
