import { refuse, type Answer } from '../answer.ts';
import { diffOf, type FileDiff } from '../diff.ts';
import type { GitStore } from '../git-store.ts';
import { ok, type Call, type Routes } from '../route.ts';
import { REPOSITORY } from '../world.ts';

type Json = Readonly<Record<string, unknown>>;

/** Commits, refs and comparisons. */
export const COMMITS: Routes = {
  'git/get-commit': { needs: ['contents:read'], serve: gitCommit },
  'git/get-ref': { needs: ['contents:read'], serve: gitRef },
  'repos/get-commit': { needs: ['contents:read'], serve: commit },
  'repos/compare-commits-with-basehead': { needs: ['contents:read'], serve: compare },
};

export function fileJson(diff: FileDiff): Json {
  const { filename, previous, status, sha, patch, additions, deletions } = diff;
  return {
    filename,
    status,
    sha,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `https://github.com/${REPOSITORY}/blob/${sha}`,
    ...(previous === null ? {} : { previous_filename: previous }),
    ...(patch === null ? {} : { patch }),
  };
}

export function commitJson(git: GitStore, sha: string): Json {
  const { message, tree, parents, at } = git.facts(sha);
  const who = { name: 'Ada', email: 'ada@example.org', date: at };
  return {
    sha,
    commit: { message, tree: { sha: tree }, author: who, committer: who },
    parents: parents.map((parent) => ({ sha: parent })),
  };
}

function gitCommit({ world: { git }, path }: Call): Answer {
  const sha = path['commit_sha'] ?? '';
  if (git.objects.get(sha)?.type !== 'commit') return refuse(404, 'Not Found');
  const { message, tree, parents, at } = git.facts(sha);
  const who = { name: 'Ada', email: 'ada@example.org', date: at };
  return ok({
    sha,
    message,
    tree: { sha: tree },
    author: who,
    committer: who,
    parents: parents.map((each) => ({ sha: each })),
  });
}

function gitRef({ world: { git }, path }: Call): Answer {
  const ref = `refs/${path['ref'] ?? ''}`;
  const sha = git.refs.get(ref);
  return sha === undefined ? refuse(404, 'Not Found') : ok({ ref, object: { type: 'commit', sha } });
}

function commit({ world: { git }, path }: Call): Answer {
  const ref = path['ref'] ?? '';
  const sha = git.resolve(ref);
  if (sha === null) return refuse(422, `No commit found for SHA: ${ref}`);
  const files = diffOf(git, git.facts(sha).parents[0] ?? null, sha);
  return ok({ ...commitJson(git, sha), files: files.map(fileJson) });
}

/** Three dots: from where both parted. Files are on the first page only, and never more than 300. */
function compare({ world, path, query }: Call): Answer {
  const { git, maxima } = world;
  const [left = '', right = ''] = (path['basehead'] ?? '').split('...');
  const [base, head] = [git.resolve(left), git.resolve(right)];
  if (base === null || head === null) return refuse(404, 'Not Found');
  const common = git.mergeBase(base, head);
  if (common === null) return refuse(404, `No common ancestor between ${left} and ${right}.`);
  const [before, after] = [new Set(git.ancestors(base)), new Set(git.ancestors(head))];
  const ahead = [...after].filter((sha) => !before.has(sha)).toReversed();
  const behind = [...before].filter((sha) => !after.has(sha));
  const size = Math.min(Number(query.get('per_page') ?? 250), 250);
  const at = Number(query.get('page') ?? 1);
  const files = at === 1 ? diffOf(git, common, head).slice(0, maxima.compareFiles) : [];
  return ok({
    status: directionOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    base_commit: commitJson(git, base),
    merge_base_commit: commitJson(git, common),
    commits: ahead.slice((at - 1) * size, at * size).map((sha) => commitJson(git, sha)),
    files: files.map(fileJson),
  });
}

function directionOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
