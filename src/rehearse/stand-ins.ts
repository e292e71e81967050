import type { Dialect } from '../model/dialect.ts';
import type { Engine, RunOutcome } from '../model/engine.ts';

/** Makes up what the base takes for granted and no migration creates, and remembers what it made up. */
export class StandIns {
  readonly #engine: Engine;
  readonly #dialect: Dialect;
  readonly #made: string[] = [];

  constructor(engine: Engine, dialect: Dialect) {
    this.#engine = engine;
    this.#dialect = dialect;
  }

  /** In words, in the order in which they were missed. */
  get made(): readonly string[] {
    return this.#made;
  }

  /** True when something that the statements missed is there now and was not before. */
  async makeFor(outcomes: readonly RunOutcome[]): Promise<boolean> {
    let isNew = false;
    for (const outcome of outcomes) {
      const standIn = outcome.ok ? null : (this.#dialect.standIn?.(outcome.error) ?? null);
      if (standIn === null || this.#made.includes(standIn.what)) continue;
      if (!(await this.#engine.run(standIn.sql)).ok) continue;
      this.#made.push(standIn.what);
      isNew = true;
    }
    return isNew;
  }

  /** Runs again what failed, in order, for as long as it helps; gives the last outcome of each. */
  async tryAgain(sqls: readonly string[], outcomes: readonly RunOutcome[]): Promise<readonly RunOutcome[]> {
    let last = outcomes;
    while (await this.makeFor(last)) last = await this.#again(sqls, last);
    return last;
  }

  async #again(sqls: readonly string[], outcomes: readonly RunOutcome[]): Promise<RunOutcome[]> {
    const again: RunOutcome[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      again.push(outcome.ok ? outcome : await this.#once(sqls[index] ?? ''));
    }
    return again;
  }

  /** Under a savepoint where a transaction is open, so that a second failure does not spoil it. */
  async #once(sql: string): Promise<RunOutcome> {
    const guarded = (await this.#engine.run('SAVEPOINT holdpoint_again')).ok;
    const outcome = await this.#engine.run(sql);
    if (!guarded) return outcome;
    const end = outcome.ok ? 'RELEASE SAVEPOINT' : 'ROLLBACK TO SAVEPOINT';
    await this.#engine.run(`${end} holdpoint_again`);
    return outcome;
  }
}
