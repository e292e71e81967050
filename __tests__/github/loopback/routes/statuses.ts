import { refuse, type Answer } from '../answer.ts';
import { repositoryJson, statusJson } from '../resources.ts';
import { ok, page, textOf, type Call, type Routes } from '../route.ts';
import type { StoredStatus } from '../stored.ts';
import type { World } from '../world.ts';

/** Commit statuses: the newest of a context counts. */
export const STATUSES: Routes = {
  'repos/create-commit-status': { needs: ['statuses:write'], serve: create },
  'repos/list-commit-statuses-for-ref': { needs: ['statuses:read'], serve: list },
  'repos/get-combined-status-for-ref': { needs: ['statuses:read'], serve: combined },
};

function create({ world, path, body, grant }: Call): Answer {
  const sha = path['sha'] ?? '';
  if (!world.hasCommit(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  const description = textOf(body, 'description');
  const { maxima } = world;
  if (description !== null && description.length > maxima.description)
    return refuse(
      422,
      `Validation Failed: description is too long (maximum is ${maxima.description} characters)`,
    );
  const context = textOf(body, 'context') ?? 'default';
  const before = world.statuses.filter((each) => each.sha === sha && each.context === context).length;
  if (before >= maxima.statusesPerContext)
    return refuse(422, 'Validation Failed: This SHA and context has reached the maximum number of statuses.');
  const status: StoredStatus = {
    id: world.nextId(),
    sha,
    state: textOf(body, 'state') ?? '',
    context,
    description,
    targetUrl: textOf(body, 'target_url'),
    creator: grant.account,
    at: world.now(),
  };
  world.statuses.push(status);
  return { status: 201, body: statusJson(status, world) };
}

/** Statuses of a commit, newest first. */
function statusesOf(
  world: World,
  ref: string,
): { readonly sha: string; readonly all: readonly StoredStatus[] } {
  const sha = world.git.resolve(ref) ?? ref;
  return { sha, all: world.statuses.filter((each) => each.sha === sha).toReversed() };
}

function list(call: Call): Answer {
  const { all } = statusesOf(call.world, call.path['ref'] ?? '');
  return page(call, all, (shown) => shown.map((status) => statusJson(status, call.world)));
}

function combined({ world, path }: Call): Answer {
  const { sha, all } = statusesOf(world, path['ref'] ?? '');
  const newest = all.filter(
    (each, index) => all.findIndex(({ context }) => context === each.context) === index,
  );
  const states = newest.map(({ state }) => state);
  const failed = states.some((state) => state === 'failure' || state === 'error');
  const passed = states.length > 0 && states.every((state) => state === 'success');
  return ok({
    state: failed ? 'failure' : passed ? 'success' : 'pending',
    sha,
    total_count: newest.length,
    statuses: newest.map((status) => ({ ...statusJson(status, world), creator: undefined })),
    repository: repositoryJson(),
  });
}
