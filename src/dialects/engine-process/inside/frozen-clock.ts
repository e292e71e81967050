/** The instant at which every rehearsal happens, so that two runs of the same input agree. */
const FROZEN_INSTANT = Date.UTC(2026, 0, 1);

/** How far a look at the stopwatch moves it, in milliseconds: `pg_sleep` ends, and in the same state every time. */
const STEP = 0.01;

export interface FrozenClock {
  /** Real milliseconds, for our own use. */
  readonly realNow: () => number;
  /** Puts the clock back; done before every piece of SQL. */
  readonly reset: () => void;
}

/**
 * Stops the clock of this process for good. Waiting code looks at the stopwatch (`performance.now`) in a loop and
 * moves it by looking, so that a sleep takes its time in looks instead of in milliseconds.
 */
export function freezeClock(): FrozenClock {
  const realNow = performance.now.bind(performance);
  let passed = 0;
  Date.now = () => FROZEN_INSTANT + Math.floor(passed);
  performance.now = () => (passed += STEP);
  return { realNow, reset: () => (passed = 0) };
}
