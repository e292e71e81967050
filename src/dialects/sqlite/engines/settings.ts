import type { EngineOptions } from '../../../model/dialect.ts';
import type { Journal } from '../../../model/project.ts';
import type { EngineStart } from '../../engine-process/engine-process.ts';

/** What differs between the databases that migrations run on, and no migration says. */
export interface SqliteSettings {
  /** Whether the program's driver turns foreign keys on; SQLite itself leaves them off. */
  readonly foreignKeys: boolean;
  /** How changes reach the file: with a write-ahead log readers go on, with a rollback journal they wait. */
  readonly journal: Journal;
  /** Names of functions that the application brings; each gives its first argument back. */
  readonly functions: readonly string[];
}

/** A new database file, opened by the stock library. */
export const STOCK_SETTINGS: SqliteSettings = { foreignKeys: false, journal: 'rollback', functions: [] };

/** What the child is told of its own. */
export interface SqliteStart extends EngineStart {
  readonly settings: SqliteSettings;
}

/** How the database is opened: as the configuration says, else as the program that runs migrations does. */
export function settingsFor({ presupposed, foreignKeys }: EngineOptions): SqliteSettings {
  return {
    foreignKeys: presupposed?.foreignKeys ?? foreignKeys ?? STOCK_SETTINGS.foreignKeys,
    journal: presupposed?.journal ?? STOCK_SETTINGS.journal,
    functions: presupposed?.functions ?? [],
  };
}
