import type { RehearsedStatement } from './rehearsal.ts';

/** How far a statement of the change came. */
export type Fate =
  | 'ran'
  /** Works on empty tables and fails on tables that hold rows. */
  | 'depends-on-data'
  | 'failed'
  | 'unreadable'
  | 'not-run';

/** How far the statement came; anything but `ran` counts against the change. */
export function fateOf(rehearsed: RehearsedStatement): Fate {
  if (rehearsed.statement.kind === 'unreadable') return 'unreadable';
  if (rehearsed.rowsTrial.dependsOnData) return 'depends-on-data';
  if (rehearsed.observation === null) return 'not-run';
  if (rehearsed.observation.error !== null || rehearsed.rowsTrial.error !== null) return 'failed';
  return 'ran';
}

/** What the parser or the engine answers for a statement that did not run; null for one that ran or was not tried. */
export function answerTo(rehearsed: RehearsedStatement): string | null {
  if (rehearsed.statement.kind === 'unreadable') return rehearsed.statement.reason;
  return (rehearsed.observation?.error ?? rehearsed.rowsTrial.error)?.message ?? null;
}
