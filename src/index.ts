import { openGitRepository } from './adapters/git/open-git-repository.ts';
import { actionsCache } from './adapters/runner/actions-cache.ts';
import { checkedOutSides } from './adapters/runner/checkout.ts';
import { linesOf } from './adapters/runner/inputs.ts';
import { LOG_PROGRESS } from './adapters/runner/log-progress.ts';
import { loadConfiguration, type ReadFile } from './config/load-configuration.ts';
import { mergeSettings } from './config/merge-settings.ts';
import { serverAddress } from './cli/server-address.ts';
import { main, type Reviewed, type ReviewRequest } from './main.ts';
import type { Repository } from './model/ports.ts';
import { usageProblem } from './model/problem.ts';
import { reviewRequest } from './review-request.ts';
import { review } from './review.ts';
import { RULES } from './rules/index.ts';

/** Reviews the pull request that is checked out in the workspace. */
async function reviewCheckout({ event, inputs, environment }: ReviewRequest): Promise<Reviewed> {
  const folder = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const wanted = { baseSha: inputs.base || event.baseSha, headSha: event.headSha };
  const sides = await checkedOutSides({ folder, ...wanted, token: inputs.token, serverUrl });
  const repository = await openGitRepository({ folder, ...sides });
  const rules = RULES.map(({ id }) => id);
  const configuration = await loadConfiguration(readBase(repository), inputs.config || null, rules);
  const settings = mergeSettings(configuration, inputs, 'input');
  const request = reviewRequest(settings, {
    repository,
    root: repository.root,
    folders: linesOf(inputs.path),
    rehearsal: isOn('rehearsal', inputs.rehearsal),
    server: serverAddress(inputs['database-url'], environment),
    cache: isOn('cache', inputs.cache) ? await actionsCache(environment) : null,
    progress: LOG_PROGRESS,
  });
  const { verdict, report } = await review(request);
  return { verdict, report, failOn: settings.failOn ?? 'never', comment: settings.comment };
}

/** The configuration counts as it is on the base: a change must not switch off its own gate. */
function readBase(repository: Repository): ReadFile {
  return async (path) => {
    const file = (await repository.list('base', '.')).find((each) => each.path === path);
    const [bytes] = file === undefined ? [] : await repository.read('base', [file]);
    return bytes ?? null;
  };
}

function isOn(name: string, given: string): boolean {
  if (given === '' || given === 'true') return true;
  if (given === 'false') return false;
  throw usageProblem('invalid-option', `Input ${name} has to be true or false.`, `It is ${given}.`);
}

process.exitCode = await main(process.env, reviewCheckout);
