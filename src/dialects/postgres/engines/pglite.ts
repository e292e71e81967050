import type { EngineOptions } from '../../../model/dialect.ts';
import type { Engine, EngineIdentity, Row } from '../../../model/engine.ts';
import { createCatalogReader, type Memories } from '../catalog/reader.ts';
import { EngineProcess } from './engine-process.ts';
import { failureProblem } from './engine-problems.ts';

/** The embedded PostgreSQL: `@electric-sql/pglite` 0.5.16, which is PostgreSQL 18.6. */
export const PGLITE: EngineIdentity = { name: 'pglite', version: '18.6' };

/** The embedded engine, and which extensions it could only pretend to have. */
export interface EmbeddedPostgres extends Engine {
  /** Extensions that are not shipped; `CREATE EXTENSION` works and creates a stand-in. */
  readonly stubbedExtensions: readonly string[];
}

/**
 * Starts the embedded PostgreSQL in a locked-down process of its own.
 * Rejects with a `Problem` (`engine-timeout`, `engine-memory`, `engine-crashed`) when it does not start.
 */
export async function openPglite(options: EngineOptions): Promise<EmbeddedPostgres> {
  const child = new EngineProcess(options);
  await child.ready();
  const memories = new Map<number, Memories>();
  const reader = createCatalogReader((sqls) => rows(child, sqls));
  const runAll: Engine['runAll'] = (sqls, stopAtError) => child.ask({ kind: 'run', sqls, stopAtError });
  return {
    identity: PGLITE,
    stubbedExtensions: child.stubbed,
    lackedExtensions: child.stubbed,
    runAll,
    run: async (sql) => {
      const [outcome] = await runAll([sql], true);
      if (outcome === undefined) throw failureProblem('it gave no answer.');
      return outcome;
    },
    observe: (sql, runsInTransaction, forGood = false) =>
      child.ask({ kind: 'observe', sql, runsInTransaction, forGood }),
    catalog: () => reader.read(),
    digests: async (relations) => new Map(await child.ask({ kind: 'digests', relations: relations ?? null })),
    mark: async () => {
      const id = await child.ask({ kind: 'mark' });
      memories.set(id, reader.remembered());
      return { id };
    },
    rewind: async ({ id }) => {
      await child.ask({ kind: 'rewind', mark: id });
      reader.recall(memories.get(id) ?? []);
    },
    release: async ({ id }) => {
      await child.ask({ kind: 'release', mark: id });
      memories.delete(id);
    },
    snapshot: async () => ((await child.ask({ kind: 'snapshot' })) ? { bytes: child.nextFrame() } : null),
    close: () => child.close(),
  };
}

async function rows(child: EngineProcess, sqls: readonly string[]): Promise<readonly (readonly Row[])[]> {
  const outcomes = await child.ask({ kind: 'run', sqls, stopAtError: true });
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw failureProblem(outcome.error.message);
    return outcome.rows;
  });
}
