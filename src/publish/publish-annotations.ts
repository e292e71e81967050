import { inBatches } from '../lib/in-batches.ts';
import type { FindingsPublisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import type { Annotation, Report } from '../model/report.ts';

/** The marks that nobody took, and why. */
export interface MarkedLines {
  /** What is left for another way of marking lines; empty when the host took all. */
  readonly left: readonly Annotation[];
  /** Null when the host took all, or when there was nothing to mark. */
  readonly refusal: Refusal | null;
}

/**
 * Marks lines of a commit, as many in a request as the host takes. The host's list is finished from the beginning and
 * only grows: another run may not change what it concludes. Rejects only for our own mistakes.
 */
export async function publishAnnotations(
  publisher: FindingsPublisher,
  sha: string,
  { annotations, statusText }: Pick<Report, 'annotations' | 'statusText'>,
): Promise<MarkedLines> {
  const about = { title: statusText, summary: 'Every finding is told in the comment and the job summary.' };
  let list: number | null = null;
  let taken = 0;
  try {
    for (const batch of inBatches(annotations, publisher.batch)) {
      const findings = { ...about, annotations: batch };
      if (list === null) list = await publisher.openFindings(sha, findings);
      else await publisher.addFindings(list, findings);
      taken += batch.length;
    }
    return { left: [], refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { left: annotations.slice(taken), refusal: error };
    throw error;
  }
}
