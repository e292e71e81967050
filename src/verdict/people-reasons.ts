import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Reason } from '../model/verdict.ts';

/**
 * Open checklist items hold a change only when it can hurt: when it breaks running code, keeps sessions waiting for a
 * time that grows with the table, or cannot be taken back. For a plain expand they are information.
 */
export function peopleReasons({ rehearsal, checklist }: ProjectPlan): Reason[] {
  const open = checklist.filter(({ state }) => state === 'open');
  if (open.length === 0) return [];
  for (const { change, statements, rollback } of rehearsal.migrations) {
    const grave = statements.find((statement) => dangerOf(statement) !== null);
    const danger = grave === undefined ? null : dangerOf(grave);
    const why =
      danger ?? (rollback.outcome === 'data-lost' ? 'its rollback does not bring all rows back' : null);
    if (why === null) continue;
    const line = grave?.statement.span.line ?? null;
    const text = `${countOf(open.length, 'checklist item')} must be settled by people first: ${why}.`;
    return [
      {
        kind: 'checklist',
        id: open.length === 1 ? (open[0]?.id ?? null) : null,
        text,
        path: change.migration.path,
        line,
      },
    ];
  }
  return [];
}

/** What makes the statement one that people must answer for, as half a sentence; null for a harmless one. */
function dangerOf(statement: RehearsedStatement): string | null {
  const { dataLoss, overwritten, broken, blocking, phase, backwardCompatible } = statement;
  if (dataLoss.length > 0) return `the data of ${names(dataLoss)} is gone for good`;
  if (overwritten.length > 0) return `the old values of ${names(overwritten)} are overwritten`;
  const breaks = broken.flatMap((probe) => probe.breaks ?? []);
  if (breaks.length > 0) return `code that is running breaks (${listInWords([...new Set(breaks)], 2)})`;
  if (blocking) return 'sessions wait for a time that grows with the table';
  if (phase === 'contract' || !backwardCompatible) return 'it removes what running code may use';
  return null;
}

function names(lost: readonly { readonly object: string }[]): string {
  return listInWords([...new Set(lost.map(({ object }) => object))].sort(), 3);
}
