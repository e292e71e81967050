import type { StoredCheckRun, StoredRun } from './stored.ts';
import { repositoryJson, WEB, type Json } from './resources.ts';
import { REPOSITORY } from './world.ts';

export function checkRunJson(run: StoredCheckRun): Json {
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    name: run.name,
    head_sha: run.sha,
    status: run.status,
    conclusion: run.conclusion,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${WEB}/annotations`,
    },
  };
}

export function runJson(run: StoredRun): Json {
  const head = run.headRepository === null ? null : repositoryJson(run.headRepository);
  return {
    id: run.id,
    name: 'Holdpoint',
    event: run.event,
    status: 'completed',
    conclusion: run.conclusion,
    head_sha: run.headSha,
    head_branch: run.headRef,
    head_repository: head,
    repository: repositoryJson(),
    // GitHub leaves this empty for forks.
    pull_requests: [],
    html_url: `${WEB}/${REPOSITORY}/actions/runs/${run.id}`,
  };
}
