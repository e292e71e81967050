import * as z from 'zod';

/** The parts of GitHub's event payloads that we go by. https://docs.github.com/webhooks/webhook-events-and-payloads */

const repository = z.object({
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().optional(),
});

const commit = z.object({ sha: z.string() });

export const pullRequestPayload = z.object({
  action: z.string(),
  number: z.number(),
  changes: z.looseObject({ base: z.unknown().optional() }).optional(),
  pull_request: z.object({ base: commit, head: commit }),
  repository,
});

export const mergeGroupPayload = z.object({
  action: z.string(),
  merge_group: z.object({ head_sha: z.string(), base_sha: z.string(), head_ref: z.string() }),
  repository,
});

export const commentPayload = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment: z.object({ id: z.number(), body: z.string().nullish() }),
  changes: z.looseObject({ body: z.looseObject({ from: z.string() }).optional() }).optional(),
  sender: z.object({ login: z.string(), type: z.string() }),
  repository,
});

export const workflowRunPayload = z.object({
  action: z.string(),
  workflow_run: z.object({
    event: z.string(),
    head_sha: z.string(),
    head_branch: z.string().nullable(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullable(),
  }),
  repository,
});

export const dispatchPayload = z.object({
  inputs: z.looseObject({ 'pull-request': z.union([z.string(), z.number()]).optional() }).nullish(),
  repository,
});

export const pushPayload = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  deleted: z.boolean(),
  repository,
});
