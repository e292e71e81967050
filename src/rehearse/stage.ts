import { findObject, type Catalog } from '../model/catalog.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Engine, RowDigests } from '../model/engine.ts';
import type { Violation } from '../model/rehearsal.ts';
import type { Script } from '../model/statement.ts';
import type { Lacks } from './lacks.ts';
import { NO_PROBES, type Probes } from './probe-book.ts';

/** What the head is rehearsed on, and how far it is: the schema and rows as they are after the last statement. */
export interface Stage {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** The schema before the change. */
  readonly shipped: Catalog;
  readonly probes: Probes;
  readonly lacks: Lacks;
  /** The up scripts of the change, in order. */
  readonly files: readonly Script[];
  /** Version that documented effects are asked for. */
  readonly version: number;
  catalog: Catalog;
  /** Rows that stand against the schema, as they were when it was last asked. */
  violations: readonly Violation[];
  digests: RowDigests;
  /** Relations new in this change that were filled from others, so that work on them grows with data. */
  readonly filled: Set<string>;
  /** Relations whose synthetic rows were removed, so that a statement that minds them could go on. */
  readonly emptied: Set<string>;
  /** Tables in which the history left no row, and the change put none so far. */
  readonly empty: Set<string>;
}

/** True for a table or materialized view of the shipped schema; one made anew under its name is another. */
export function isShipped(stage: Pick<Stage, 'shipped'>, now: Catalog, relation: string): boolean {
  const kinds = ['table', 'materialized-view'] as const;
  return kinds.some((kind) => {
    const known = findObject(stage.shipped, kind, relation);
    const present = findObject(now, kind, relation);
    return known !== null && (present === null || present.id === known.id);
  });
}

/** A stage for trying something from a moment on, which asks nothing of the running code and leaves the other as it is. */
export function trialStage(stage: Stage, moment: Pick<Stage, 'catalog' | 'digests'>): Stage {
  return {
    ...stage,
    ...moment,
    probes: NO_PROBES,
    filled: new Set(),
    emptied: new Set(),
    empty: new Set(stage.empty),
  };
}

/** Sees the schema and the rows anew, after something that no single statement tells. */
export async function lookAgain(stage: Stage): Promise<void> {
  stage.catalog = await stage.engine.catalog();
  stage.digests = await stage.engine.digests();
}
