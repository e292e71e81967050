import type { ProbeResult } from '../../model/rehearsal.ts';
import type { Cause } from './cause.ts';
import type { Place } from './place.ts';

/** One thing that stops working for the code that runs today, with everything that shows it. */
export interface Break {
  readonly place: Place;
  /** Null when no single object of the schema explains it. */
  readonly cause: Cause | null;
  /** What breaks; for a cause, its name. */
  readonly object: string;
  /** The relation whose queries feel it; null when that can be any. */
  readonly relation: string | null;
  readonly probes: readonly ProbeResult[];
}
