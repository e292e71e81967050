import { isGranted, type Grant } from './accounts.ts';
import { diffOf } from './diff.ts';
import { failure, firstOf, type Slice } from './graphql-answers.ts';
import type { StoredPull } from './stored.ts';
import type { World } from './world.ts';

const CHANGE_TYPES = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
} as const;

/** Open pull requests, newest first. */
export function pullPage(world: World, grant: Grant, slice: Slice): unknown {
  if (!isGranted(grant, ['pull-requests:read']))
    throw failure('FORBIDDEN', 'Resource not accessible by integration');
  const open = [...world.pulls.values()].filter(({ state }) => state === 'open');
  const newest = open.toSorted((left, right) => right.number - left.number);
  return firstOf(
    'pullRequests',
    newest.map((pull) => pullNode(world, pull)),
    slice,
  );
}

function pullNode({ git }: World, pull: StoredPull): Record<string, unknown> {
  const { number, title, headSha: headRefOid, baseSha } = pull;
  // Where no commits are kept, any hash counts as one.
  const isKept = git.objects.has(headRefOid) && git.objects.has(baseSha);
  const base = isKept ? git.mergeBase(baseSha, headRefOid) : null;
  const diffs = isKept ? diffOf(git, base, headRefOid) : [];
  const files = diffs.map(({ filename: path, status }) => ({ path, changeType: CHANGE_TYPES[status] }));
  return {
    id: `PR_${number}`,
    number,
    title,
    headRefOid,
    files: (slice: Slice) => firstOf('files', files, slice),
  };
}
