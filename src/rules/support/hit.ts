import type { Remedy } from '../../model/finding.ts';
import type { RehearsedMigration } from '../../model/rehearsal.ts';
import type { Hit } from '../../model/rule.ts';
import type { Place } from './place.ts';

/** What a rule has to say about one object. */
export interface Told {
  readonly object: string;
  readonly message: string;
  readonly evidence: readonly string[];
  readonly remedy: Remedy | null;
}

/** A hit at a statement. */
export function hitAt(place: Place, told: Told): Hit {
  return { migration: place.at, statement: place.index, path: null, ...told };
}

/** A hit about a whole migration; `path` points at another file of it, its down file for one. */
export function hitMigration(at: number, migration: RehearsedMigration, told: Told, path?: string): Hit {
  return { migration: at, statement: null, path: path ?? migration.change.migration.path, ...told };
}

/** A hit about the history itself. */
export function hitHistory(path: string, told: Told): Hit {
  return { migration: null, statement: null, path, ...told };
}

/** Advice to make the change in steps, which may be written by themselves. */
export function stepByStep(text: string): Remedy {
  return { ...advice(text), splits: true };
}

/** Advice without SQL. */
export function advice(text: string): Remedy {
  return { text, sql: [], rehearsed: false };
}
