import { openGitRepository } from '../adapters/git/open-git-repository.ts';
import { readRemoteFile } from '../adapters/github/read-file.ts';
import { githubRepository } from '../adapters/github/repository.ts';
import { actionsCache } from '../adapters/runner/actions-cache.ts';
import { checkedOutSides } from '../adapters/runner/checkout.ts';
import { linesOf } from '../adapters/runner/inputs.ts';
import { LOG_PROGRESS } from '../adapters/runner/log-progress.ts';
import { readChanges } from '../changeset/read-changes.ts';
import { readBaseFile } from '../cli/read-base-file.ts';
import { serverAddress } from '../cli/server-address.ts';
import { configurationNotices } from '../config/configuration-notice.ts';
import { loadConfiguration, type ReadFile } from '../config/load-configuration.ts';
import { mergeSettings, type Settings } from '../config/merge-settings.ts';
import type { Repository } from '../model/ports.ts';
import { runPlan, type PlanAnswer } from '../plan-run.ts';
import { reviewRequest, type Occasion } from '../review-request.ts';
import { review, type ReviewRequest } from '../review.ts';
import { RULES } from '../rules/index.ts';
import { loadStatistics } from '../statistics/load-statistics.ts';
import { isOn } from './is-on.ts';
import type { Policy, PlanInput, RemoteInput, Reviewed, ReviewInput, Services } from './services.ts';

/** The services of a real run. */
export const REVIEW_SERVICES: Services = {
  reviewCheckout,
  reviewRemote,
  planCheckout,
  policyAt,
  migrationsAdded,
  rules: RULES.map(({ id }) => id),
  explain: explanationOf,
  now: () => new Date().toISOString(),
};

async function reviewCheckout(input: ReviewInput): Promise<Reviewed> {
  const { repository, means } = await checkedOut(input);
  return reviewed(repository, input, means);
}

/** Nobody merges by a plan, so the configuration counts as it is on the base, as for reviews. */
async function planCheckout(input: PlanInput): Promise<PlanAnswer & Pick<Policy, 'failOn'>> {
  const { repository, means } = await checkedOut(input);
  const settings = await settingsAt(repository, input);
  const statistics = await loadStatistics(readBaseFile(repository), settings.stats, REVIEW_SERVICES.now());
  const answer = await runPlan({
    review: requestFor(settings, repository, input, { ...means, statistics }),
    subject: input.subject,
    bakeDays: settings.bakeDays,
    metrics: settings.metrics,
  });
  return { ...answer, failOn: policyOf(settings).failOn };
}

async function checkedOut(
  input: ReviewInput,
): Promise<{ readonly repository: Repository; readonly means: Means }> {
  const { inputs, environment } = input;
  const folder = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const wanted = { baseSha: inputs.base || input.baseSha, headSha: input.headSha };
  const sides = await checkedOutSides({ folder, ...wanted, token: inputs.token, serverUrl });
  const repository = await openGitRepository({ folder, ...sides });
  const means = {
    root: repository.root,
    server: serverAddress(inputs['database-url'], environment),
    cache: isOn('cache', inputs.cache) ? await actionsCache(environment) : null,
  };
  return { repository, means };
}

/** Everything that is read is data, and only the embedded, locked-down engine runs it: never a server, never a cache. */
async function reviewRemote(input: RemoteInput): Promise<Reviewed> {
  return reviewed(await remoteRepository(input), input, { root: null, server: null, cache: null });
}

async function remoteRepository({
  client,
  place,
  inputs,
  baseSha,
  headSha,
}: RemoteInput): Promise<Repository> {
  return githubRepository(client, place, { base: inputs.base || baseSha, head: headSha });
}

type Means = Pick<Occasion, 'root' | 'server' | 'cache' | 'notices' | 'statistics'>;

async function reviewed(repository: Repository, input: ReviewInput, means: Means): Promise<Reviewed> {
  const settings = await settingsAt(repository, input);
  const path = input.inputs.config || null;
  const notices = await configurationNotices(repository, { path, rules: RULES, counts: 'base' });
  // The base's: a change must not make its own tables small.
  const statistics = await loadStatistics(readBaseFile(repository), settings.stats, REVIEW_SERVICES.now());
  const request = requestFor(settings, repository, input, { ...means, notices, statistics });
  const { docket, verdict, report } = await review(request);
  const hand = { head: input.headSha, base: repository.base, docket, body: report.body };
  return { hand, verdict, report, policy: policyOf(settings) };
}

function requestFor(
  settings: Settings,
  repository: Repository,
  { inputs, openPulls, deployments }: ReviewInput,
  means: Means,
): ReviewRequest {
  return reviewRequest(settings, {
    ...means,
    ...(openPulls === undefined ? {} : { openPulls }),
    ...(deployments === undefined ? {} : { deployments }),
    repository,
    folders: linesOf(inputs.path),
    rehearsal: isOn('rehearsal', inputs.rehearsal),
    today: REVIEW_SERVICES.now().slice(0, 10),
    progress: LOG_PROGRESS,
  });
}

async function migrationsAdded(input: RemoteInput): Promise<readonly string[]> {
  const repository = await remoteRepository(input);
  const settings = await settingsAt(repository, input);
  const means = { root: null, server: null, cache: null };
  const { changes } = requestFor(settings, repository, input, means);
  const { projects } = await readChanges(repository, changes);
  return projects.flatMap(({ head }) =>
    head.filter(({ status }) => status === 'added').map(({ migration }) => migration.version),
  );
}

async function policyAt(input: RemoteInput): Promise<Policy> {
  const { client, place, baseSha } = input;
  return policyOf(await settingsFrom((path) => readRemoteFile(client, place, baseSha, path), input));
}

/** The configuration counts as it is on the base: a change must not switch off its own gate. */
function settingsAt(repository: Repository, input: ReviewInput): Promise<Settings> {
  return settingsFrom(readBaseFile(repository), input);
}

async function settingsFrom(read: ReadFile, { inputs }: ReviewInput): Promise<Settings> {
  return mergeSettings(await loadConfiguration(read, inputs.config || null, RULES), inputs, 'input');
}

function policyOf({ rights, comment, failOn }: Settings): Policy {
  return { rights, comment, failOn: failOn ?? 'never' };
}

function explanationOf(id: string): readonly string[] {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule === undefined) return [];
  const { what, why, instead, references } = rule.docs;
  return [`${rule.title}. ${what}`, why, instead, ...references.slice(0, 2)];
}
