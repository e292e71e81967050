import type { AlterTableCmd } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';

/** What a sub-command is applied to. */
export interface Altered {
  readonly relation: string;
  /** `table`, `view`, `index`, `sequence` … as the statement calls it. */
  readonly of: string;
}

/** Reads one sub-command of `ALTER TABLE`. */
export type SubcommandReader = (command: AlterTableCmd, altered: Altered) => readonly Change[];
