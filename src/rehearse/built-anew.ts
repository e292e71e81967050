import { findObject, type Catalog } from '../model/catalog.ts';
import type { RowDigests } from '../model/engine.ts';
import type { DataLoss } from '../model/rehearsal.ts';
import { destroyedObjects, vanishedRows } from './losses.ts';
import type { StatementRun } from './run-statement.ts';

interface Moment {
  readonly catalog: Catalog;
  readonly digests: RowDigests;
}

interface End extends Moment {
  /** Relations whose rows were removed by us. */
  readonly emptied: ReadonlySet<string>;
}

/**
 * A statement that drops a table which is there again in the end, as the same one, takes no more with it than the
 * columns and rows that did not come back: that is how a table gets another shape where `ALTER TABLE` cannot.
 */
export function withoutBuiltAnew(run: StatementRun, start: Moment, end: End): StatementRun {
  const again = run.dataLoss.filter((loss) => isThereAgain(loss, run.before, end.catalog));
  if (again.length === 0) return run;
  const tables = new Set(again.map(({ object }) => object));
  const missing = [
    ...destroyedObjects(start.catalog, end.catalog, start.digests),
    ...vanishedRows(start.digests, end.digests).filter(({ object }) => !end.emptied.has(object)),
  ].filter(({ object }) => [...tables].some((table) => object === table || object.startsWith(`${table}.`)));
  return { ...run, dataLoss: [...run.dataLoss.filter((loss) => !again.includes(loss)), ...missing] };
}

function isThereAgain({ kind, object }: DataLoss, before: Catalog, end: Catalog): boolean {
  const was = kind === 'table' ? findObject(before, 'table', object) : null;
  return was !== null && findObject(end, 'table', object)?.id === was.id;
}
