import type { Dialect } from '../model/dialect.ts';
import type { Engine, RunOutcome } from '../model/engine.ts';
import { isWrapped } from '../model/migration.ts';
import { Problem } from '../model/problem.ts';
import type { BaseReplay, ReplayFailure } from '../model/rehearsal.ts';
import { runningSql, type Statement } from '../model/statement.ts';
import { transactionOf, type ParsedMigration } from './parsed-project.ts';
import { StandIns } from './stand-ins.ts';

/**
 * Runs what is shipped. A statement that fails is recorded and the rest goes on; `note` is told at the end.
 * Rejects with a `Problem` when the engine stops, after a last note that names the migration that stopped it.
 */
export async function replayBase(
  engine: Engine,
  dialect: Dialect,
  base: readonly ParsedMigration[],
  note: (replay: BaseReplay) => void,
): Promise<void> {
  const failures: ReplayFailure[] = [];
  const standIns = new StandIns(engine, dialect);
  const replay = (): BaseReplay => ({ migrations, statements, failures, standIns: standIns.made });
  let statements = 0;
  let migrations = 0;
  for (const parsed of base) {
    statements += parsed.up.statements.length;
    try {
      failures.push(...(await replayMigration(engine, parsed, { standIns, reset: dialect.resetSession })));
    } catch (error) {
      if (error instanceof Problem) failures.push(stoppedBy(parsed, error));
      note(replay());
      throw error;
    }
    migrations += 1;
  }
  note(replay());
}

/** The engine does not say at which statement it stopped, so the whole migration is named. */
function stoppedBy({ migration, up }: ParsedMigration, { facts }: Problem): ReplayFailure {
  const error = { code: facts.code, message: facts.title, detail: null, hint: facts.hint, position: null };
  const [first] = up.statements;
  return { migration, line: first?.span.line ?? 1, sql: first?.sql ?? '', error };
}

interface Means {
  readonly standIns: StandIns;
  /** What every migration leaves to the next: a session without traces. */
  readonly reset: readonly string[];
}

async function replayMigration(
  engine: Engine,
  parsed: ParsedMigration,
  means: Means,
): Promise<readonly ReplayFailure[]> {
  const isWhole =
    isWrapped(transactionOf(parsed.migration, parsed.up)) && (await replayWhole(engine, parsed, means));
  if (isWhole) return [];
  const failures = await replayInPieces(engine, parsed, means);
  await engine.runAll(means.reset, false);
  return failures;
}

/** The migration in its transaction, and the reset, at one go: there are many of them. False when it failed. */
async function replayWhole(
  engine: Engine,
  { up }: ParsedMigration,
  { standIns, reset }: Means,
): Promise<boolean> {
  const migration = ['BEGIN', ...up.statements.map(runningSql), 'COMMIT'];
  for (;;) {
    const outcomes = await engine.runAll([...migration, ...reset], true);
    if (outcomes.every((outcome) => outcome.ok)) return true;
    const whole = outcomes.slice(0, migration.length);
    if (whole.every((outcome) => outcome.ok)) {
      await engine.runAll(reset, false);
      return true;
    }
    await engine.run('ROLLBACK');
    if (!(await standIns.makeFor(whole))) return false;
  }
}

async function replayInPieces(
  engine: Engine,
  parsed: ParsedMigration,
  { standIns }: Means,
): Promise<readonly ReplayFailure[]> {
  const { statements } = parsed.up;
  if (isWrapped(transactionOf(parsed.migration, parsed.up))) return replayPiecewise(engine, parsed, standIns);
  const sqls = statements.map(runningSql);
  const outcomes = await engine.runAll(sqls, false);
  await engine.run('ROLLBACK');
  return failuresOf(parsed, statements, await standIns.tryAgain(sqls, outcomes));
}

/** The migration again, each statement under a savepoint, so that one failure does not take the others along. */
async function replayPiecewise(
  engine: Engine,
  parsed: ParsedMigration,
  standIns: StandIns,
): Promise<ReplayFailure[]> {
  await engine.run('BEGIN');
  const outcomes: RunOutcome[] = [];
  for (const statement of parsed.up.statements) {
    await engine.run('SAVEPOINT holdpoint_replay');
    const sql = runningSql(statement);
    const outcome = await engine.run(sql);
    await engine.run(
      outcome.ok ? 'RELEASE SAVEPOINT holdpoint_replay' : 'ROLLBACK TO SAVEPOINT holdpoint_replay',
    );
    outcomes.push(...(await standIns.tryAgain([sql], [outcome])));
  }
  const committed = await engine.run('COMMIT');
  if (!committed.ok) await engine.run('ROLLBACK');
  return failuresOf(parsed, parsed.up.statements, outcomes);
}

function failuresOf(
  parsed: ParsedMigration,
  statements: readonly Statement[],
  outcomes: readonly RunOutcome[],
): ReplayFailure[] {
  const failures: ReplayFailure[] = [];
  outcomes.forEach((outcome, index) => {
    const statement = statements[index];
    if (outcome.ok || statement === undefined) return;
    const { sql, span } = statement;
    const { defect } = parsed.migration.up;
    const error = defect === null ? outcome.error : { ...outcome.error, message: defect.reason };
    failures.push({ migration: parsed.migration, line: defect?.line ?? span.line, sql, error });
  });
  return failures;
}
