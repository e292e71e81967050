import { USUAL_BATCH, type BatchSettings, type Brief, type BriefMetric } from './model/brief.ts';
import type { Dialect } from './model/dialect.ts';
import type { DialectId } from './model/project.ts';
import type { buildRunbook } from './plan/runbook/build-runbook.ts';

/** What the configuration says of plans. */
export interface RunbookTerms {
  readonly bakeDays: number;
  readonly metrics: Readonly<Record<string, BriefMetric>>;
}

/** What of a review's request it takes. */
export interface RunbookMeans {
  readonly dialects: Partial<Readonly<Record<DialectId, Dialect>>>;
  readonly batch?: BatchSettings | null;
}

/** What a runbook goes by: the configuration, and the brief over it. */
export function runbookSettings(
  { dialects: known, batch }: RunbookMeans,
  { bakeDays, metrics }: RunbookTerms,
  brief: Brief | null,
): Parameters<typeof buildRunbook>[0]['settings'] {
  const dialects = Object.values(known);
  const [client] = dialects.flatMap(({ traits }) => traits.client ?? []);
  return {
    bakeDays,
    metrics,
    batch: { ...(batch ?? USUAL_BATCH), ...brief?.batch },
    client: client ?? null,
    replicationLag: (replication) => {
      for (const dialect of dialects) {
        const commands = dialect.replicationLag?.(replication) ?? null;
        if (commands !== null) return commands;
      }
      return null;
    },
  };
}
