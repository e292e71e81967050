import { code } from '../../../lib/code.ts';
import type { Reconciliation } from '../../../model/series.ts';
import { qualified } from '../rows/names.ts';
import { valueOf, type CopiedColumn, type Copy } from '../validation/copied-rows.ts';
import { allOf, checksOf } from './checks-of.ts';
import { columnFaults, rowFaults } from './planted-faults.ts';

/** Two relations that hold the same rows. */
export interface TablePair {
  readonly source: string;
  readonly target: string;
  readonly columns: readonly CopiedColumn[];
  /** Columns that tell rows apart; empty without. */
  readonly key: readonly string[];
  /** The value of a column in a row of the source; absent where it has the same columns. */
  readonly from?: (column: string) => string;
}

/** How to see that two relations hold the same rows. */
export function reconcileTables({
  source,
  target,
  columns,
  key,
  from = (column) => column,
}: TablePair): Reconciliation {
  const list = (value: (column: string) => string): string =>
    columns.map(({ name, type }) => `${valueOf(value(name), type)} AS ${name}`).join(', ');
  const copy: Copy = {
    source: `SELECT ${list(from)} FROM ${qualified(source)}`,
    target: `SELECT ${list((column) => column)} FROM ${qualified(target)}`,
    name: code(target),
    sourceName: code(source),
    reason: `${code(target)} stands for ${code(source)}`,
    columns,
    key,
    isAlone: true,
  };
  const checks = checksOf(copy, false);
  const values = columns.filter(({ name }) => !key.includes(name));
  return {
    checks: allOf(checks),
    faults: [
      ...rowFaults({ source, target }, checks),
      ...columnFaults({ table: target, columns: values }, { ...checks, counts: [] }),
    ],
  };
}
