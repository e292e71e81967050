import { blocksAtLeast, type Effect } from '../model/observation.ts';
import type { HeldLock, RehearsedStatement } from '../model/rehearsal.ts';
import { breaksRunningCode, phaseOf } from './phase.ts';
import type { StatementRun } from './run-statement.ts';
import { isShipped, type Stage } from './stage.ts';

/**
 * Sees the statements of a migration together: which locks are held over which later work.
 * Both the statement that took such a lock and the one that works under it are blocking.
 */
export function judgeTogether(runs: readonly StatementRun[], stage: Stage): readonly RehearsedStatement[] {
  const held = runs.map((run, index) => heldLocks(runs, run, index, stage));
  const blocking = new Set<number>();
  runs.forEach((run, index) => {
    if (!growsWithData(run, stage)) return;
    if (run.effects.some((effect) => isStrong(effect, run, stage))) blocking.add(index);
    for (const lock of held[index] ?? []) {
      blocking.add(index);
      blocking.add(lock.takenBy);
    }
  });
  return runs.map((run, index) => ({
    ...run,
    held: held[index] ?? [],
    blocking: blocking.has(index),
    phase: phaseOf(run),
    backwardCompatible: !breaksRunningCode(run),
    lockTimeout: run.observation?.lockTimeout ?? null,
  }));
}

/** Strong locks on shipped relations that earlier statements of the same transaction took. */
function heldLocks(
  runs: readonly StatementRun[],
  run: StatementRun,
  index: number,
  stage: Stage,
): HeldLock[] {
  const held = new Map<string, HeldLock>();
  runs.slice(0, index).forEach((earlier, takenBy) => {
    if (earlier.transaction !== run.transaction) return;
    for (const effect of earlier.effects) {
      if (!isStrong(effect, earlier, stage)) continue;
      const known = held.get(effect.relation);
      if (known !== undefined && blocksAtLeast(known.blocks, effect.blocks)) continue;
      const { relation, lock, blocks } = effect;
      held.set(relation, { relation, lock, blocks, takenBy });
    }
  });
  return [...held.values()];
}

function isStrong({ blocks, relation }: Effect, run: StatementRun, stage: Stage): boolean {
  return blocksAtLeast(blocks, 'writes') && isShipped(stage, run.before, relation);
}

/** Work that takes longer the more rows production has. */
function growsWithData(run: StatementRun, stage: Stage): boolean {
  return run.effects.some(
    ({ relation, work }) =>
      work !== 'metadata' && (isShipped(stage, run.before, relation) || stage.filled.has(relation)),
  );
}
