import { blocksAtLeast, type Effect } from '../model/observation.ts';
import type { HeldLock, RehearsedStatement } from '../model/rehearsal.ts';
import { asBookkeeping } from './bookkeeping.ts';
import { HeldLocks } from './held-locks.ts';
import { isKnownEmpty } from './known-empty.ts';
import { breaksRunningCode, phaseOf } from './phase.ts';
import type { StatementRun } from './run-statement.ts';
import { isShipped, type Stage } from './stage.ts';
import { takenBack } from './taken-back.ts';

/** What is shipped, and what became of its rows. */
export type Scene = Pick<Stage, 'shipped' | 'filled' | 'empty'>;

/** What a statement leaves behind whose work is taken back. */
const NOTHING_LEFT = { broken: [], dataLoss: [], overwritten: [] };

/**
 * Sees the statements of a migration together: which locks are held over which later work.
 * Both the statement that took such a lock and the one that works under it are blocking.
 */
export function judgeTogether(seen: readonly StatementRun[], stage: Scene): readonly RehearsedStatement[] {
  const runs = seen.map(asBookkeeping);
  const held = heldLocks(runs, stage);
  const blocking = new Set<number>();
  runs.forEach((run, index) => {
    if (!growsWithData(run, stage)) return;
    if (effectsAnywhere(run).some((effect) => isStrong(effect, run, stage))) blocking.add(index);
    for (const lock of held[index] ?? []) {
      blocking.add(index);
      blocking.add(lock.takenBy);
    }
  });
  const undone = takenBack(runs);
  return runs.map((run, index) => ({
    ...run,
    ...(undone.has(index) ? NOTHING_LEFT : {}),
    held: held[index] ?? [],
    blocking: blocking.has(index),
    phase: undone.has(index) ? 'neutral' : phaseOf(run),
    backwardCompatible:
      (undone.has(index) || !breaksRunningCode(run)) && (run.lacks === undefined || run.observation !== null),
    lockTimeout: run.observation?.lockTimeout ?? null,
  }));
}

/** For each statement the strong locks on shipped relations that earlier ones of the same transaction took. */
function heldLocks(runs: readonly StatementRun[], stage: Scene): readonly (readonly HeldLock[])[] {
  let held = new HeldLocks();
  return runs.map((run, index) => {
    if (run.transaction !== runs[index - 1]?.transaction) held = new HeldLocks();
    const before = held.all;
    const strong = effectsAnywhere(run).filter((effect) => isStrong(effect, run, stage));
    for (const { relation, lock, blocks } of strong) held.take({ relation, lock, blocks, takenBy: index });
    held.passed(run.statement);
    return before;
  });
}

/** On the engine and, where that differs, on the reader's server version: the stronger counts. */
function effectsAnywhere({ effects, elsewhere }: StatementRun): readonly Effect[] {
  return elsewhere === undefined ? effects : [...effects, ...elsewhere.effects];
}

function isStrong({ blocks, relation }: Effect, run: StatementRun, stage: Scene): boolean {
  return blocksAtLeast(blocks, 'writes') && isShipped(stage, run.before, relation);
}

/** Work that takes longer the more rows production has. */
function growsWithData(run: StatementRun, stage: Scene): boolean {
  return effectsAnywhere(run).some(
    ({ relation, work }) =>
      work !== 'metadata' &&
      (isShipped(stage, run.before, relation) || stage.filled.has(relation)) &&
      !isKnownEmpty(relation, stage, run.after),
  );
}
