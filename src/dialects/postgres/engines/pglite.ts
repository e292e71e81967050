import type { EngineOptions } from '../../../model/dialect.ts';
import type { Engine, EngineIdentity, Row, RunOutcome } from '../../../model/engine.ts';
import { readMemories, writeMemories } from '../catalog/kept-memory.ts';
import { createCatalogReader, type Memories } from '../catalog/reader.ts';
import { assetFolder } from '../../engine-process/asset-folder.ts';
import { EngineProcess, type EngineStart } from '../../engine-process/engine-process.ts';
import { failureProblem } from '../../engine-process/engine-problems.ts';
import { joinParts, takeApart } from './snapshot-parts.ts';

/** What the child is told of its own. */
export interface PgliteStart extends EngineStart {
  readonly extensions: readonly string[];
}

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
  const { child, memories: kept } = await start(options);
  const reader = createCatalogReader((sqls) => rows(child, sqls));
  reader.recall(kept);
  await child.ready();
  const memories = new Map<number, Memories>();
  const runAll: Engine['runAll'] = (sqls, stopAtError) => child.ask({ kind: 'run', sqls, stopAtError });
  return {
    identity: PGLITE,
    stubbedExtensions: child.stubbed,
    lackedExtensions: child.stubbed,
    runAll,
    run: async (sql) => onlyOne(await runAll([sql], true)),
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
    snapshot: async () => {
      if (!(await child.ask({ kind: 'snapshot' }))) return null;
      return { bytes: joinParts(writeMemories(reader.remembered()), child.nextFrame()) };
    },
    close: () => child.close(),
  };
}

/** Starts the process; what was read of the database that it begins with need not be read again. */
async function start(options: EngineOptions): Promise<{ child: EngineProcess; memories: Memories }> {
  if (options.snapshot === undefined)
    return { child: new EngineProcess(startOf(options), options), memories: [] };
  const { database, memory } = takeApart(options.snapshot);
  const child = new EngineProcess(startOf(options), { ...options, snapshot: database });
  const text = await memory;
  return { child, memories: text === null ? [] : readMemories(text) };
}

function startOf({ extensions }: EngineOptions): PgliteStart {
  return { folder: assetFolder('engine'), extensions };
}

function onlyOne([outcome]: readonly RunOutcome[]): RunOutcome {
  if (outcome === undefined) throw failureProblem('it gave no answer.');
  return outcome;
}

async function rows(child: EngineProcess, sqls: readonly string[]): Promise<readonly (readonly Row[])[]> {
  const outcomes = await child.ask({ kind: 'run', sqls, stopAtError: true });
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw failureProblem(outcome.error.message);
    return outcome.rows;
  });
}
