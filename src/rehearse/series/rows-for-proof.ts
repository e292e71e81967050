import type { Catalog } from '../../model/catalog.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine, Mark } from '../../model/engine.ts';
import type { TransactionMode } from '../../model/migration.ts';
import { runCommitted } from './run-step.ts';
import { plantRows } from '../plant-rows.ts';

/** Rows of each table that the change touches. */
const ROWS = 220;

interface Original {
  readonly sql: readonly string[];
  readonly transaction: TransactionMode;
}

interface Ground {
  readonly engine: Engine;
  readonly dialect: Dialect;
  readonly shipped: Catalog;
  readonly relations: ReadonlySet<string>;
}

/**
 * Fills the tables with rows that differ as much as the migration itself bears, and leaves the engine there. Gives the
 * state; null when it runs on no rows at all, and leaves the engine where it was.
 */
export async function plantForProof(ground: Ground, original: Original): Promise<Mark | null> {
  const { engine, dialect, shipped, relations } = ground;
  await plantRows(engine, dialect, shipped, { relations, rows: ROWS });
  const planted = await engine.mark();
  for (const variation of dialect.proving?.variations(shipped, relations) ?? []) {
    await engine.runAll(variation, false);
    const base = await engine.mark();
    const error = await runCommitted(engine, original.sql, original.transaction);
    await engine.rewind(base);
    if (error === null) {
      await engine.release(planted);
      return base;
    }
    await engine.release(base);
    await engine.rewind(planted);
  }
  await engine.release(planted);
  return null;
}
