import { blocksAtLeast, type Effect } from '../model/observation.ts';
import type { HeldLock, RehearsedStatement } from '../model/rehearsal.ts';
import { breaksRunningCode, phaseOf } from './phase.ts';
import type { StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';

/**
 * Sees the statements of a migration together: which locks are held over which later work.
 * Both the statement that took such a lock and the one that works under it are blocking.
 */
export function judgeTogether(runs: readonly StatementRun[], stage: Stage): readonly RehearsedStatement[] {
  const held = runs.map((run, index) => heldLocks(runs, run, index, stage));
  const blocking = new Set<number>();
  runs.forEach((run, index) => {
    if (!growsWithData(run.effects, stage)) return;
    if (run.effects.some((effect) => isStrong(effect, stage))) blocking.add(index);
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
      if (!isStrong(effect, stage)) continue;
      const known = held.get(effect.relation);
      if (known !== undefined && blocksAtLeast(known.blocks, effect.blocks)) continue;
      const { relation, lock, blocks } = effect;
      held.set(relation, { relation, lock, blocks, takenBy });
    }
  });
  return [...held.values()];
}

function isStrong(effect: Effect, stage: Stage): boolean {
  return blocksAtLeast(effect.blocks, 'writes') && isShipped(effect.relation, stage);
}

/** Work that takes longer the more rows production has. */
function growsWithData(effects: readonly Effect[], stage: Stage): boolean {
  return effects.some(
    ({ relation, work }) => work !== 'metadata' && (isShipped(relation, stage) || stage.filled.has(relation)),
  );
}

function isShipped(relation: string, stage: Stage): boolean {
  return stage.shipped.has(`table ${relation}`) || stage.shipped.has(`materialized-view ${relation}`);
}
