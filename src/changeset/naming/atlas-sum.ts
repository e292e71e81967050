import { createHash } from 'node:crypto';

import { compareText } from '../../lib/version-order.ts';
import { baseName, folderOf } from '../path-parts.ts';
import type { NewFile, NamingRequest } from './naming.ts';

/**
 * `atlas.sum` over the files that were there and the new ones, as `atlas migrate hash` writes it; null without one.
 * https://atlasgo.io/concepts/migration-directory-integrity
 */
export function atlasSum({ files, original }: NamingRequest, added: readonly NewFile[]): NewFile | null {
  const folder = folderOf(original.path);
  const sum = files.find(({ path }) => baseName(path) === 'atlas.sum' && folderOf(path) === folder);
  if (sum === undefined) return null;
  const covered = [...files, ...added]
    .filter(({ path }) => folderOf(path) === folder && /\.sql$/i.test(path))
    .sort((left, right) => compareText(baseName(left.path), baseName(right.path)));
  const all = createHash('sha256');
  const lines = covered.map(({ path, text }) => {
    all.update(baseName(path)).update(text);
    return { name: baseName(path), hash: all.copy().digest('base64') };
  });
  const total = createHash('sha256');
  for (const { name, hash } of lines) total.update(name).update(hash);
  const listed = lines.map(({ name, hash }) => `${name} h1:${hash}\n`).join('');
  return { path: sum.path, text: `h1:${total.digest('base64')}\n${listed}`, edits: true };
}
