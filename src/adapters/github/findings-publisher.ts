import type { Findings, FindingsPublisher } from '../../model/ports.ts';
import type { Annotation } from '../../model/report.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import type { RepositoryPlace } from './place.ts';

/** Not the name of the status: a check and a status of one name would both be required. */
const CHECK_NAME = 'holdpoint/findings';

/** https://docs.github.com/rest/checks/runs#create-a-check-run */
const BATCH = 50;
const MAX_TITLE = 255;
const MAX_MESSAGE_BYTES = 64 * 1024;

/**
 * Marks lines through one check run, completed as neutral when it is made: since March 2025 a workflow's token may not
 * change what a check run of another run concludes, but it may add marks. The token needs `checks: write`.
 * https://github.blog/changelog/2025-02-12-notice-of-upcoming-deprecations-and-breaking-changes-for-github-actions/
 */
export function githubFindingsPublisher(client: GitHubClient, place: RepositoryPlace): FindingsPublisher {
  const { owner, repo } = place;
  const { checks } = client.rest;
  return {
    batch: BATCH,
    openFindings: async (sha, findings) => {
      const run = { owner, repo, name: CHECK_NAME, head_sha: sha, output: outputOf(findings) };
      const made = await asked(checks.create({ ...run, status: 'completed', conclusion: 'neutral' }));
      return made.data.id;
    },
    addFindings: async (id, findings) => {
      await asked(checks.update({ owner, repo, check_run_id: id, output: outputOf(findings) }));
    },
  };
}

interface Output {
  readonly title: string;
  readonly summary: string;
  annotations: Mark[];
}

interface Mark {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: Annotation['level'];
  readonly title: string;
  readonly message: string;
}

function outputOf({ title, summary, annotations }: Findings): Output {
  return { title: title.slice(0, MAX_TITLE), summary, annotations: annotations.map(markOf) };
}

function markOf({ path, line, endLine, level, title, message }: Annotation): Mark {
  return {
    path,
    start_line: line,
    end_line: Math.max(line, endLine),
    annotation_level: level,
    title: title.slice(0, MAX_TITLE),
    message: withinBytes(message),
  };
}

/** Cut where the limit of bytes is, between characters. */
function withinBytes(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= MAX_MESSAGE_BYTES) return text;
  return new TextDecoder().decode(bytes.subarray(0, MAX_MESSAGE_BYTES - 3)).replace(/\uFFFD$/u, '');
}
