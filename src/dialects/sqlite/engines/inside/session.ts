import type { FixedChance } from '../../../engine-process/inside/fixed-chance.ts';
import type { Journal } from '../../../../model/project.ts';
import type { SqliteSettings } from '../settings.ts';
import { Connection } from './connection.ts';
import { Gate } from './gate.ts';
import type { Library } from './library.ts';
import { seedFrom } from './seed.ts';

/** What is rehearsed on: a connection that a rewind puts another in the place of. */
export class Session {
  connection: Connection;
  /** As the migrations have set it; a database in memory has neither. */
  journal: Journal;
  readonly library: Library;
  readonly gate: Gate;
  readonly #settings: SqliteSettings;
  readonly #chance: FixedChance;

  constructor(library: Library, settings: SqliteSettings, chance: FixedChance) {
    this.library = library;
    this.gate = new Gate(library, (name, value) => {
      this.#set(name.toLowerCase(), value.toLowerCase());
    });
    this.journal = settings.journal;
    this.#settings = settings;
    this.#chance = chance;
    seedFrom(library, chance);
    this.connection = new Connection(library, this.gate, settings);
  }

  /** Where chance stands. SQLite draws a seed and goes on by itself, so that it has to draw another. */
  get chance(): number {
    this.library.capi.sqlite3_randomness(0, 0);
    return this.#chance.state;
  }

  set chance(state: number) {
    this.#chance.state = state;
    this.library.capi.sqlite3_randomness(0, 0);
  }

  /** Closes the connection and opens another on an empty database. */
  reopen(): Connection {
    this.connection.close();
    this.connection = new Connection(this.library, this.gate, this.#settings);
    return this.connection;
  }

  /** A database in memory has no journal file, so that its mode is only remembered. */
  #set(name: string, value: string): void {
    if (name !== 'journal_mode' || this.connection.inTransaction) return;
    this.journal = value === 'wal' ? 'wal' : 'rollback';
  }
}
