import { runJson } from '../run-resources.ts';
import { refuse, type Answer } from '../answer.ts';
import { repositoryJson, userJson } from '../resources.ts';
import { METADATA, numberOf, ok, page, type Call, type Routes } from '../route.ts';
import { DEFAULT_BRANCH } from '../world.ts';

/** The repository, its branches and what they require, people, workflows. */
export const REPOSITORY_ROUTES: Routes = {
  'repos/get': { needs: METADATA, serve: () => ok(repositoryJson()) },
  'repos/get-branch': { needs: ['contents:read'], serve: branch },
  'repos/get-branch-rules': { needs: METADATA, serve: rules },
  'repos/get-branch-protection': { needs: ['administration:read'], serve: protection },
  'repos/get-status-checks-protection': { needs: ['administration:read'], serve: statusProtection },
  'repos/get-collaborator-permission-level': { needs: METADATA, serve: permission },
  'teams/get-membership-for-user-in-org': { needs: ['members:read'], serve: membership },
  'actions/list-repo-workflows': { needs: ['actions:read'], serve: workflows },
  'actions/get-workflow-run': { needs: ['actions:read'], serve: run },
  'users/get-authenticated': { needs: METADATA, serve: self },
  'rate-limit/get': { needs: METADATA, serve: rateLimit },
};

function branch({ world, path }: Call): Answer {
  const name = path['branch'] ?? '';
  const sha = world.git.refs.get(`refs/heads/${name}`);
  if (sha === undefined) return refuse(404, 'Branch not found');
  const contexts = world.protections.get(name);
  const required = {
    enforcement_level: contexts === undefined ? 'off' : 'non_admins',
    contexts: contexts ?? [],
    checks: [],
  };
  const isProtected = contexts !== undefined || world.rules.has(name);
  return ok({
    name,
    commit: { sha },
    protected: isProtected,
    protection: { enabled: contexts !== undefined, required_status_checks: required },
  });
}

function rules(call: Call): Answer {
  const contexts = call.world.rules.get(call.path['branch'] ?? '');
  const all = contexts === undefined ? [] : [requiredChecks(contexts)];
  return page(call, all);
}

function requiredChecks(contexts: readonly string[]): unknown {
  return {
    type: 'required_status_checks',
    parameters: {
      required_status_checks: contexts.map((context) => ({ context })),
      strict_required_status_checks_policy: false,
    },
    ruleset_source_type: 'Repository',
    ruleset_source: 'acme/shop',
    ruleset_id: 42,
  };
}

function protection({ world, path }: Call): Answer {
  const contexts = world.protections.get(path['branch'] ?? '');
  if (contexts === undefined) return refuse(404, 'Branch not protected');
  return ok({
    required_status_checks: { contexts, checks: contexts.map((context) => ({ context, app_id: null })) },
  });
}

function statusProtection({ world, path }: Call): Answer {
  const contexts = world.protections.get(path['branch'] ?? '');
  if (contexts === undefined) return refuse(404, 'Branch not protected');
  return ok({ contexts, strict: false, checks: contexts.map((context) => ({ context, app_id: null })) });
}

/** `permission` knows four levels only; `role_name` says maintain, triage and custom roles too. */
function permission({ world, path }: Call): Answer {
  const login = path['username'] ?? '';
  const account = world.accounts.get(login.toLowerCase());
  if (account === undefined) return refuse(404, `${login} is not a user`);
  const { role, permission: level } = world.roleOf(login);
  return ok({ permission: level, role_name: role, user: userJson(account) });
}

function membership({ world, path }: Call): Answer {
  const team = world.teams.get(`${path['org'] ?? ''}/${path['team_slug'] ?? ''}`);
  const state = team?.get((path['username'] ?? '').toLowerCase());
  return state === undefined ? refuse(404, 'Not Found') : ok({ role: 'member', state });
}

/** Workflow files of the default branch. */
function workflows(call: Call): Answer {
  const { git } = call.world;
  const commit = git.resolve(DEFAULT_BRANCH);
  const paths = commit === null ? [] : [...git.files(commit).keys()];
  const all = paths
    .filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
    .map((path, index) => ({ id: index + 1, node_id: `W_${index + 1}`, name: path, path, state: 'active' }));
  return page(call, all, (shown) => ({ total_count: all.length, workflows: shown }));
}

function run({ world, path }: Call): Answer {
  const found = world.runs.find(({ id }) => id === numberOf(path, 'run_id'));
  return found === undefined ? refuse(404, 'Not Found') : ok(runJson(found));
}

/** Workflow tokens are nobody. */
function self({ grant }: Call): Answer {
  if (grant.kind !== 'person') return refuse(403, 'Resource not accessible by integration');
  return ok(userJson(grant.account));
}

function rateLimit(): Answer {
  const core = { limit: 5000, used: 0, remaining: 5000, reset: 0 };
  return ok({ resources: { core, search: core, graphql: core }, rate: core });
}
