import { refuse, type Answer } from '../answer.ts';
import { diffOf, type FileDiff } from '../diff.ts';
import { pullJson } from '../resources.ts';
import { numberOf, ok, page, type Call, type Routes } from '../route.ts';
import type { StoredPull } from '../stored.ts';
import { commitJson, fileJson } from './commits.ts';

/** Pull requests and what they change. */
export const PULLS: Routes = {
  'pulls/get': {
    needs: ['pull-requests:read'],
    serve: (call) => withPull(call, (pull) => ok(pullJson(pull))),
  },
  'pulls/list': { needs: ['pull-requests:read'], serve: list },
  'pulls/list-files': {
    needs: ['pull-requests:read'],
    serve: (call) => withPull(call, (pull) => files(call, pull)),
  },
  'pulls/list-commits': {
    needs: ['pull-requests:read'],
    serve: (call) => withPull(call, (pull) => commits(call, pull)),
  },
  'repos/list-pull-requests-associated-with-commit': { needs: ['pull-requests:read'], serve: ofCommit },
};

export function withPull(call: Call, serve: (pull: StoredPull) => Answer): Answer {
  const pull = call.world.pulls.get(numberOf(call.path, 'pull_number'));
  return pull === undefined ? refuse(404, 'Not Found') : serve(pull);
}

/** Newest first, as GitHub sorts them. */
function list(call: Call): Answer {
  const { world, query } = call;
  const wanted = (key: string, value: string | null): boolean => {
    const asked = query.get(key);
    return asked === null || asked === 'all' || asked === value;
  };
  const state = query.get('state') ?? 'open';
  const all = [...world.pulls.values()].filter((pull) => {
    const owner = pull.headRepository?.split('/')[0] ?? '';
    const open = state === 'all' || pull.state === state;
    return open && wanted('head', `${owner}:${pull.headRef}`) && wanted('base', pull.baseRef);
  });
  return page(call, all.toReversed(), (shown) => shown.map(pullJson));
}

export function filesOf({ world }: Call, { baseSha, headSha }: StoredPull): readonly FileDiff[] {
  if (!world.git.objects.has(headSha)) return [];
  return diffOf(world.git, world.git.mergeBase(baseSha, headSha), headSha);
}

function files(call: Call, pull: StoredPull): Answer {
  const shown = filesOf(call, pull).slice(0, call.world.maxima.pullFiles);
  return page(call, shown, (some) => some.map(fileJson));
}

function commits(call: Call, { baseSha, headSha }: StoredPull): Answer {
  const { git } = call.world;
  const before = new Set(git.ancestors(baseSha));
  const own = git.ancestors(headSha).filter((sha) => !before.has(sha));
  return page(call, own.toReversed(), (shown) => shown.map((sha) => commitJson(git, sha)));
}

/** Open and merged pull requests that hold a commit. */
function ofCommit(call: Call): Answer {
  const { world, path } = call;
  const sha = path['commit_sha'] ?? '';
  const all = [...world.pulls.values()].filter(
    ({ headSha }) =>
      headSha === sha || (world.git.objects.has(headSha) && world.git.ancestors(headSha).includes(sha)),
  );
  return page(call, all, (shown) => shown.map(pullJson));
}
