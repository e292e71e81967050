import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { GitObject, GitStore } from './git-store.ts';

/** Takes over all objects and refs of a repository on disk. */
export function adoptRepository(store: GitStore, folder: string): void {
  const all = git(folder, ['cat-file', '--batch-all-objects', '--batch']);
  for (let at = 0; at < all.length;) {
    const end = all.indexOf(10, at);
    const [, type, size = ''] = all.toString('utf8', at, end).split(' ');
    const bytes = all.subarray(end + 1, end + 1 + Number(size));
    store.put(type as GitObject['type'], Buffer.from(bytes));
    at = end + 2 + Number(size);
  }
  const refs = git(folder, ['for-each-ref', '--format=%(objectname) %(refname)']).toString('utf8');
  for (const line of refs.split('\n').filter((each) => each !== '')) {
    store.refs.set(line.slice(41), line.slice(0, 40));
  }
}

/** Writes everything into a new repository with `commit` checked out, as `actions/checkout` with `fetch-depth: 0`. */
export function checkOutInto(store: GitStore, folder: string, commit: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  for (const [sha, object] of store.objects) writeLoose(join(folder, '.git/objects'), sha, object);
  for (const [ref, sha] of store.refs) {
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    if (branch !== undefined) writeRef(folder, `refs/remotes/origin/${branch}`, sha);
  }
  git(folder, ['checkout', '--quiet', '--force', '--detach', commit]);
}

function writeLoose(objects: string, sha: string, { type, bytes }: GitObject): void {
  const path = join(objects, sha.slice(0, 2), sha.slice(2));
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    deflateSync(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]), { level: 1 }),
  );
}

function writeRef(folder: string, ref: string, sha: string): void {
  const path = join(folder, '.git', ref);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${sha}\n`);
}

function git(cwd: string, command: readonly string[]): Buffer {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', command, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 30 });
}
