import { createHash } from 'node:crypto';

import { code } from '../../lib/code.ts';
import { compareText } from '../../lib/version-order.ts';
import { baseName, folderOf } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import type { LeftOver, TextFile } from './framework.ts';
import { nearestManifest } from './manifests.ts';

const REMEDY = 'Run `atlas migrate hash` and commit `atlas.sum` with the files.';
/** A file that begins so counts by its name alone. */
const LEFT_OUT = /^[ -~]*atlas:sum +ignore[ \t\r]*(?:\n|$)/;

interface Sum {
  readonly path: string;
  readonly total: string;
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * What does not fit in `atlas.sum`, the first thing that Atlas would stop at: a file that is not listed, one that is
 * gone, one with another content. A hash covers the names and bytes of all files up to its own, by name; the first
 * line covers the lines below it.
 * https://atlasgo.io/concepts/migration-directory-integrity
 */
export function sumFaults(files: readonly SqlFile[], manifests: readonly TextFile[]): LeftOver[] {
  const manifest = nearestManifest(manifests, 'atlas.sum');
  if (manifest === null) return [];
  const sum = sumIn(manifest);
  const folder = folderOf(sum.path);
  const covered = files
    .filter(({ path }) => folderOf(path) === folder)
    .sort((left, right) => compareText(baseName(left.path), baseName(right.path)));
  const unlisted = covered.filter(
    ({ path, text }) => !sum.hashes.has(baseName(path)) && !LEFT_OUT.test(text),
  );
  if (unlisted.length > 0) return unlisted.map(({ path }) => notListed(path, sum));
  const gone = [...sum.hashes.keys()].filter((name) => !covered.some(({ path }) => baseName(path) === name));
  if (gone.length > 0) return gone.map((name) => notThere(name, sum));
  const other = firstOther(covered, sum);
  if (other !== null) return [notTheSame(other.path, sum)];
  return sum.total === totalOf(sum) ? [] : [notItsTotal(sum)];
}

function sumIn({ path, text }: TextFile): Sum {
  const [total = '', ...lines] = text.split(/\r?\n/);
  const entries = lines.flatMap((line): [string, string][] => {
    const [, name, hash] = /^(.*?)\s*h1:(\S*)\s*$/.exec(line) ?? [];
    return name === undefined || hash === undefined ? [] : [[name.trim(), hash]];
  });
  return { path, total: total.trim().replace(/^h1:/, ''), hashes: new Map(entries) };
}

/** The first file whose hash is not the listed one; null when all are, or when a file cannot be read to the end. */
function firstOther(files: readonly SqlFile[], { hashes }: Sum): SqlFile | null {
  const hash = createHash('sha256');
  for (const file of files) {
    if (file.defect !== null) return null;
    const name = baseName(file.path);
    hash.update(name);
    if (LEFT_OUT.test(file.text)) continue;
    hash.update(file.text);
    if (hash.copy().digest('base64') !== hashes.get(name)) return file;
  }
  return null;
}

function totalOf({ hashes }: Sum): string {
  const hash = createHash('sha256');
  for (const [name, listed] of hashes) hash.update(name).update(listed);
  return hash.digest('base64');
}

function notListed(path: string, sum: Sum): LeftOver {
  const detail = `${code(path)} is not in ${code(sum.path)}, so Atlas refuses the whole folder; ${code('atlas migrate hash')} lists it.`;
  return { path, detail, remedy: REMEDY };
}

function notThere(name: string, sum: Sum): LeftOver {
  const folder = folderOf(sum.path);
  const path = folder === '.' ? name : `${folder}/${name}`;
  const detail = `${code(sum.path)} lists ${code(path)}, which is not there, so Atlas refuses the whole folder.`;
  return { path, broughtBy: sum.path, detail, remedy: REMEDY };
}

function notTheSame(path: string, sum: Sum): LeftOver {
  const detail = `${code(path)} does not have the hash that ${code(sum.path)} lists for it, so Atlas refuses the whole folder.`;
  return { path, broughtBy: sum.path, detail, remedy: REMEDY };
}

function notItsTotal({ path }: Sum): LeftOver {
  const detail = `The first line of ${code(path)} does not fit the lines below it, so Atlas refuses the whole folder.`;
  return { path, detail, remedy: REMEDY };
}
