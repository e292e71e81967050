import type { EngineOptions } from '../../src/model/dialect.ts';
import type { Engine, RunOutcome } from '../../src/model/engine.ts';
import type { Observation } from '../../src/model/observation.ts';
import { openPglite } from '../../src/dialects/postgres/engines/pglite.ts';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';

const OPTIONS: EngineOptions = {
  extensions: [],
  deadline: 240_000,
  statementDeadline: 20_000,
  memory: 1024 * 1024 * 1024,
};

/** Opens a real engine with some options replaced. */
export function openEngine(options: Partial<EngineOptions> = {}): Promise<EmbeddedPostgres> {
  return openPglite({ ...OPTIONS, ...options });
}

/** Runs statements that must work. */
export async function mustRun(engine: Engine, sqls: readonly string[]): Promise<readonly RunOutcome[]> {
  const outcomes = await engine.runAll(sqls, true);
  const last = outcomes.at(-1);
  if (last?.ok === false) throw new Error(`${last.error.message} in ${sqls[outcomes.length - 1] ?? ''}`);
  return outcomes;
}

/** First value of the first row; throws when there is none. */
export async function valueOf(engine: Engine, sql: string): Promise<string | null> {
  const [outcome] = await mustRun(engine, [sql]);
  const row = outcome?.ok === true ? outcome.rows[0] : undefined;
  if (row === undefined) throw new Error(`No row from ${sql}`);
  return Object.values(row)[0] ?? null;
}

const SHORT: Readonly<Record<string, string>> = {
  AccessShareLock: 'AS',
  RowShareLock: 'RS',
  RowExclusiveLock: 'RX',
  ShareUpdateExclusiveLock: 'SUX',
  ShareLock: 'S',
  ShareRowExclusiveLock: 'SRX',
  ExclusiveLock: 'X',
  AccessExclusiveLock: 'AX',
};

/** Effects as one line: `orders SRX scan, users SRX scan`; throws when the statement failed. */
export function effectsLine(observation: Observation): string {
  if (observation.error !== null) throw new Error(observation.error.message);
  return observation.effects
    .map(({ relation, lock, work }) => `${relation} ${SHORT[lock] ?? lock} ${work}`)
    .join(', ');
}
