import type { EngineOptions, ServerAddress } from '../../../../model/dialect.ts';
import type { Engine, RunOutcome } from '../../../../model/engine.ts';
import { Problem } from '../../../../model/problem.ts';
import { createCatalogReader } from '../../catalog/reader.ts';
import { crashProblem } from '../../../engine-process/engine-problems.ts';
import { Digests } from '../inside/digests.ts';
import { observe } from '../inside/observe/observe.ts';
import { runTexts } from '../inside/run.ts';
import { serverFailure } from './server-problems.ts';
import type { ServerSession } from './server-session.ts';
import { ServerStage } from './server-stage.ts';

/** How reports name a real server. */
const POSTGRES_SERVER = 'postgres-server';

/**
 * Rehearses on a real server, in databases of our own that are dropped in every case.
 * Rejects with a `Problem` when the server cannot be used: see `server-problems.ts`.
 */
export async function openPostgresServer(address: ServerAddress, options: EngineOptions): Promise<Engine> {
  const stage = await ServerStage.open(address, options);
  const { session } = stage;
  const inTurn = turns(stage);
  const rows = new Digests(session);
  const reader = createCatalogReader(async (sqls) => {
    const outcomes = await runTexts(session, { sqls, stopAtError: true }, nothing);
    return outcomes.map((outcome) => {
      if (outcome.ok) return outcome.rows;
      throw serverFailure(outcome.error.message);
    });
  });
  const lacked = await inTurn(() => lackedOf(session, options.extensions));
  const runAll: Engine['runAll'] = (sqls, stopAtError) =>
    inTurn(() => runTexts(session, { sqls, stopAtError }, nothing));
  return {
    identity: { name: POSTGRES_SERVER, version: stage.admitted.version },
    lackedExtensions: lacked,
    runAll,
    run: async (sql) => only(await runAll([sql], true)),
    observe: (sql, runsInTransaction, forGood = false) =>
      inTurn(() => observe(session, stage, { sql, runsInTransaction, forGood })),
    catalog: () => inTurn(() => reader.read()),
    digests: (relations) => inTurn(async () => new Map(await rows.read(relations ?? null))),
    mark: () => inTurn(async () => ({ id: await stage.mark() })),
    rewind: ({ id }) =>
      inTurn(async () => {
        await stage.rewind(id);
        reader.recall([]);
      }),
    release: ({ id }) => inTurn(() => stage.release(id)),
    close: () => stage.close(),
  };
}

/** Extensions that the server has no files of. */
async function lackedOf(session: ServerSession, wanted: readonly string[]): Promise<readonly string[]> {
  const [available] = await session.tell('SELECT name FROM pg_catalog.pg_available_extensions');
  const names = new Set(available?.rows.map(([name]) => name));
  return wanted.filter((name) => !name.includes('@') && !names.has(name));
}

type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Requests are served in the order of calls; only a `Problem` comes out. */
function turns(stage: ServerStage): InTurn {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = queue
      .then(() => stage.limits.within(work))
      .catch((error: unknown) => {
        throw error instanceof Problem
          ? error
          : serverFailure(error instanceof Error ? error.message : String(error));
      });
    queue = turn.catch(() => undefined);
    return turn;
  };
}

function only([outcome]: readonly RunOutcome[]): RunOutcome {
  if (outcome === undefined) throw crashProblem('it gave no answer.');
  return outcome;
}

async function nothing(): Promise<void> {
  // Every statement has a clock of its own; nobody needs a sign of life.
}
