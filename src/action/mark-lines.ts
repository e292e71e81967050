import { notice } from '@actions/core';
import { githubFindingsPublisher } from '../adapters/github/findings-publisher.ts';
import type { Report } from '../model/report.ts';
import { explainRefusal } from '../publish/explain-refusal.ts';
import { publishAnnotations } from '../publish/publish-annotations.ts';
import type { Occasion } from './occasion.ts';

/**
 * Marks lines of a commit through a check run, which takes them all. Gives the report with the marks that are left for
 * the runner, which takes ten of each level and needs no permission.
 */
export async function markLines({ client, place }: Occasion, sha: string, report: Report): Promise<Report> {
  const { left, refusal } = await publishAnnotations(githubFindingsPublisher(client, place), sha, report);
  if (refusal !== null) notice(explainRefusal('annotations', refusal));
  return { ...report, annotations: left };
}
