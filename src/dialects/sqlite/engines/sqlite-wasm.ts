import type { EngineOptions } from '../../../model/dialect.ts';
import type { Engine, EngineIdentity, RunOutcome } from '../../../model/engine.ts';
import { assetFolder } from '../../engine-process/asset-folder.ts';
import { EngineProcess } from '../../engine-process/engine-process.ts';
import { failureProblem } from '../../engine-process/engine-problems.ts';
import type { Lineage } from '../catalog/lineage.ts';
import { CatalogReader } from '../catalog/reader.ts';
import { STOCK_SETTINGS, type SqliteSettings, type SqliteStart } from './settings.ts';

/** The embedded SQLite: `@sqlite.org/sqlite-wasm` 3.54.1-build1. */
export const SQLITE_WASM: EngineIdentity = { name: 'sqlite-wasm', version: '3.54.1' };

/**
 * Starts the embedded SQLite in a locked-down process of its own.
 * Rejects with a `Problem` (`engine-timeout`, `engine-memory`, `engine-crashed`) when it does not start.
 */
export async function openSqlite(
  options: EngineOptions,
  settings: SqliteSettings = STOCK_SETTINGS,
): Promise<Engine> {
  const start: SqliteStart = { folder: assetFolder('engine/sqlite'), settings };
  const child = new EngineProcess(start, options);
  await child.ready();
  const runAll: Engine['runAll'] = (sqls, stopAtError) => child.ask({ kind: 'run', sqls, stopAtError });
  const reader = new CatalogReader((sqls) => runAll(sqls, false));
  const lineages = new Map<number, Lineage>();
  return {
    identity: SQLITE_WASM,
    runAll,
    run: async (sql) => onlyOne(await runAll([sql], true)),
    observe: (sql, runsInTransaction, forGood = false) =>
      child.ask({ kind: 'observe', sql, runsInTransaction, forGood }),
    catalog: () => reader.read(),
    digests: async (relations) => new Map(await child.ask({ kind: 'digests', relations: relations ?? null })),
    mark: async () => {
      const id = await child.ask({ kind: 'mark' });
      lineages.set(id, reader.lineage);
      return { id };
    },
    rewind: async ({ id }) => {
      await child.ask({ kind: 'rewind', mark: id });
      reader.lineage = lineages.get(id) ?? reader.lineage;
    },
    release: async ({ id }) => {
      await child.ask({ kind: 'release', mark: id });
      lineages.delete(id);
    },
    snapshot: async () => {
      if (!(await child.ask({ kind: 'snapshot' }))) return null;
      return { bytes: child.nextFrame() };
    },
    close: () => child.close(),
  };
}

function onlyOne([outcome]: readonly RunOutcome[]): RunOutcome {
  if (outcome === undefined) throw failureProblem('it gave no answer.');
  return outcome;
}
