import type { RowsChanged } from '../../../../../model/observation.ts';
import type { Journal } from '../../../../../model/project.ts';
import type { Action } from '../gate.ts';
import type { Schema } from '../schema.ts';
import type { ProgramDoings } from './doings.ts';

/** Everything that was seen of one statement. Names are in lower case. */
export interface Trace {
  readonly before: Schema;
  readonly after: Schema;
  /** What the authorizer was asked, by the statement and by those that SQLite runs inside of it. */
  readonly actions: readonly Action[];
  readonly doings: ProgramDoings;
  readonly rows: ReadonlyMap<string, Omit<RowsChanged, 'relation'>>;
  /** True when the database can only be changed by one. */
  readonly writes: boolean;
  readonly journal: Journal;
}
