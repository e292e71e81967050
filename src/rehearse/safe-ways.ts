import type { TransactionMode } from '../model/migration.ts';
import type { RehearsedStatement, SafeWay, Trial } from '../model/rehearsal.ts';
import type { Drift } from '../model/drift.ts';
import type { Statement } from '../model/statement.ts';
import { NO_PROBES } from './probe-book.ts';
import { runUp } from './run-up.ts';
import type { Stage } from './stage.ts';
import type { Moment } from './trial.ts';

interface Rehearsed {
  readonly before: Moment;
  readonly statements: readonly RehearsedStatement[];
  readonly transaction: TransactionMode;
  readonly rollback: Trial;
}

/**
 * For each blocking statement the SQL that does the same with less blocking, proved by running it: from the state
 * before the migration it ends in the same schema, and none of its statements blocks. What is not proved is left out.
 */
export async function findSafeWays(stage: Stage, rehearsed: Rehearsed): Promise<readonly SafeWay[]> {
  const offers = rehearsed.statements.flatMap((statement, replaces) => {
    const way = statement.blocking ? stage.dialect.saferWay(statement) : null;
    return way === null ? [] : [{ ...way, replaces }];
  });
  if (offers.length === 0 || rehearsed.rollback.outcome !== 'restored') return [];
  const mark = await stage.engine.mark();
  const proved: SafeWay[] = [];
  for (const offer of offers) {
    if (await isProved(stage, rehearsed, offer)) proved.push(offer);
    await stage.engine.rewind(mark);
  }
  await stage.engine.release(mark);
  return proved;
}

/** Takes the migration back for real and runs it again with the offer in place of the blocking statement. */
async function isProved(stage: Stage, rehearsed: Rehearsed, offer: SafeWay): Promise<boolean> {
  const { engine, dialect } = stage;
  const undone = await engine.runAll(['BEGIN', ...rehearsed.rollback.sql, 'COMMIT'], true);
  if (undone.some((outcome) => !outcome.ok)) return false;
  const trial: Stage = {
    ...stage,
    ...rehearsed.before,
    probes: NO_PROBES,
    filled: new Set(),
    emptied: new Set(),
  };
  const originals = rehearsed.statements.map(({ statement }) => statement);
  const offered = dialect.parse({ path: 'safe-way.sql', text: `${offer.sql.join(';\n')};\n`, defect: null });
  if (!offered.statements.every((statement) => isKnownTo(stage.version, statement))) return false;
  const first = await runUp(trial, originals.slice(0, offer.replaces), rehearsed.transaction);
  const safe = await runUp(trial, offered.statements, 'none');
  const last = await runUp(trial, originals.slice(offer.replaces + 1), rehearsed.transaction);
  const all = [...first, ...safe, ...last];
  const ran = all.every(({ observation }) => observation !== null && observation.error === null);
  const gentle = safe.every(({ blocking }) => !blocking);
  return ran && gentle && sameSchema(dialect.compare(stage.catalog, trial.catalog));
}

/** False for what the reader's server does not have yet. */
function isKnownTo(version: number, statement: Statement): boolean {
  return statement.kind === 'readable' && (statement.features ?? []).every(({ since }) => since <= version);
}

function sameSchema(drift: readonly Drift[]): boolean {
  return drift.every(({ weight }) => weight === 'cosmetic');
}
