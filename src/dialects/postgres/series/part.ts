import type { Stage } from '../../../model/brief.ts';
import type { Reconciliation, SeriesStep, StepSaves } from '../../../model/series.ts';

/** The series of one structural change within a migration. */
export interface Part {
  readonly kind: string;
  readonly title: string;
  /** Places of the statements that it stands for. */
  readonly takes: readonly number[];
  /** Tables and columns that it changes, so that two parts are known not to meet. */
  readonly objects: readonly string[];
  /** Columns that hold what the old shape has no room for. */
  readonly fresh?: readonly string[];
  /** Tables and columns for which it has room only in rows that are there already. */
  readonly partial?: readonly string[];
  /** Columns that number new rows by themselves. */
  readonly numbered?: readonly string[];
  readonly steps: readonly SeriesStep[];
  /** How to see that both shapes hold the same; absent where there are no two. */
  readonly reconciliation?: Reconciliation;
}

/** Why a change has no series: its own words for the reader. */
export interface NoPart {
  readonly because: string;
}

/** How long a step waits for a lock before it gives way to the running code and can be tried again. */
const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '5s'`;

interface StepWish {
  readonly stage: Stage;
  readonly name: string;
  readonly title: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly codeBefore?: string;
  readonly old: boolean;
  readonly fresh: boolean;
  readonly saves?: StepSaves;
}

/** A step in one transaction, which waits for locks for a short time only. */
export function step(wish: StepWish): SeriesStep {
  const guarded = (sql: readonly string[]): readonly string[] =>
    sql.length === 0 ? [] : [LOCK_TIMEOUT, ...sql];
  return { ...plain(wish), up: guarded(wish.up), down: guarded(wish.down), transactional: true };
}

/** A step of one statement that refuses a transaction, so that layouts without one can run it, too. */
export function loneStep(wish: StepWish): SeriesStep {
  return { ...plain(wish), up: wish.up, down: wish.down, transactional: false };
}

function plain({
  old,
  fresh,
  codeBefore,
  stage,
  name,
  title,
  saves,
}: StepWish): Omit<SeriesStep, 'up' | 'down' | 'transactional'> {
  return {
    stage,
    name,
    title,
    codeBefore: codeBefore ?? null,
    oldCodeWorks: old,
    newCodeWorks: fresh,
    ...(saves === undefined ? {} : { saves }),
  };
}
