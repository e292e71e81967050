import type { BackfillDraft, BackfillProof, BackfillTrial } from '../../model/backfill.ts';
import type { Engine, Row, RowDigests } from '../../model/engine.ts';

/** What a trial led to: the changed table as one row, and all other tables. */
interface Reached {
  /** Null when it could not be read. */
  readonly own: string | null;
  readonly others: string;
}

/** Batches that the script's own form runs between the interruptions. */
const STEPS = 2;

/**
 * Runs a statement on thousands of synthetic rows, and its walk in batches on the same rows: stopped by its flag, gone
 * on with, failing in the middle of a batch, and gone on with until nothing is left. The engine stands in the state
 * before the statement, outside of a transaction; it is left anywhere.
 */
export async function proveBackfill(engine: Engine, draft: BackfillDraft): Promise<BackfillProof> {
  const single = await runSingle(engine, draft.trial);
  if ('outcome' in single) return single;
  const fault = await runWalk(engine, draft);
  if (fault !== null) return proof('failed', single.rows, fault);
  const walked = await look(engine, draft.trial);
  if (walked.own === null) return proof('failed', single.rows, 'The changed rows cannot be compared.');
  if (walked.own === single.reached.own && walked.others === single.reached.others)
    return proof('same', single.rows, null);
  const where = walked.own === single.reached.own ? 'another table has' : 'some rows have';
  return proof(
    'differs',
    single.rows,
    `Done in batches, ${where} other values than after the single statement.`,
  );
}

interface Single {
  readonly reached: Reached;
  readonly rows: number;
}

/** Plants the rows, notes what the statement makes of them, and leaves them as they were planted. */
async function runSingle(engine: Engine, trial: BackfillTrial): Promise<Single | BackfillProof> {
  let because = 'No rows could be made.';
  for (const plant of trial.plants) {
    const sqls = [
      'BEGIN',
      ...plant,
      'SAVEPOINT holdpoint_planted',
      trial.statement,
      'SET CONSTRAINTS ALL IMMEDIATE',
    ];
    const outcomes = await engine.runAll(sqls, true);
    const last = outcomes.at(-1);
    const changed = outcomes[sqls.length - 2];
    if (last?.ok === true && changed?.ok === true && changed.affected > 0) {
      const reached = await look(engine, trial);
      await engine.runAll(['ROLLBACK TO SAVEPOINT holdpoint_planted', 'COMMIT'], false);
      return { reached, rows: trial.rows };
    }
    await engine.run('ROLLBACK');
    because = last?.ok === false ? last.error.message : 'The statement finds none of the synthetic rows.';
  }
  return proof('untried', 0, because);
}

/** Null when the walk came to its end; else what did not go as it must. */
async function runWalk(engine: Engine, { trial, prepare }: BackfillDraft): Promise<string | null> {
  const setUp = [...prepare, ...trial.haste, ...trial.disturb, ...(trial.make === null ? [] : [trial.make])];
  const error = await firstError(engine, setUp);
  if (error !== null) return error;
  const stopped = await runOn(engine, trial);
  if (stopped !== null) return stopped;
  if (!(await isUnderWay(engine, trial))) return 'It did not stop when it was told to.';
  const stepped = await firstError(engine, [trial.start, ...Array.from({ length: STEPS }, () => trial.step)]);
  if (stepped !== null) return stepped;
  if ((await runOn(engine, trial)) === null) return 'It went on after an error.';
  if (!(await isUnderWay(engine, trial))) return 'An error ended it for good.';
  return endFault(engine, trial);
}

/** Undisturbed, it goes on to the end and leaves no row out. */
async function endFault(engine: Engine, trial: BackfillTrial): Promise<string | null> {
  const rest = (await firstError(engine, trial.undisturb)) ?? (await runOn(engine, trial));
  if (rest !== null) return rest;
  const { finished, skipped } = await stateOf(engine, trial);
  if (finished !== 't') return 'It did not come to its end.';
  return skipped === '0' ? null : `${skipped ?? ''} rows failed that do not fail in the single statement.`;
}

/** Goes on until it stops by itself; null, or the error that ended it. */
async function runOn(engine: Engine, trial: BackfillTrial): Promise<string | null> {
  if (trial.run !== null) return firstError(engine, [trial.run]);
  const begun = await firstError(engine, [trial.start]);
  if (begun !== null) return begun;
  for (let batch = 0; batch <= trial.rows; batch += 1) {
    const error = await firstError(engine, [trial.step]);
    if (error !== null) return error;
    const { finished, stop } = await stateOf(engine, trial);
    if (finished === 't' || stop === 't') return null;
  }
  return 'It does not come to an end.';
}

async function firstError(engine: Engine, sqls: readonly string[]): Promise<string | null> {
  const last = (await engine.runAll(sqls, true)).at(-1);
  return last?.ok === false ? last.error.message : null;
}

async function isUnderWay(engine: Engine, trial: BackfillTrial): Promise<boolean> {
  const { finished, done } = await stateOf(engine, trial);
  return finished === 'f' && Number(done) > 0 && Number(done) < trial.rows;
}

async function stateOf(engine: Engine, trial: BackfillTrial): Promise<Row> {
  const outcome = await engine.run(trial.state);
  return outcome.ok ? (outcome.rows[0] ?? {}) : {};
}

async function look(engine: Engine, trial: BackfillTrial): Promise<Reached> {
  const outcome = await engine.run(trial.compare);
  const own = outcome.ok ? JSON.stringify(outcome.rows) : null;
  return { own, others: othersOf(await engine.digests(), trial.relations) };
}

function othersOf(digests: RowDigests, left: readonly string[]): string {
  return JSON.stringify([...digests].filter(([relation]) => !left.includes(relation)));
}

function proof(outcome: BackfillProof['outcome'], rows: number, because: string | null): BackfillProof {
  return { outcome, rows, because };
}
