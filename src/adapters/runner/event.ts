import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { internalProblem } from '../../model/problem.ts';

/** What happened on GitHub, as far as it is our business. */
export type RunnerEvent =
  | PullRequestEvent
  /** `pull_request_target`: a token that may write, and content of strangers. */
  | { readonly kind: 'privileged'; readonly name: string }
  /** None of our business; `because` says why, for the log. */
  | { readonly kind: 'other'; readonly because: string };

export interface PullRequestEvent {
  readonly kind: 'pull-request';
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
}

/** Activities after which the reviewed content or its base may differ. */
const REVIEWED = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'];

const payloadSchema = z.object({
  action: z.string(),
  number: z.number(),
  changes: z.looseObject({ base: z.unknown().optional() }).optional(),
  pull_request: z.object({
    base: z.object({ sha: z.string() }),
    head: z.object({ sha: z.string() }),
  }),
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }),
});

/** Reads the event from the files and variables that the runner provides. Throws a `Problem` when they are unusable. */
export async function readEvent(environment: NodeJS.ProcessEnv): Promise<RunnerEvent> {
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  if (name === 'pull_request_target') return { kind: 'privileged', name };
  if (name !== 'pull_request') return { kind: 'other', because: `the event ${name || 'without a name'}` };
  const payload = await readPayload(environment['GITHUB_EVENT_PATH'] ?? '');
  if (!isReviewed(payload)) return { kind: 'other', because: `pull_request activity ${payload.action}` };
  return {
    kind: 'pull-request',
    owner: payload.repository.owner.login,
    repo: payload.repository.name,
    number: payload.number,
    baseSha: payload.pull_request.base.sha,
    headSha: payload.pull_request.head.sha,
  };
}

type Payload = z.infer<typeof payloadSchema>;

/** An edited title changes nothing; an edited base does. */
function isReviewed({ action, changes }: Payload): boolean {
  return REVIEWED.includes(action) && (action !== 'edited' || changes?.base !== undefined);
}

async function readPayload(path: string): Promise<Payload> {
  try {
    return payloadSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw internalProblem(
      'event-unreadable',
      `The event in ${path || 'GITHUB_EVENT_PATH'} cannot be read.`,
      'Run the action in a workflow with `on: pull_request`.',
      cause,
    );
  }
}
