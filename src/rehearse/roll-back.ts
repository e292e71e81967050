import type { Inverse } from '../model/dialect.ts';
import type { RehearsedStatement, Trial } from '../model/rehearsal.ts';
import type { Stage } from './stage.ts';
import { oneAfterTheOther, tryWayBack, untried, type Moment, type WayBack } from './trial.ts';

const RANK: readonly Trial['outcome'][] = ['restored', 'data-lost', 'differs', 'failed', 'untried'];

/**
 * Generates the way back to `before` and runs it: first the shortest one, from the difference of both moments; when
 * that does not restore everything, statement by statement in reverse order. The better one is kept.
 */
export async function rollBack(
  stage: Stage,
  before: Moment,
  statements: readonly RehearsedStatement[],
  meanwhile: () => Promise<void>,
): Promise<Trial> {
  if (statements.length > 0 && statements.every(({ observation }) => observation?.error !== null)) {
    return untried('No statement of the migration ran.');
  }
  const short = await tryInverse(
    stage,
    stage.dialect.inverse(before.catalog, stage.catalog),
    before,
    meanwhile,
  );
  if (short.outcome === 'restored') return short;
  const steps = inverseStepByStep(stage, statements);
  if (steps.sql.join(';') === short.sql.join(';')) return short;
  const long = await tryInverse(stage, steps, before, () => Promise.resolve());
  return RANK.indexOf(long.outcome) < RANK.indexOf(short.outcome) ? long : short;
}

/** The whole change taken back at once: the rollbacks of its migrations, last one first. */
export async function rollBackAll(stage: Stage, start: Moment, rollbacks: readonly Trial[]): Promise<Trial> {
  const gap = rollbacks.find(({ outcome }) => outcome === 'failed' || outcome === 'untried');
  const whole = oneAfterTheOther(rollbacks.toReversed());
  if (gap !== undefined) return untried('One of its migrations has no way back that ran.', whole.sql);
  const lost = rollbacks.flatMap((rollback) => rollback.lost);
  return tryWayBack(stage, { ...whole, lost }, start);
}

/** The down files of all migrations, last one first; null unless every migration has one that ran. */
export async function tryAllDowns(
  stage: Stage,
  start: Moment,
  downs: readonly (Trial | null)[],
): Promise<Trial | null> {
  const ran = downs.flatMap((down) => (down === null || !hasRun(down) ? [] : [down])).toReversed();
  if (ran.length < 2 || ran.length < downs.length) return null;
  const way: WayBack = {
    sql: ran.flatMap(({ sql }) => sql),
    lost: ran.flatMap(({ lost }) => lost),
    transactional: ran.every(({ transactional }) => transactional),
  };
  return tryWayBack(stage, way, start);
}

function hasRun({ outcome }: Trial): boolean {
  return outcome !== 'failed' && outcome !== 'untried';
}

async function tryInverse(
  stage: Stage,
  inverse: Inverse,
  before: Moment,
  meanwhile: () => Promise<void>,
): Promise<Trial> {
  const way: WayBack = { sql: inverse.sql, lost: inverse.lost, transactional: inverse.transactional ?? true };
  const trial = await tryWayBack(stage, way, before, meanwhile);
  if (inverse.impossible.length === 0 || trial.outcome === 'failed') return trial;
  return { ...trial, reason: inverse.impossible.join(' ') };
}

function inverseStepByStep(stage: Stage, statements: readonly RehearsedStatement[]): Inverse {
  const steps = statements.toReversed().map(({ before, after }) => stage.dialect.inverse(before, after));
  const whole = oneAfterTheOther(steps.map(({ sql, transactional = true }) => ({ sql, transactional })));
  return {
    sql: whole.sql,
    ...(whole.transactional ? {} : { transactional: false }),
    lost: steps.flatMap(({ lost }) => lost).filter(({ object }) => isShipped(stage, object)),
    impossible: steps.flatMap(({ impossible }) => impossible),
  };
}

function isShipped(stage: Stage, object: string): boolean {
  return stage.shipped.has(`table ${object}`) || stage.shipped.has(`column ${object}`);
}
