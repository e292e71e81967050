import type { EngineOptions } from '../../src/model/dialect.ts';
import type { Engine } from '../../src/model/engine.ts';
import type { Observation } from '../../src/model/observation.ts';
import { STOCK_SETTINGS, type SqliteSettings } from '../../src/dialects/sqlite/engines/settings.ts';
import { openSqlite } from '../../src/dialects/sqlite/engines/sqlite-wasm.ts';

const OPTIONS: EngineOptions = {
  extensions: [],
  deadline: 240_000,
  statementDeadline: 20_000,
  memory: 512 * 1024 * 1024,
};

/** Opens a real engine with some settings and limits replaced. */
export function openEngine(
  settings: Partial<SqliteSettings> = {},
  options: Partial<EngineOptions> = {},
): Promise<Engine> {
  return openSqlite({ ...OPTIONS, ...options }, { ...STOCK_SETTINGS, ...settings });
}

/** Effects as one line: `orders RESERVED metadata, users RESERVED scan`; throws when the statement failed. */
export function effectsLine(observation: Observation): string {
  if (observation.error !== null) throw new Error(observation.error.message);
  return observation.effects.map(({ relation, lock, work }) => `${relation} ${lock} ${work}`).join(', ');
}

/** Rows changed as one line: `child -2, parent +1 ~1`. */
export function rowsLine({ rows }: Observation): string {
  return rows
    .map(({ relation, inserted, updated, deleted }) =>
      [
        relation,
        ...(inserted > 0 ? [`+${inserted}`] : []),
        ...(updated > 0 ? [`~${updated}`] : []),
        ...(deleted > 0 ? [`-${deleted}`] : []),
      ].join(' '),
    )
    .join(', ');
}
