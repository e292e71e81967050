/** `note` is advice, `warn` something that works less well than it could, `fail` keeps the gate from working. */
export type CheckState = 'ok' | 'note' | 'warn' | 'fail' | 'unknown';

/** One thing that was looked at. */
export interface Check {
  readonly state: CheckState;
  readonly text: string;
  /** What to do about it; null when there is nothing to do. */
  readonly mend: string | null;
  /** Where it stands; null when it is about no file. */
  readonly place: Place | null;
}

interface Place {
  readonly path: string;
  readonly line: number;
}

/** Checks that belong together. */
export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** Something that is as it should be. */
export function fine(text: string): Check {
  return { state: 'ok', text, mend: null, place: null };
}

/** Something that could not be looked at, and what would help. */
export function unchecked(text: string, mend: string): Check {
  return { state: 'unknown', text, mend, place: null };
}

/** Something to mend. */
export function trouble(
  state: 'note' | 'warn' | 'fail',
  text: string,
  mend: string,
  place: Place | null = null,
): Check {
  return { state, text, mend, place };
}
