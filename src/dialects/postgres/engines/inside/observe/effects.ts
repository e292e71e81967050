import type { Effect, RowsChanged } from '../../../../../model/observation.ts';
import { strongerBlocks } from '../../../../../model/observation.ts';
import { blockedBy, blockedOnMaterializedView } from '../../../lock-modes.ts';
import { lockUnder } from './lock-under.ts';
import type { Relation } from './state.ts';
import { heldLock, newLock } from './state.ts';
import type { Trace } from './work.ts';
import { judgeWork } from './work.ts';

/** Kinds that are charged to the table they belong to. */
const PARTS = new Set(['i', 'I']);

/** What a statement did to each relation that was there before it, by name. */
export function effectsOf(trace: Trace): readonly Effect[] {
  const effects: Effect[] = [];
  for (const relation of trace.before.relations.values()) {
    if (PARTS.has(relation.kind)) continue;
    const effect = effectOn(relation, trace);
    if (effect !== null) effects.push(effect);
  }
  return effects.sort(byName);
}

/** Rows that a statement inserted, updated or deleted, by relation. */
export function rowsChanged(trace: Trace): readonly RowsChanged[] {
  const changed: RowsChanged[] = [];
  for (const now of trace.after.relations.values()) {
    if (now.kind !== 'r' && now.kind !== 'm') continue;
    const was = trace.before.relations.get(now.oid);
    const inserted = now.inserted - (was?.inserted ?? 0);
    const updated = now.updated - (was?.updated ?? 0);
    const deleted = now.deleted - (was?.deleted ?? 0);
    if (inserted + updated + deleted > 0) changed.push({ relation: now.name, inserted, updated, deleted });
  }
  return changed.sort(byName);
}

function effectOn(relation: Relation, trace: Trace): Effect | null {
  const taken = newLock(relation.oid, trace.before, trace.after);
  const held = heldLock(relation.oid, trace.before);
  const judged = judgeWork(relation, taken.lock, trace);
  const touched = taken.lock === '' && held !== '' && trace.touched.has(relation.oid);
  if (taken.lock === '' && !touched && judged.work === 'metadata' && judged.blocks === 'nothing') return null;
  const lock = lockUnder(held, taken.lock, { word: trace.word, work: judged.work });
  const ofIndex = lock === taken.lock && taken.tableLock !== lock && taken.tableLock !== '';
  return {
    relation: relation.name,
    lock,
    ...(ofIndex ? { tableLock: taken.tableLock } : {}),
    blocks: strongerBlocks(
      relation.kind === 'm' ? blockedOnMaterializedView(lock) : blockedBy(lock),
      judged.blocks,
    ),
    work: judged.work,
    witness: 'measured',
    evidence: ofIndex ? `${judged.evidence}; the lock is on an index` : judged.evidence,
  };
}

function byName(left: { readonly relation: string }, right: { readonly relation: string }): number {
  return left.relation < right.relation ? -1 : left.relation > right.relation ? 1 : 0;
}
