import { code } from '../../../lib/code.ts';
import type { BriefMove } from '../../../model/brief.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { shellScript } from '../script.ts';
import { moveStep } from './step.ts';

/** How far the new side is behind; `end` is the moment at which it must not be. */
export function lagStep(
  { replication, from, to }: BriefMove,
  { settings }: Matter,
  end = false,
): RunbookStep[] {
  if (replication === null) return [];
  const commands = settings.replicationLag?.(replication) ?? byFiles(replication);
  const title = end
    ? `Wait until ${to} has everything of ${from} (${replication})`
    : `Measure how far ${to} is behind ${from} (${replication})`;
  return [
    moveStep(
      title,
      commands === null ? null : shellScript(commands, `On the primary at ${from}`),
      end ? `The lag is ${code('0')}` : 'The lag stays below 10 seconds for 24 hours',
    ),
  ];
}

function byFiles(replication: string): readonly string[] | null {
  return /\brsync\b/i.test(replication) ? [`rsync -ain --delete "$SOURCE" "$TARGET" | wc -l`] : null;
}
